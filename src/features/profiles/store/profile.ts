import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';
import type { SkillChoice, Work } from '../input.ts';

/** All SQL about what a person brings and would like. Rows are one's own; a job reads everybody's. */

export interface ProfileRow {
  department: string;
  roleLevel: number | null;
  week: string | null;
  moments: string[];
  focusSkill: string | null;
}

export interface SkillRow {
  skill: string;
  offered: boolean;
  wanted: boolean;
  known: number | null;
  applied: number | null;
}

export async function findProfile(tx: Tx, actor: Actor): Promise<ProfileRow | undefined> {
  return tx
    .selectFrom('person_profile')
    .select(['department', 'role_level as roleLevel', 'week', 'moments', 'focus_skill as focusSkill'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .executeTakeFirst();
}

export async function saveWork(tx: Tx, actor: Actor, work: Work): Promise<void> {
  await upsert(tx, actor, {
    department: work.department,
    role_level: work.roleLevel,
    moments: [...new Set(work.moments)],
  });
}

export async function saveDepartment(tx: Tx, actor: Actor, department: string): Promise<void> {
  await upsert(tx, actor, { department });
}

export async function saveWeek(tx: Tx, actor: Actor, week: string): Promise<void> {
  await upsert(tx, actor, { week });
}

export async function listSkills(tx: Tx, actor: Actor): Promise<SkillRow[]> {
  return tx
    .selectFrom('person_skill')
    .select(['skill', 'offered', 'wanted', 'known', 'applied'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .orderBy('skill')
    .execute();
}

export async function saveSkill(
  tx: Tx,
  { organisationId, personId }: Actor,
  choice: SkillChoice,
): Promise<void> {
  const row = {
    offered: choice.sides.includes('offered'),
    wanted: choice.sides.includes('wanted'),
    known: choice.known,
    applied: choice.applied,
  };
  await tx
    .insertInto('person_skill')
    .values({ organisation_id: organisationId, person_id: personId, skill: choice.skill, ...row })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'person_id', 'skill']).doUpdateSet(row))
    .execute();
}

export async function deleteSkill(tx: Tx, actor: Actor, skill: string): Promise<void> {
  await tx
    .deleteFrom('person_skill')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('skill', '=', skill)
    .execute();
}

/** The skill that somebody is at, with their row held until the transaction ends. */
export async function lockProfile(tx: Tx, actor: Actor): Promise<string | null> {
  await upsert(tx, actor, {});
  const row = await tx
    .selectFrom('person_profile')
    .select('focus_skill')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .forUpdate()
    .executeTakeFirst();
  return row?.focus_skill ?? null;
}

async function upsert(
  tx: Tx,
  { organisationId, personId }: Actor,
  row: Partial<{
    department: string;
    role_level: number | null;
    moments: string[];
    week: string;
  }>,
): Promise<void> {
  const changed = { ...row, changed_at: sql<Date>`now()` };
  await tx
    .insertInto('person_profile')
    .values({ organisation_id: organisationId, person_id: personId, ...changed })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'person_id']).doUpdateSet(changed))
    .execute();
}
