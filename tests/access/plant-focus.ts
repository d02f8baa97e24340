import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { World } from './world.ts';

/** What the subject goes by when they choose a focus: a row in each of its tables. */
export async function plantFocus(admin: Client, { people: { subject } }: World): Promise<void> {
  const mine = [subject.organisationId, subject.personId];
  const put = (text: string, values: unknown[] = []) => admin.query(text, [...mine, ...values]);
  await put(`INSERT INTO focus_period (organisation_id, person_id, skill) VALUES ($1, $2, 'listening')`);
  await put(
    `INSERT INTO behaviour_rating (organisation_id, person_id, skill, behaviour, applied)
     VALUES ($1, $2, 'listening', 'Asks what was missed', 2)`,
  );
  await put(
    `INSERT INTO stakeholder_question (organisation_id, person_id, id, skill, to_name, question, token_hash, expires_at)
     VALUES ($1, $2, $3, 'listening', 'Iris', 'What helps?', $4, now() + interval '1 day')`,
    [randomUUID(), randomBytes(32)],
  );
  const metric = randomUUID();
  await put(
    `INSERT INTO work_metric (organisation_id, person_id, id, skill, name, better)
     VALUES ($1, $2, $3, 'listening', 'Questions asked twice', 'less')`,
    [metric],
  );
  await put(
    `INSERT INTO work_metric_value (organisation_id, person_id, metric_id, on_day, value) VALUES ($1, $2, $3, '2026-01-05', 4)`,
    [metric],
  );
}
