import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '#server/database.ts';
import type { SessionMember } from '../access.ts';

export type ImageType = 'image/png' | 'image/jpeg';

/** The row of a file that is brought to a session; its bytes are in storage under the same id. */
export async function addFile(
  tx: Tx,
  member: SessionMember,
  file: { id: string; bytes: Buffer; mediaType: ImageType },
): Promise<void> {
  await tx
    .insertInto('stored_file')
    .values({
      organisation_id: member.organisationId,
      id: file.id,
      owner_id: member.personId,
      session_id: member.sessionId,
      media_type: file.mediaType,
      bytes: file.bytes.length,
      sha256: createHash('sha256').update(file.bytes).digest(),
    })
    .execute();
}

/** The file, where this member may read the words that bring it; once for all of the session means for its members then. */
export async function findFile(
  tx: Tx,
  member: SessionMember,
  id: string,
): Promise<{ id: string; owner: string; mediaType: ImageType } | undefined> {
  const row = await tx
    .selectFrom('stored_file as f')
    .innerJoin('session_words as w', (join) =>
      join
        .onRef('w.organisation_id', '=', 'f.organisation_id')
        .onRef('w.session_id', '=', 'f.session_id')
        .onRef('w.author_id', '=', 'f.owner_id'),
    )
    .select(['f.id', 'f.owner_id', 'f.media_type'])
    .where('f.organisation_id', '=', member.organisationId)
    .where('f.session_id', '=', member.sessionId)
    .where('f.id', '=', id)
    .where('w.kind', '=', 'artefact')
    .where(sql<string>`w.body ->> 'fileId'`, '=', id)
    .where((where) =>
      where.or([
        where('w.author_id', '=', member.personId),
        where.and([
          where('w.audience', '=', 'session'),
          where('w.released_at', 'is not', null),
          isInside(member),
        ]),
      ]),
    )
    .executeTakeFirst();
  return row && { id: row.id, owner: row.owner_id, mediaType: row.media_type as ImageType };
}

/** A member who was there from the beginning, or who came to the circle later and has entered. */
function isInside(member: SessionMember) {
  return sql<boolean>`EXISTS (SELECT 1 FROM session_member m
    WHERE m.organisation_id = ${member.organisationId} AND m.session_id = ${member.sessionId}
      AND m.person_id = ${member.personId} AND (NOT m.came_while_open OR EXISTS (SELECT 1 FROM session_event e
        WHERE e.organisation_id = m.organisation_id AND e.session_id = m.session_id AND e.by_person = m.person_id
          AND e.fact ->> 'type' = 'joined')))`;
}

export async function removeFile(tx: Tx, file: { organisationId: string; id: string }): Promise<void> {
  await tx
    .deleteFrom('stored_file')
    .where('organisation_id', '=', file.organisationId)
    .where('id', '=', file.id)
    .execute();
}

/** For the job: files past their day, and files whose words are gone (struck, or never came to be). Some at a time. */
export async function listFilesToDelete(tx: Tx): Promise<{ organisationId: string; id: string }[]> {
  const anHourAgo = new Date(Date.now() - 3_600_000);
  return tx
    .selectFrom('stored_file as f')
    .select(['f.organisation_id as organisationId', 'f.id'])
    .where((where) =>
      where.or([
        where('f.delete_after', '<=', where.fn<Date>('now')),
        where.and([
          where('f.created_at', '<', anHourAgo),
          where.not(
            where.exists(
              where
                .selectFrom('session_words as w')
                .select('w.id')
                .whereRef('w.organisation_id', '=', 'f.organisation_id')
                .whereRef('w.session_id', '=', 'f.session_id')
                // Somebody else's words that name it show nobody the file.
                .whereRef('w.author_id', '=', 'f.owner_id')
                .whereRef(sql<string>`w.body ->> 'fileId'`, '=', sql<string>`f.id::text`),
            ),
          ),
        ]),
      ]),
    )
    .limit(500)
    .execute();
}

/**
 * For the job: texts, links and the words of images that were brought to sessions which ended a day ago, and that their
 * owners did not keep. Whoever still looks at such a room, on any node, sees them go.
 */
export async function removeExpiredArtefacts(tx: Tx): Promise<void> {
  await sql`
    WITH gone AS (
      DELETE FROM session_words w USING session s
      WHERE s.organisation_id = w.organisation_id AND s.id = w.session_id AND w.kind = 'artefact'
        AND s.status IN ('closed', 'expired') AND s.ended_at <= now() - interval '24 hours'
        AND NOT EXISTS (SELECT 1 FROM session_event e
          WHERE e.organisation_id = w.organisation_id AND e.session_id = w.session_id
            AND e.fact @> jsonb_build_object('type', 'words-kept', 'wordsId', w.id))
      RETURNING w.organisation_id, w.session_id
    )
    SELECT pg_notify('rondo_session', 'files ' || organisation_id || ':' || session_id)
    FROM (SELECT DISTINCT organisation_id, session_id FROM gone) AS rooms`.execute(tx);
}
