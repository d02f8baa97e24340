import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { World } from './world.ts';

/** A letter to the subject about their card, how they want to be nudged, and what waits for them: a row in each table. */
export async function plantNudges(
  admin: Client,
  { people: { subject, member }, circle }: World,
): Promise<void> {
  const mine = [subject.organisationId, subject.personId];
  const put = (text: string, values: unknown[] = []) => admin.query(text, [...mine, ...values]);
  const letter = randomUUID();
  await put(
    `INSERT INTO nudge_setting (organisation_id, person_id, weekly) VALUES ($1, $2, 3)
     ON CONFLICT (organisation_id, person_id) DO NOTHING`,
  );
  await put(
    `INSERT INTO nudge_letter (organisation_id, person_id, id, reserved_at, handed_at, sent_at, stop_hash)
     VALUES ($1, $2, $3, now(), now(), now(), $4)`,
    [letter, randomBytes(32)],
  );
  await put(
    `INSERT INTO nudge (organisation_id, person_id, kind, key, letter_id) VALUES ($1, $2, 'practice-due', 'listening:1', $3)`,
    [letter],
  );
  await put(
    `INSERT INTO card_moment (organisation_id, person_id, commitment_id, at) SELECT organisation_id, owner_id, id,
     now() + interval '1 day' FROM commitment WHERE organisation_id = $1 AND owner_id = $2`,
  );
  await put(
    `INSERT INTO nudge_answer (organisation_id, person_id, token_hash, commitment_id, expires_at) SELECT organisation_id,
     owner_id, $3, id, now() + interval '1 day' FROM commitment WHERE organisation_id = $1 AND owner_id = $2 LIMIT 1`,
    [randomBytes(32)],
  );
  await put(
    `INSERT INTO nudge_proposal (organisation_id, person_id, id, circle_id, kind, key, path, not_before, proposed_by)
     VALUES ($1, $2, $3, $4, 'request-waiting', 'planted', '/', now(), $5)`,
    [randomUUID(), circle, member.personId],
  );
}
