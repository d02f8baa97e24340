import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';
import { openWords } from '#server/vault/open-words.ts';
import type { Audience } from '../input.ts';

/** All SQL about how far a goal goes. Withdrawing removes the row, and with it everybody's reading. */

export interface Share {
  kind: 'partner' | 'circle';
  id: string;
  name: string;
}

/** With whom a goal of mine is shared. */
export async function findShare(tx: Tx, actor: Actor, goal: string): Promise<Share | undefined> {
  const row = await tx
    .selectFrom('goal_share as s')
    .leftJoin('person as p', (join) =>
      join.onRef('p.organisation_id', '=', 's.organisation_id').onRef('p.id', '=', 's.partner_id'),
    )
    .leftJoin('circle as c', (join) =>
      join.onRef('c.organisation_id', '=', 's.organisation_id').onRef('c.id', '=', 's.circle_id'),
    )
    .select(['s.partner_id', 's.circle_id', 'p.name as partner', 'c.name as circle'])
    .where('s.organisation_id', '=', actor.organisationId)
    .where('s.goal_id', '=', goal)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return row.partner_id !== null
    ? { kind: 'partner', id: row.partner_id, name: row.partner ?? '' }
    : { kind: 'circle', id: row.circle_id ?? '', name: row.circle ?? '' };
}

/** Replaces an earlier one. The database refuses (42501) whoever does not sit with its person. */
export async function insertShare(tx: Tx, actor: Actor, goal: string, audience: Audience): Promise<void> {
  await deleteShare(tx, actor, goal);
  await tx
    .insertInto('goal_share')
    .values({
      organisation_id: actor.organisationId,
      goal_id: goal,
      ...(audience.kind === 'partner' ? { partner_id: audience.id } : { circle_id: audience.id }),
    })
    .execute();
}

export async function deleteShare(tx: Tx, actor: Actor, goal: string): Promise<void> {
  await tx
    .deleteFrom('goal_share')
    .where('organisation_id', '=', actor.organisationId)
    .where('goal_id', '=', goal)
    .execute();
}

/** Open goals of this circle's other members that are shared with the circle, or with the reader alone. */
export async function listSharedGoals(tx: Tx, member: CircleMember) {
  return openWords(tx, 'goal', member.organisationId, await sharedGoals(tx, member), { owner: 'person' });
}

const sharedGoals = prepare('shared-goals', (db, member: CircleMember) =>
  db
    .selectFrom('goal_share as s')
    .innerJoin('goal as g', (join) =>
      join.onRef('g.organisation_id', '=', 's.organisation_id').onRef('g.id', '=', 's.goal_id'),
    )
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'g.organisation_id').onRef('m.person_id', '=', 'g.person_id'),
    )
    .select(['g.id', 'g.person_id as person', 'g.text', 's.partner_id as partner'])
    .where('s.organisation_id', '=', member.organisationId)
    .where('m.circle_id', '=', member.circleId)
    .where('m.left_at', 'is', null)
    .where('g.ended_at', 'is', null)
    .where('g.person_id', '<>', member.personId)
    .where((where) =>
      where.or([where('s.circle_id', '=', member.circleId), where('s.partner_id', '=', member.personId)]),
    ),
);
