import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';
import { openWords } from '#server/vault/open-words.ts';

/** All SQL about which cards lead to a goal. */

export interface TiedCard {
  id: string;
  experiment: string;
  outcome?: string;
  circleId: string;
  circle: string;
  tied: boolean;
  open: boolean;
}

/** My cards that lead to this goal, and those open now that do not, newest first. */
export async function listMyCards(tx: Tx, actor: Actor, goal: string): Promise<TiedCard[]> {
  const rows = await tx
    .selectFrom('commitment as c')
    .innerJoin('circle as o', (join) =>
      join.onRef('o.organisation_id', '=', 'c.organisation_id').onRef('o.id', '=', 'c.circle_id'),
    )
    .leftJoin('goal_card as t', (join) =>
      join
        .onRef('t.organisation_id', '=', 'c.organisation_id')
        .onRef('t.commitment_id', '=', 'c.id')
        .on('t.goal_id', '=', goal),
    )
    .select([
      'c.id',
      'c.owner_id',
      'c.experiment',
      'c.outcome',
      'c.circle_id',
      'o.name',
      't.goal_id',
      'c.closed_at',
    ])
    .where('c.organisation_id', '=', actor.organisationId)
    .where('c.owner_id', '=', actor.personId)
    .where((where) => where.or([where('c.closed_at', 'is', null), where('t.goal_id', 'is not', null)]))
    .orderBy('c.created_at', 'desc')
    .limit(40)
    .execute();
  return (await openWords(tx, 'commitment', actor.organisationId, rows)).map((row) => ({
    id: row.id,
    experiment: row.experiment,
    ...(row.outcome && { outcome: row.outcome }),
    circleId: row.circle_id,
    circle: row.name,
    tied: row.goal_id !== null,
    open: row.closed_at === null,
  }));
}

/** Nothing where the card is not mine: the database lets nobody tie another's. */
export async function insertTie(tx: Tx, actor: Actor, tie: { goal: string; card: string }): Promise<void> {
  await tx
    .insertInto('goal_card')
    .columns(['organisation_id', 'commitment_id', 'goal_id'])
    .expression((from) =>
      from
        .selectFrom('commitment')
        .select(['organisation_id', 'id', from.val(tie.goal).$castTo<string>().as('goal_id')])
        .where('organisation_id', '=', actor.organisationId)
        .where('id', '=', tie.card)
        .where('owner_id', '=', actor.personId),
    )
    // It led to an earlier goal, or the form was sent twice.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteTie(tx: Tx, actor: Actor, tie: { goal: string; card: string }): Promise<void> {
  await tx
    .deleteFrom('goal_card')
    .where('organisation_id', '=', actor.organisationId)
    .where('commitment_id', '=', tie.card)
    .where('goal_id', '=', tie.goal)
    .execute();
}

/** Which cards on this circle's board lead to which goal that the reader may see. */
export function listTies(tx: Tx, member: CircleMember): Promise<{ card: string; goal: string }[]> {
  return tiesOnBoard(tx, member);
}

const tiesOnBoard = prepare('ties-on-board', (db, { organisationId, circleId }: CircleMember) =>
  db
    .selectFrom('goal_card as t')
    .innerJoin('commitment as c', (join) =>
      join
        .onRef('c.organisation_id', '=', 't.organisation_id')
        .onRef('c.id', '=', 't.commitment_id')
        .on('c.circle_id', '=', circleId)
        .on('c.closed_at', 'is', null),
    )
    .select(['t.commitment_id as card', 't.goal_id as goal'])
    .where('t.organisation_id', '=', organisationId),
);
