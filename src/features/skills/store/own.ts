import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';

/** A skill of the organisation's own, with its newest text. */
export interface OwnSkillRow {
  id: string;
  slug: string;
  /** Null once that person is gone. */
  madeBy: string | null;
  number: number;
  text: string;
}

/** One version of a text, without the text. */
export interface VersionRow {
  number: number;
  madeBy: string | null;
  madeAt: Date;
}

/** All of the organisation's own skills, by title. */
export async function listOwnSkills(tx: Tx, actor: Pick<Actor, 'organisationId'>): Promise<OwnSkillRow[]> {
  return selectNewest(tx, actor).orderBy('skill_version.title').orderBy('skill.id').execute();
}

export async function findOwnSkill(tx: Tx, actor: Actor, slug: string): Promise<OwnSkillRow | undefined> {
  return selectNewest(tx, actor).where('skill.slug', '=', slug).executeTakeFirst();
}

/** Every version with the name of who made it, newest first. */
export async function listVersions(
  tx: Tx,
  actor: Actor,
  skillId: string,
): Promise<(VersionRow & { name: string | null })[]> {
  return tx
    .selectFrom('skill_version')
    .leftJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'skill_version.organisation_id')
        .onRef('person.id', '=', 'skill_version.made_by'),
    )
    .select([
      'skill_version.number',
      'skill_version.made_by as madeBy',
      'skill_version.made_at as madeAt',
      'person.name',
    ])
    .where('skill_version.organisation_id', '=', actor.organisationId)
    .where('skill_version.skill_id', '=', skillId)
    .orderBy('skill_version.number', 'desc')
    .execute();
}

export async function findVersionText(
  tx: Tx,
  actor: Actor,
  { skillId, number }: { skillId: string; number: number },
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('skill_version')
    .select('text')
    .where('organisation_id', '=', actor.organisationId)
    .where('skill_id', '=', skillId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.text;
}

/** The new skill's id; undefined when the slug is taken in this organisation. */
export async function insertSkill(
  tx: Tx,
  { organisationId, personId }: Actor,
  slug: string,
): Promise<string | undefined> {
  const id = newId();
  const result = await tx
    .insertInto('skill')
    .values({ organisation_id: organisationId, id, slug, made_by: personId })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'slug']).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows) === 1 ? id : undefined;
}

/** False when somebody else has written this version already. */
export async function insertVersion(
  tx: Tx,
  { organisationId, personId }: Actor,
  version: { skillId: string; number: number; title: string; text: string },
): Promise<boolean> {
  const { skillId, number, title, text } = version;
  const result = await tx
    .insertInto('skill_version')
    .values({ organisation_id: organisationId, skill_id: skillId, number, title, text, made_by: personId })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'skill_id', 'number']).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows) === 1;
}

/** Takes the skill away with all its versions; the policies let its author and an owner. */
export async function deleteSkill(tx: Tx, actor: Actor, skillId: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('skill')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', skillId)
    .executeTakeFirst();
  return Number(result.numDeletedRows) === 1;
}

function selectNewest(tx: Tx, actor: Pick<Actor, 'organisationId'>) {
  return tx
    .selectFrom('skill')
    .innerJoin('skill_version', (join) =>
      join
        .onRef('skill_version.organisation_id', '=', 'skill.organisation_id')
        .onRef('skill_version.skill_id', '=', 'skill.id'),
    )
    .select([
      'skill.id',
      'skill.slug',
      'skill.made_by as madeBy',
      'skill_version.number',
      'skill_version.text',
    ])
    .where('skill.organisation_id', '=', actor.organisationId)
    .where('skill_version.number', '=', ({ selectFrom }) =>
      selectFrom('skill_version as newest')
        .select(({ fn }) => fn.max('newest.number').as('number'))
        .whereRef('newest.organisation_id', '=', 'skill.organisation_id')
        .whereRef('newest.skill_id', '=', 'skill.id'),
    );
}
