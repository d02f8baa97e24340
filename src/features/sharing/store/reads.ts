import type { ItemKind } from '#core/sharing/audience.ts';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';

/** All SQL about who has read what. */

export interface ReadRow {
  kind: ItemKind;
  itemId: string;
  readerId: string;
  reader: string;
  version: number;
  readAt: Date;
}

/** Who has read what is mine, newest first; `item`: of one thing only. */
export async function listReads(
  tx: Tx,
  actor: Actor,
  item?: { kind: ItemKind; id: string },
): Promise<ReadRow[]> {
  let query = tx
    .selectFrom('share_read')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'share_read.organisation_id')
        .onRef('person.id', '=', 'share_read.reader_id'),
    )
    .select([
      'share_read.kind',
      'share_read.item_id as itemId',
      'share_read.reader_id as readerId',
      'person.name as reader',
      'share_read.version',
      'share_read.read_at as readAt',
    ])
    .where('share_read.organisation_id', '=', actor.organisationId)
    .where('share_read.owner_id', '=', actor.personId)
    .orderBy('share_read.read_at', 'desc')
    .orderBy('share_read.version', 'desc');
  if (item) query = query.where('share_read.kind', '=', item.kind).where('share_read.item_id', '=', item.id);
  return (await query.execute()) as ReadRow[];
}

/** When what the actor said about others in one session was opened by them. */
export const listSaidRead = prepare(
  'said-read',
  (db, { organisationId, personId, sessionId }: Actor & { sessionId: string }) =>
    db
      .selectFrom('session_words')
      .innerJoin('share_read', (join) =>
        join
          .onRef('share_read.organisation_id', '=', 'session_words.organisation_id')
          .onRef('share_read.owner_id', '=', 'session_words.author_id')
          .on('share_read.kind', '=', 'observation')
          .onRef('share_read.item_id', '=', 'session_words.id'),
      )
      .select(['share_read.item_id as itemId', 'share_read.read_at as readAt'])
      .where('session_words.organisation_id', '=', organisationId)
      .where('session_words.session_id', '=', sessionId)
      .where('session_words.author_id', '=', personId),
);

/** What somebody has read, in one version. */
export interface Reading {
  kind: ItemKind;
  id: string;
  ownerId: string;
  version: number;
}

/** Once for each reader and version; true where it is the first time. */
export async function insertRead(tx: Tx, actor: Actor, reading: Reading): Promise<boolean> {
  const done = await tx
    .insertInto('share_read')
    .values({
      organisation_id: actor.organisationId,
      reader_id: actor.personId,
      kind: reading.kind,
      item_id: reading.id,
      owner_id: reading.ownerId,
      version: reading.version,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}
