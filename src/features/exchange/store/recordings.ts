import { type Insertable, type Selectable, sql } from 'kysely';
import { arePeaks } from '#core/exchange/peaks.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';
import type { Recording as Table } from '#server/schema.generated.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';
import { withinReach } from './reach.ts';

/** What somebody recorded or wrote for others; `words` has no file. */
export interface Recording {
  id: string;
  owner: string;
  circleId: string;
  /** The recording that this answers. */
  answers: string | undefined;
  kind: 'voice' | 'screen' | 'words';
  title: string;
  /** The written version. */
  words: string;
  peaks: number[];
  mediaType: string | undefined;
  seconds: number;
  bytes: number;
  received: number;
  createdAt: Date;
  /** When it was first sent. */
  sentAt: Date | undefined;
  version: number;
  /** How far its dial goes now. */
  audience: 'me' | 'partner' | 'circle';
  partner: string | undefined;
  /** The share by which it is heard now. */
  share: string | undefined;
  answerBy: Date | undefined;
  deleteAfter: Date;
}

/** All SQL about recordings; what others sent is found only where it is the member's to hear. */

export async function listRecordings(tx: Tx, member: CircleMember): Promise<Recording[]> {
  const rows = await selectWithin(tx, member).orderBy('recording.created_at', 'desc').limit(300).execute();
  return opened(tx, member, rows);
}

export async function findRecording(
  tx: Tx,
  member: CircleMember,
  id: string,
): Promise<Recording | undefined> {
  const rows = await selectWithin(tx, member).where('recording.id', '=', id).execute();
  return (await opened(tx, member, rows))[0];
}

/** The answers to one, oldest first. */
export async function listAnswers(tx: Tx, member: CircleMember, id: string): Promise<Recording[]> {
  const rows = await selectWithin(tx, member)
    .where('recording.answers_id', '=', id)
    .orderBy('recording.created_at')
    .execute();
  return opened(tx, member, rows);
}

/** Beginnings of threads by others, within reach, that hope for an answer and have none of this member. */
export async function countWaiting(tx: Tx, member: CircleMember): Promise<number> {
  const [row] = await waitingFor(tx, member);
  return Number(row?.count ?? 0);
}

const waitingFor = prepare('recordings-waiting', (db, member: CircleMember) =>
  db
    .selectFrom('recording')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('recording.organisation_id', '=', member.organisationId)
    .where('recording.circle_id', '=', member.circleId)
    .where('recording.owner_id', '<>', member.personId)
    .where('recording.answer_by', 'is not', null)
    .where(withinReach(member))
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('recording as mine')
            .select('mine.id')
            .whereRef('mine.organisation_id', '=', 'recording.organisation_id')
            .whereRef('mine.answers_id', '=', 'recording.id')
            .where('mine.owner_id', '=', member.personId)
            .where('mine.sent_at', 'is not', null),
        ),
      ),
    ),
);

/** How many bytes somebody keeps here, in all circles. */
export async function countBytes(tx: Tx, member: CircleMember): Promise<number> {
  const { sum } = await tx
    .selectFrom('recording')
    .select(({ fn }) => fn.sum<string | null>('bytes').as('sum'))
    .where('organisation_id', '=', member.organisationId)
    .where('owner_id', '=', member.personId)
    .executeTakeFirstOrThrow();
  return Number(sum ?? 0);
}

export interface NewRecording {
  id: string;
  kind: Recording['kind'];
  title: string;
  words: string;
  seconds: number;
  bytes: number;
  answers: string | undefined;
  deleteAfter: Date;
}

/** False: the id is taken, whoever has it. */
export async function insertRecording(tx: Tx, member: CircleMember, made: NewRecording): Promise<boolean> {
  const { id, kind, seconds, bytes } = made;
  const row: Insertable<Table> = {
    organisation_id: member.organisationId,
    owner_id: member.personId,
    circle_id: member.circleId,
    ...{ id, kind, seconds, bytes },
    answers_id: made.answers ?? null,
    delete_after: made.deleteAfter,
    ...(await sealed(tx, member, id, { title: made.title, words: made.words })),
  };
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('recording')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Notes that a further piece is kept. False: the recording is gone, or another upload of it was quicker. */
export async function keepReceived(
  tx: Tx,
  own: { organisationId: string; personId: string; id: string },
  { before, received, mediaType }: { before: number; received: number; mediaType: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('recording')
    .set({ received, media_type: mediaType })
    .where('organisation_id', '=', own.organisationId)
    .where('owner_id', '=', own.personId)
    .where('id', '=', own.id)
    .where('received', '=', before)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function updateWords(
  tx: Tx,
  member: CircleMember,
  { id, ...told }: { id: string; title: string; words: string; peaks?: number[] | undefined },
): Promise<void> {
  await selectToChange(tx, member, id)
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .set(await sealed(tx, member, id, told))
    .execute();
}

export async function markSent(
  tx: Tx,
  member: CircleMember,
  sent: {
    id: string;
    at: Date;
    answerBy: Date | undefined;
    deleteAfter: Date;
  },
): Promise<void> {
  await selectToChange(tx, member, sent.id)
    .set({
      sent_at: sent.at,
      answer_by: sent.answerBy ?? null,
      delete_after: sent.deleteAfter,
    })
    .execute();
}

/** In whatever circle; leaving one takes nobody's own recordings from them. Newest first. */
export async function listOwnRecordings(tx: Tx, actor: Actor): Promise<Recording[]> {
  const rows = await selectOwn(tx, actor).orderBy('recording.created_at', 'desc').limit(300).execute();
  return opened(tx, actor, rows);
}

export async function findOwnRecording(tx: Tx, actor: Actor, id: string): Promise<Recording | undefined> {
  return (await opened(tx, actor, await selectOwn(tx, actor).where('recording.id', '=', id).execute()))[0];
}

export async function deleteRecording(tx: Tx, member: Actor, id: string): Promise<void> {
  await tx
    .deleteFrom('recording')
    .where('organisation_id', '=', member.organisationId)
    .where('owner_id', '=', member.personId)
    .where('id', '=', id)
    .execute();
}

function selectToChange(tx: Tx, member: CircleMember, id: string) {
  return tx
    .updateTable('recording')
    .where('organisation_id', '=', member.organisationId)
    .where('owner_id', '=', member.personId)
    .where('id', '=', id);
}

function selectWithin(tx: Tx, member: CircleMember) {
  return selectAny(tx, member).where('recording.circle_id', '=', member.circleId).where(withinReach(member));
}

function selectOwn(tx: Tx, actor: Actor) {
  return selectAny(tx, actor).where('recording.owner_id', '=', actor.personId);
}

function selectAny(tx: Tx, { organisationId }: Actor) {
  return (
    tx
      .selectFrom('recording')
      .leftJoin('share', (join) =>
        join
          .onRef('share.organisation_id', '=', 'recording.organisation_id')
          .onRef('share.item_id', '=', 'recording.id')
          .onRef('share.owner_id', '=', 'recording.owner_id')
          .on('share.kind', '=', 'recording')
          .on('share.until', 'is', null),
      )
      .selectAll('recording')
      .select(['share.audience', 'share.partner_id', 'share.id as share_id'])
      .where('recording.organisation_id', '=', organisationId)
      // Nobody waits for the job that removes it.
      .where('recording.delete_after', '>', sql<Date>`now()`)
  );
}

type Row = Selectable<Table> & {
  audience: string | null;
  partner_id: string | null;
  share_id: string | null;
};

async function opened(tx: Tx, member: Actor, rows: Row[]): Promise<Recording[]> {
  return (await openWords(tx, 'recording', member.organisationId, rows)).map((row) => ({
    id: row.id,
    owner: row.owner_id,
    circleId: row.circle_id,
    answers: row.answers_id ?? undefined,
    kind: row.kind as Recording['kind'],
    title: row.title,
    words: row.words,
    peaks: arePeaks(row.peaks) ? row.peaks : [],
    mediaType: row.media_type ?? undefined,
    seconds: row.seconds,
    bytes: row.bytes,
    received: row.received,
    createdAt: row.created_at,
    sentAt: row.sent_at ?? undefined,
    version: row.version,
    audience: (row.audience ?? 'me') as Recording['audience'],
    partner: row.partner_id ?? undefined,
    share: row.share_id ?? undefined,
    answerBy: row.answer_by ?? undefined,
    deleteAfter: row.delete_after,
  }));
}

async function sealed(
  tx: Tx,
  { organisationId, personId }: CircleMember,
  id: string,
  { title, words, peaks }: { title: string; words: string; peaks?: number[] | undefined },
) {
  const fields = { title, words, ...(peaks ? { peaks: peaks as unknown as string } : {}) };
  return sealWords(tx, 'recording', { organisationId, owner: personId, row: id }, fields);
}
