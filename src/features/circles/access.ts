import { error } from '@sveltejs/kit';
import { type Knock, type SignedIn, signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';

declare const proven: unique symbol;

/**
 * Proof that somebody is a member of this circle now. Only `findCircleMember` makes one, and every query about a circle
 * demands it; row-level security asks the same question again.
 */
export type CircleMember = Actor & {
  circleId: string;
  /** 1 to 5, the place on the ring. */
  seat: number;
  /** A closed circle is read, and no longer changed. */
  closed: boolean;
  readonly [proven]: true;
};

/** Undefined for everybody else, so that a stranger cannot tell a circle that exists from one that does not. */
export async function findCircleMember(
  tx: Tx,
  actor: Actor,
  circleId: string,
): Promise<CircleMember | undefined> {
  const [row] = await seatOf(tx, { ...actor, circleId });
  if (row === undefined) return undefined;
  return {
    organisationId: actor.organisationId,
    personId: actor.personId,
    circleId,
    seat: row.seat,
    closed: row.closed_at !== null,
  } as CircleMember;
}

const seatOf = prepare('seat-of', (db, asked: Actor & { circleId: string }) =>
  db
    .selectFrom('membership')
    .leftJoin('circle_closure', (join) =>
      join
        .onRef('circle_closure.organisation_id', '=', 'membership.organisation_id')
        .onRef('circle_closure.circle_id', '=', 'membership.circle_id'),
    )
    .select(['membership.seat', 'circle_closure.closed_at'])
    .where('membership.organisation_id', '=', asked.organisationId)
    .where('membership.circle_id', '=', asked.circleId)
    .where('membership.person_id', '=', asked.personId)
    .where('membership.left_at', 'is', null),
);

/**
 * The gate of every page of a circle: one transaction of a signed-in member. Who is not signed in goes to the door;
 * everybody else who is no member meets "not found", whether the circle exists or not.
 */
export async function asCircleMember<T>(
  event: Knock & { params: { circle: string } },
  work: (tx: Tx, member: CircleMember, person: SignedIn) => Promise<T>,
): Promise<T> {
  const person = signedIn(event);
  return rondo().database.asPerson(person, async (tx) => {
    const member = await findCircleMember(tx, person, event.params.circle);
    if (member === undefined) error(404);
    return work(tx, member, person);
  });
}

/**
 * Holds the circle still for the rest of the transaction: who is a member, which agreement is in force. Always the first
 * lock of a transaction, so that no two wait for each other. Answers whether it is closed, as of now.
 */
export async function lockCircle(tx: Tx, member: CircleMember): Promise<{ closed: boolean }> {
  await tx
    .selectFrom('circle')
    .select('id')
    .where('organisation_id', '=', member.organisationId)
    .where('id', '=', member.circleId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const closure = await tx
    .selectFrom('circle_closure')
    .select('closed_at')
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .executeTakeFirst();
  return { closed: closure !== undefined };
}
