import { error } from '@sveltejs/kit';
import { type Knock, type SignedIn, signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import type { Actor, Tx } from '#server/database.ts';

declare const proven: unique symbol;

/** Proof that somebody was invited to this round, or opened it. */
export type RoundReader = Actor & {
  roundId: string;
  /** Opened it: may ask for solves and publish. */
  organises: boolean;
  invited: boolean;
  readonly [proven]: true;
};

/** Proof that somebody opened this round. */
export type RoundOrganiser = RoundReader & { organises: true };

/** Undefined for everybody else, so that a round that exists looks like one that does not. */
export async function findRoundReader(
  tx: Tx,
  actor: Actor,
  roundId: string,
): Promise<RoundReader | undefined> {
  const row = await tx
    .selectFrom('matching_round')
    .leftJoin('round_invitee', (join) =>
      join
        .onRef('round_invitee.organisation_id', '=', 'matching_round.organisation_id')
        .onRef('round_invitee.round_id', '=', 'matching_round.id')
        .on('round_invitee.person_id', '=', actor.personId),
    )
    .select(['matching_round.opened_by', 'round_invitee.person_id'])
    .where('matching_round.organisation_id', '=', actor.organisationId)
    .where('matching_round.id', '=', roundId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const organises = row.opened_by === actor.personId;
  const invited = row.person_id !== null;
  if (!organises && !invited) return undefined;
  const { organisationId, personId } = actor;
  return { organisationId, personId, roundId, organises, invited } as RoundReader;
}

type RoundEvent = Knock & { params: { round: string } };

/** The gate of every page of a round: one transaction of somebody who was invited or opened it; others meet "not found". */
export async function asRoundReader<T>(
  event: RoundEvent,
  work: (tx: Tx, reader: RoundReader, person: SignedIn) => Promise<T>,
): Promise<T> {
  const person = signedIn(event);
  return rondo().database.asPerson(person, async (tx) => {
    const reader = await findRoundReader(tx, person, event.params.round);
    if (reader === undefined) error(404);
    return work(tx, reader, person);
  });
}

/** The gate of what only the organiser does. */
export async function asRoundOrganiser<T>(
  event: RoundEvent,
  work: (tx: Tx, organiser: RoundOrganiser, person: SignedIn) => Promise<T>,
): Promise<T> {
  return asRoundReader(event, (tx, reader, person) => {
    if (!reader.organises) error(404);
    return work(tx, reader as RoundOrganiser, person);
  });
}
