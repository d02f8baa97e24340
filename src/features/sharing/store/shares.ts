import { sql } from 'kysely';
import type { Audience, ItemKind } from '#core/sharing/audience.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import type { Turn } from '../input.ts';

/** All SQL about shares. Row-level security shows one's own, and the open ones that reach one. */

/** One thing that has a dial. */
export interface Item {
  kind: ItemKind;
  id: string;
}

export interface ShareRow {
  id: string;
  kind: ItemKind;
  itemId: string;
  audience: Audience;
  circleId: string | null;
  partnerId: string | null;
  since: Date;
}

const columns = [
  'share.id',
  'share.kind',
  'share.item_id as itemId',
  'share.audience',
  'share.circle_id as circleId',
  'share.partner_id as partnerId',
  'share.since',
] as const;

/** My open share of an item; `hold` keeps it until the transaction ends. */
export async function findOpenShare(
  tx: Tx,
  actor: Actor,
  { kind, id }: Item,
  { hold = false }: { hold?: boolean } = {},
): Promise<ShareRow | undefined> {
  const query = mine(tx, actor).where('kind', '=', kind).where('item_id', '=', id);
  return (await (hold ? query.forUpdate() : query).executeTakeFirst()) as ShareRow | undefined;
}

/** All that I share now, newest first. */
export async function listOpenShares(tx: Tx, actor: Actor): Promise<ShareRow[]> {
  return (await mine(tx, actor).orderBy('since', 'desc').orderBy('id').execute()) as ShareRow[];
}

/** False when it was turned in the same moment elsewhere. */
export async function insertShare(tx: Tx, actor: Actor, { kind, id }: Item, turn: Turn): Promise<boolean> {
  const done = await tx
    .insertInto('share')
    .values({
      organisation_id: actor.organisationId,
      owner_id: actor.personId,
      ...{ id: newId(), kind, item_id: id, audience: turn.audience },
      circle_id: 'circleId' in turn ? turn.circleId : null,
      partner_id: 'partnerId' in turn ? turn.partnerId : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function endShare(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx
    .updateTable('share')
    .set({ until: sql<Date>`now()` })
    .where('organisation_id', '=', actor.organisationId)
    .where('owner_id', '=', actor.personId)
    .where('id', '=', id)
    .where('until', 'is', null)
    .execute();
}

/** A share of somebody else's that reaches me. */
export interface ReachingRow extends ShareRow {
  ownerId: string;
  owner: string;
}

/** What reaches me now of a kind, newest first. Asked here too, not only by the policies. */
export async function listReaching(
  tx: Tx,
  actor: Actor,
  { kind, from, share }: { kind: ItemKind; from?: { circleId: string }; share?: string },
): Promise<ReachingRow[]> {
  let query = tx
    .selectFrom('share')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'share.organisation_id')
        .onRef('person.id', '=', 'share.owner_id'),
    )
    .select([...columns, 'share.owner_id as ownerId', 'person.name as owner'])
    .where('share.organisation_id', '=', actor.organisationId)
    .where('share.owner_id', '<>', actor.personId)
    .where('share.kind', '=', kind)
    .where('share.until', 'is', null)
    .where(
      sql<boolean>`reaches_me(share.audience, share.owner_id, share.circle_id, share.partner_id, share.since)`,
    )
    .orderBy('share.since', 'desc')
    .orderBy('share.id');
  if (share) query = query.where('share.id', '=', share);
  if (from)
    query = query.where(({ eb, or, exists }) =>
      or([
        eb('share.circle_id', '=', from.circleId),
        eb.and([
          eb('share.partner_id', '=', actor.personId),
          exists(
            eb
              .selectFrom('membership')
              .select('membership.id')
              .whereRef('membership.organisation_id', '=', 'share.organisation_id')
              .whereRef('membership.person_id', '=', 'share.owner_id')
              .where('membership.circle_id', '=', from.circleId)
              .where('membership.left_at', 'is', null),
          ),
        ]),
      ]),
    );
  return (await query.execute()) as ReachingRow[];
}

function mine(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('share')
    .select(columns)
    .where('organisation_id', '=', actor.organisationId)
    .where('owner_id', '=', actor.personId)
    .where('until', 'is', null);
}
