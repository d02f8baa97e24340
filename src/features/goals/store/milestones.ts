import { sql } from 'kysely';
import { type Milestone, mostMilestones } from '#core/goals/goal.ts';
import type { Actor, Tx } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';

/** All SQL about milestones; whoever may read a goal reads them, and its person alone changes them. */

/** Of these goals, each in its own order. */
export async function listMilestones(
  tx: Tx,
  actor: Actor,
  goals: readonly string[],
): Promise<(Milestone & { goal: string })[]> {
  if (goals.length === 0) return [];
  const rows = await tx
    .selectFrom('milestone')
    .select(['goal_id', 'id', 'person_id', 'text', 'by_on', 'reached_at', 'moved'])
    .where('organisation_id', '=', actor.organisationId)
    .where('goal_id', 'in', goals)
    .orderBy('position')
    .execute();
  return (await openWords(tx, 'milestone', actor.organisationId, rows)).map((row) => ({
    goal: row.goal_id,
    id: row.id,
    text: row.text,
    ...(row.by_on && { byOn: row.by_on }),
    reached: row.reached_at !== null,
    moved: row.moved,
  }));
}

/** Puts it on the first free place; false when all five are taken. */
export async function insertMilestone(
  tx: Tx,
  actor: Actor,
  milestone: { id: string; goal: string; text: string; by?: string | undefined },
): Promise<boolean> {
  const { rows } = await sql<{ free: number | null }>`
    SELECT min(place) AS free FROM generate_series(1, ${mostMilestones}) place WHERE NOT EXISTS (SELECT 1 FROM milestone m
      WHERE m.organisation_id = ${actor.organisationId} AND m.goal_id = ${milestone.goal} AND m.position = place)`.execute(
    tx,
  );
  const position = rows[0]?.free ?? null;
  if (position === null) return false;
  await tx
    .insertInto('milestone')
    .values({
      organisation_id: actor.organisationId,
      goal_id: milestone.goal,
      id: milestone.id,
      person_id: actor.personId,
      position,
      ...(await sealWords(tx, 'milestone', whose(actor, milestone), { text: milestone.text })),
      by_on: milestone.by ?? null,
    })
    .execute();
  return true;
}

/** Another day is counted as a move. */
export async function updateMilestone(
  tx: Tx,
  actor: Actor,
  milestone: { id: string; goal: string; text: string; by?: string | undefined },
): Promise<void> {
  const by = milestone.by ?? null;
  const words = await sealWords(tx, 'milestone', whose(actor, milestone), { text: milestone.text });
  await tx
    .updateTable('milestone')
    .set({
      ...words,
      by_on: by,
      moved: sql`moved + CASE WHEN by_on IS NOT NULL AND by_on IS DISTINCT FROM ${by}::date THEN 1 ELSE 0 END`,
    })
    .where('organisation_id', '=', actor.organisationId)
    .where('goal_id', '=', milestone.goal)
    .where('id', '=', milestone.id)
    .execute();
}

export async function markMilestone(
  tx: Tx,
  actor: Actor,
  { id, goal, reached }: { id: string; goal: string; reached: boolean },
): Promise<void> {
  await tx
    .updateTable('milestone')
    .set({ reached_at: reached ? sql`coalesce(reached_at, now())` : null })
    .where('organisation_id', '=', actor.organisationId)
    .where('goal_id', '=', goal)
    .where('id', '=', id)
    .execute();
}

export async function deleteMilestone(
  tx: Tx,
  actor: Actor,
  { id, goal }: { id: string; goal: string },
): Promise<void> {
  await tx
    .deleteFrom('milestone')
    .where('organisation_id', '=', actor.organisationId)
    .where('goal_id', '=', goal)
    .where('id', '=', id)
    .execute();
}

function whose({ organisationId, personId }: Actor, { goal, id }: { goal: string; id: string }) {
  return { organisationId, owner: personId, row: [goal, id] };
}
