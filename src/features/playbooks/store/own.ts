import { sql } from 'kysely';
import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { prepare } from '#server/prepare.ts';

/** A row of a circle's own form. */
export interface OwnRow {
  slug: string;
  circleId: string;
  circleName: string;
  text: string;
}

/** The own forms of all circles that somebody is a member of now, by title. */
export async function listOwnRows(tx: Tx, actor: Actor): Promise<OwnRow[]> {
  return (await ownOfMine(tx, actor)).map(toOwnRow);
}

const ownOfMine = prepare('own-playbooks-of-mine', (db, { organisationId, personId }: Actor) =>
  selectOwn(db)
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.organisation_id', '=', 'playbook.organisation_id')
        .onRef('membership.circle_id', '=', 'playbook.circle_id'),
    )
    .where('playbook.organisation_id', '=', organisationId)
    .where('membership.person_id', '=', personId)
    .where('membership.left_at', 'is', null)
    .orderBy('playbook.title')
    .orderBy('playbook.id'),
);

export async function findOwnRow(tx: Tx, member: CircleMember, slug: string): Promise<OwnRow | undefined> {
  // It comes from an address; the database would throw on a NUL, which no slug has.
  if (slug.includes('\0')) return undefined;
  const row = await selectOwn(tx)
    .where('playbook.organisation_id', '=', member.organisationId)
    .where('playbook.circle_id', '=', member.circleId)
    .where('playbook.slug', '=', slug)
    .executeTakeFirst();
  return row && toOwnRow(row);
}

/** False when the slug is taken in this circle. */
export async function insertOwn(
  tx: Tx,
  member: CircleMember,
  own: { slug: string; title: string; text: string },
): Promise<boolean> {
  const result = await tx
    .insertInto('playbook')
    .values({
      organisation_id: member.organisationId,
      id: newId(),
      circle_id: member.circleId,
      ...own,
      made_by: member.personId,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'circle_id', 'slug']).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows) === 1;
}

/** False when the circle has no form of this slug. */
export async function updateOwn(
  tx: Tx,
  member: CircleMember,
  own: { slug: string; title: string; text: string },
): Promise<boolean> {
  const result = await tx
    .updateTable('playbook')
    .set({ title: own.title, text: own.text })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('slug', '=', own.slug)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/** False when the circle has no form of this slug. Sessions keep the text that they were planned with. */
export async function deleteOwn(tx: Tx, member: CircleMember, slug: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('playbook')
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('slug', '=', slug)
    .executeTakeFirst();
  return Number(result.numDeletedRows) === 1;
}

/** Whether the circle has ever opened a session that this member may know of. */
export async function hasHeldSession(tx: Tx, member: CircleMember): Promise<boolean> {
  const row = await tx
    .selectFrom('session')
    .select(sql`1`.as('one'))
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('number', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function selectOwn(tx: Tx) {
  return tx
    .selectFrom('playbook')
    .innerJoin('circle', (join) =>
      join
        .onRef('circle.organisation_id', '=', 'playbook.organisation_id')
        .onRef('circle.id', '=', 'playbook.circle_id'),
    )
    .select(['playbook.slug', 'playbook.circle_id', 'circle.name', 'playbook.text']);
}

function toOwnRow(row: { slug: string; circle_id: string; name: string; text: string }): OwnRow {
  return { slug: row.slug, circleId: row.circle_id, circleName: row.name, text: row.text };
}

/**
 * Whether some circle of this person has not opened a session yet, as far as they can know. One look for each circle: a
 * join would ask the policies about every session that it ever held.
 */
export async function hasFreshCircle(tx: Tx, actor: Actor): Promise<boolean> {
  const row = await tx
    .selectFrom('membership')
    .select('membership.circle_id')
    .where('membership.organisation_id', '=', actor.organisationId)
    .where('membership.person_id', '=', actor.personId)
    .where('membership.left_at', 'is', null)
    .where(
      ({ selectFrom }) =>
        selectFrom('session')
          .select('session.id')
          .whereRef('session.organisation_id', '=', 'membership.organisation_id')
          .whereRef('session.circle_id', '=', 'membership.circle_id')
          .where('session.number', 'is not', null)
          .limit(1),
      'is',
      null,
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
