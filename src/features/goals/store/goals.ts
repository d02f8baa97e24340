import { sql } from 'kysely';
import type { Ending } from '#core/goals/goal.ts';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';

/** All SQL about goals. Row-level security shows one's own, and what others share with one. */

export interface GoalRow {
  id: string;
  text: string;
  reason: string;
  /** 1, nearly there, to 4, a long way. */
  distance: number;
  /** YYYY-MM-DD. */
  untilOn: string;
}

/** My open goal, if I have one; `hold` keeps it until the transaction ends. */
export async function findMyGoal(
  tx: Tx,
  actor: Actor,
  { hold = false }: { hold?: boolean } = {},
): Promise<GoalRow | undefined> {
  const rows = hold ? await selectMine(tx, actor).forUpdate().execute() : await myGoal(tx, actor);
  const [found] = await openWords(tx, 'goal', actor.organisationId, rows);
  if (found === undefined) return undefined;
  const { person_id: _, ...goal } = found;
  return goal;
}

function selectMine(tx: Tx, { organisationId, personId }: Actor) {
  return tx
    .selectFrom('goal')
    .select(['id', 'person_id', 'text', 'reason', 'distance', 'until_on as untilOn'])
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null);
}

const myGoal = prepare('my-goal', selectMine);

/** False when there is an open goal already: of two forms sent at once, one makes a goal. */
export async function insertGoal(tx: Tx, actor: Actor, goal: GoalRow): Promise<boolean> {
  const { text, reason } = goal;
  const done = await tx
    .insertInto('goal')
    .values({
      organisation_id: actor.organisationId,
      id: goal.id,
      person_id: actor.personId,
      ...(await sealWords(tx, 'goal', whose(actor, goal.id), { text, reason })),
      distance: goal.distance,
      until_on: goal.untilOn,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateGoal(tx: Tx, actor: Actor, goal: GoalRow): Promise<void> {
  const { text, reason } = goal;
  const words = await sealWords(tx, 'goal', whose(actor, goal.id), { text, reason });
  await tx
    .updateTable('goal')
    .set({ ...words, distance: goal.distance, until_on: goal.untilOn })
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('id', '=', goal.id)
    .execute();
}

export async function endGoal(
  tx: Tx,
  actor: Actor,
  { id, ending, learned }: { id: string; ending: Ending; learned: string },
): Promise<void> {
  const words = await sealWords(tx, 'goal', whose(actor, id), { learned });
  await tx
    .updateTable('goal')
    .set({ ...words, ended_at: sql`now()`, ending })
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('id', '=', id)
    .execute();
}

export interface FormerGoal {
  id: string;
  text: string;
  endedAt: Date;
  ending: Ending;
  learned: string;
}

/** My ended goals, newest first, a page of them. */
export async function listFormerGoals(tx: Tx, actor: Actor, limit: number): Promise<FormerGoal[]> {
  const rows = await tx
    .selectFrom('goal')
    .select(['id', 'person_id', 'text', 'ended_at', 'ending', 'learned'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('ended_at', 'is not', null)
    .orderBy('ended_at', 'desc')
    .limit(limit)
    .execute();
  const opened = await openWords(tx, 'goal', actor.organisationId, rows);
  return opened.map(({ ended_at, ending, person_id: _, ...row }) => ({
    ...row,
    endedAt: ended_at as Date,
    ending: ending as Ending,
  }));
}

/** Takes an ended goal of mine away for good, with all that hangs on it. */
export async function deleteFormerGoal(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx
    .deleteFrom('goal')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('id', '=', id)
    .where('ended_at', 'is not', null)
    .execute();
}

function whose({ organisationId, personId }: Actor, row: string) {
  return { organisationId, owner: personId, row };
}
