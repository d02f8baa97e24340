import { sql } from 'kysely';
import type { MatchedCircle, Unplaced } from '#core/matching/circles/matching-result.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { noteForPeople } from './notices.ts';

interface RoundKey {
  organisationId: string;
  roundId: string;
}

/** A published round as it stands, for the job that mends it. */
export interface DrawnRound {
  circles: { id: string; members: string[]; founded: boolean }[];
  /** Said no to a circle of this round, whichever drawing it was. */
  declined: string[];
  /** For whom no circle was found. */
  leftOver: string[];
  /** Said yes to the circle that they have. */
  accepted: string[];
}

/** Holds the round still, so that nobody answers while it is drawn anew. */
export async function lockRound(tx: Tx, { organisationId, roundId }: RoundKey): Promise<void> {
  await tx
    .selectFrom('matching_round')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', roundId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function readDrawnRound(tx: Tx, { organisationId, roundId }: RoundKey): Promise<DrawnRound> {
  const places = await tx
    .selectFrom('round_circle')
    .innerJoin('round_place', (join) =>
      join
        .onRef('round_place.organisation_id', '=', 'round_circle.organisation_id')
        .onRef('round_place.round_circle_id', '=', 'round_circle.id'),
    )
    .leftJoin('round_reply', (join) =>
      join
        .onRef('round_reply.organisation_id', '=', 'round_place.organisation_id')
        .onRef('round_reply.round_circle_id', '=', 'round_place.round_circle_id')
        .onRef('round_reply.person_id', '=', 'round_place.person_id'),
    )
    .select(['round_circle.id', 'round_circle.circle_id', 'round_circle.replaced_at'])
    .select(['round_place.person_id', 'round_reply.accepted'])
    .where('round_circle.organisation_id', '=', organisationId)
    .where('round_circle.round_id', '=', roundId)
    .orderBy('round_circle.id')
    .orderBy('round_place.person_id')
    .execute();
  const circles = new Map<string, DrawnRound['circles'][number]>();
  for (const { id, circle_id, replaced_at, person_id } of places) {
    if (replaced_at) continue;
    const circle = circles.get(id) ?? { id, members: [], founded: circle_id !== null };
    circle.members.push(person_id);
    circles.set(id, circle);
  }
  const leftOver = await tx
    .selectFrom('round_answer')
    .select('person_id')
    .where('organisation_id', '=', organisationId)
    .where('round_id', '=', roundId)
    .where('left_over', 'is not', null)
    .orderBy('person_id')
    .execute();
  const accepted = places.filter((place) => place.accepted && !place.replaced_at);
  const declined = places.filter(({ accepted }) => accepted === false).map(({ person_id }) => person_id);
  return {
    circles: [...circles.values()],
    declined: [...new Set(declined)],
    leftOver: leftOver.map(({ person_id }) => person_id).filter((id) => !declined.includes(id)),
    accepted: accepted.map(({ person_id }) => person_id),
  };
}

/** Puts drawings in the place of others, keeps why somebody has none now, and tells everybody whom it concerns, without a name. */
export async function redraw(
  tx: Tx,
  { organisationId, roundId }: RoundKey,
  drawing: { replaced: readonly string[]; drawn: readonly MatchedCircle[]; unplaced: readonly Unplaced[] },
): Promise<void> {
  const { replaced, drawn, unplaced } = drawing;
  if (replaced.length > 0)
    await tx
      .updateTable('round_circle')
      .set({ replaced_at: sql<Date>`now()` })
      .where('organisation_id', '=', organisationId)
      .where('id', 'in', replaced)
      .execute();
  for (const circle of drawn) {
    const id = newId();
    await tx
      .insertInto('round_circle')
      .values({
        organisation_id: organisationId,
        id,
        round_id: roundId,
        redrawn: true,
        described: JSON.stringify(circle),
      })
      .execute();
    await tx
      .insertInto('round_place')
      .values(
        circle.members.map((person_id) => ({
          organisation_id: organisationId,
          round_circle_id: id,
          person_id,
        })),
      )
      .execute();
  }
  await keepLeftOver(tx, { organisationId, roundId }, unplaced);
  const people = [...drawn.flatMap(({ members }) => members), ...unplaced.map(({ person }) => person)];
  await noteForPeople(tx, { organisationId, roundId }, { kind: 'round-redrawn', people });
}

async function keepLeftOver(
  tx: Tx,
  { organisationId, roundId }: RoundKey,
  unplaced: readonly Unplaced[],
): Promise<void> {
  const answers = tx
    .updateTable('round_answer')
    .where('organisation_id', '=', organisationId)
    .where('round_id', '=', roundId);
  await answers.set({ left_over: null }).where('left_over', 'is not', null).execute();
  for (const { person, reason } of unplaced)
    await answers
      .set({ left_over: JSON.stringify(reason) })
      .where('person_id', '=', person)
      .execute();
}
