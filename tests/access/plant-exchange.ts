import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { Database } from '#server/database.ts';
import { pieceName } from '#server/stored-files.ts';
import { canaries } from './plant.ts';
import type { World } from './world.ts';

/** A file as it lies in storage. */
export interface PlantedFile {
  name: string;
  bytes: Buffer;
}

/** Three recordings of `member`: for the circle, for `subject` alone (with a file), and one that was not sent (with a file). */
export async function plantExchange(
  admin: Client,
  database: Database,
  { people, circle }: Pick<World, 'people' | 'circle'>,
): Promise<{ recordings: World['recordings']; files: PlantedFile[] }> {
  const { member, subject } = people;
  const { organisationId, personId: owner } = member;
  const recordings = { circle: randomUUID(), partner: randomUUID(), unsent: randomUUID() };
  const keys = await database.vault.keysFor(organisationId, [owner]);
  const bytes = Buffer.concat([
    Buffer.from('1a45dfa3', 'hex'),
    Buffer.from(`webm ${canaries.recordingFile}`),
  ]);
  const piece = (id: string): PlantedFile => ({
    name: pieceName(id, 0),
    bytes: keys.sealFile({ owner, table: 'recording', row: [id, '0'], column: 'bytes' }, bytes),
  });
  const put = async (id: string, words: string, { to, file }: { to: string | null; file: boolean }) => {
    await admin.query(
      `INSERT INTO recording (organisation_id, id, owner_id, circle_id, kind, title, media_type, bytes, received, sent_at,
         answer_by, delete_after)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, now() + interval '1 day', now() + interval '9 days')`,
      [
        ...[organisationId, id, owner, circle, file ? 'voice' : 'words', words],
        ...[file ? 'audio/webm' : null, file ? bytes.length : 0, to ? new Date() : null],
      ],
    );
    if (to === null) return;
    await admin.query(
      `INSERT INTO share (organisation_id, id, owner_id, kind, item_id, audience, circle_id, partner_id)
       VALUES ($1, $2, $3, 'recording', $4, $5, $6, $7)`,
      [
        ...[organisationId, randomUUID(), owner, id, to === 'circle' ? 'circle' : 'partner'],
        ...(to === 'circle' ? [circle, null] : [null, to]),
      ],
    );
  };
  await put(recordings.circle, canaries.recordingCircle, { to: 'circle', file: false });
  await put(recordings.partner, canaries.recordingPartner, { to: subject.personId, file: true });
  await put(recordings.unsent, canaries.recordingUnsent, { to: null, file: true });
  await admin.query(
    `INSERT INTO exchange_terms (organisation_id, circle_id, version, longest_seconds, answer_days, keep_days, proposed_by,
       in_force_at)
     VALUES ($1, $2, 1, 120, 3, 30, $3, now()), ($1, $2, 2, 60, 3, 30, $4, NULL)`,
    [organisationId, circle, owner, subject.personId],
  );
  await admin.query(
    'INSERT INTO exchange_consent (organisation_id, circle_id, version, person_id) VALUES ($1, $2, 2, $3)',
    [organisationId, circle, subject.personId],
  );
  await admin.query('INSERT INTO left_recording (organisation_id, recording_id, bytes) VALUES ($1, $2, 1)', [
    organisationId,
    randomUUID(),
  ]);
  return { recordings, files: [piece(recordings.partner), piece(recordings.unsent)] };
}
