import type { NamedAttempt } from '#core/ladder/climb.ts';
import type { Outcome } from '#core/ladder/outcome.ts';
import { type Pace, usualWeekly } from '#core/ladder/week-guard.ts';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';

/** All SQL about what a person practises alone; every row is one's own. */

export interface AttemptRow extends NamedAttempt {
  skill: string;
  ticked: string[];
}

export async function listClimbs(tx: Tx, actor: Actor): Promise<string[]> {
  return (await climbsOf(tx, actor)).map(({ skill }) => skill);
}

const climbsOf = prepare('climbs-of', (db, { organisationId, personId }: Actor) =>
  db
    .selectFrom('ladder_climb')
    .select('skill')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .orderBy('begun_at'),
);

export async function saveClimb(tx: Tx, actor: Actor, skill: string): Promise<void> {
  await tx
    .insertInto('ladder_climb')
    .values({ organisation_id: actor.organisationId, person_id: actor.personId, skill })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteClimb(tx: Tx, actor: Actor, skill: string): Promise<void> {
  await tx
    .deleteFrom('ladder_climb')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('skill', '=', skill)
    .execute();
}

/** Oldest first. */
export async function listAttempts(tx: Tx, actor: Actor): Promise<AttemptRow[]> {
  const rows = await tx
    .selectFrom('exercise_attempt')
    .select(['skill', 'exercise', 'went', 'ticked', 'tried_at'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .orderBy('tried_at')
    .execute();
  return rows.map(({ went, tried_at, ...row }) => ({
    ...row,
    went: went as Outcome,
    at: tried_at.getTime(),
  }));
}

/** A form that is sent twice brings the same id, and is one attempt. */
export async function insertAttempt(
  tx: Tx,
  actor: Actor,
  attempt: AttemptRow & { id: string },
): Promise<void> {
  const { id, skill, exercise, went, ticked, at } = attempt;
  await tx
    .insertInto('exercise_attempt')
    .values({
      organisation_id: actor.organisationId,
      person_id: actor.personId,
      ...{ id, skill, exercise, went, ticked, tried_at: new Date(at) },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findPace(tx: Tx, actor: Actor): Promise<Pace> {
  const row = await tx
    .selectFrom('practice_pace')
    .select(['weekly', 'rest_until'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .executeTakeFirst();
  return { weekly: row?.weekly ?? usualWeekly, ...(row?.rest_until && { restUntil: row.rest_until }) };
}

export async function savePace(tx: Tx, actor: Actor, { weekly, restUntil }: Pace): Promise<void> {
  const row = { weekly, rest_until: restUntil ?? null };
  await tx
    .insertInto('practice_pace')
    .values({ organisation_id: actor.organisationId, person_id: actor.personId, ...row })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'person_id']).doUpdateSet(row))
    .execute();
}

export async function listAttemptTimes(
  tx: Tx,
  actor: Actor,
  { from, before }: { from: Date; before: Date },
): Promise<Date[]> {
  const rows = await tx
    .selectFrom('exercise_attempt')
    .select('tried_at')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('tried_at', '>=', from)
    .where('tried_at', '<', before)
    .execute();
  return rows.map(({ tried_at }) => tried_at);
}
