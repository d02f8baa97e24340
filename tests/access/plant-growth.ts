import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { Actor } from '#server/database.ts';
import { canaries } from './plant.ts';

interface Planted {
  people: Record<'member' | 'subject' | 'newcomer', Actor>;
  circle: string;
  finding: string;
}

/** One finding that waits for all, of `member`; and one that was raised and answered just before the newcomer came. */
export async function plantFindings(admin: Client, { people, circle, finding }: Planted): Promise<void> {
  const { member, subject, newcomer } = people;
  const organisation = member.organisationId;
  const raised = randomUUID();
  await admin.query(
    `INSERT INTO finding (organisation_id, id, circle_id, begun_at) VALUES ($1, $2, $3, now())`,
    [organisation, finding, circle],
  );
  await admin.query(
    `INSERT INTO finding (organisation_id, id, circle_id, begun_at, settled_at, sent_at, expires_at, answered_at, token_hash)
     SELECT organisation_id, $2, circle_id, joined_at - interval '2 microseconds', joined_at - interval '1 microsecond', now(),
       now() + interval '9 days', now(), $4 FROM membership WHERE organisation_id = $1 AND circle_id = $3 AND person_id = $5`,
    [organisation, raised, circle, randomBytes(32), newcomer.personId],
  );
  for (const [id, words] of [
    [finding, canaries.finding],
    [raised, canaries.raised],
  ]) {
    await admin.query(
      `INSERT INTO finding_version (organisation_id, id, finding_id, version, written_by, title, obstacle, change, to_name)
       VALUES ($1, $2, $3, 1, $4, $5, $5, $5, 'Vera Sand')`,
      [organisation, randomUUID(), id, member.personId, words],
    );
  }
  await admin.query(
    `INSERT INTO finding_consent (organisation_id, finding_id, version, person_id, agrees) VALUES ($1, $2, 1, $3, false)`,
    [organisation, finding, subject.personId],
  );
  await admin.query(
    `INSERT INTO finding_answer (organisation_id, finding_id, version, written_by, text) VALUES ($1, $2, 1, $3, $4)`,
    [organisation, raised, member.personId, canaries.reply],
  );
}

/** A row of the plan, of `subject`; and a pact of `member` and `subject`, to which both said yes, with how it went. */
export async function plantPact(
  admin: Client,
  { people, circle, report }: Omit<Planted, 'finding'> & { report: string },
): Promise<void> {
  const { member, subject } = people;
  const organisation = member.organisationId;
  const pact = randomUUID();
  const put = (text: string, values: unknown[]) => admin.query(text, [organisation, ...values]);
  await put(
    'INSERT INTO improvement (organisation_id, circle_id, person_id, practises, measure) VALUES ($1, $2, $3, $4, $4)',
    [circle, subject.personId, canaries.improvement],
  );
  await put(
    'INSERT INTO pact (organisation_id, id, circle_id, begun_by, partner_id) VALUES ($1, $2, $3, $4, $5)',
    [pact, circle, member.personId, subject.personId],
  );
  await put(
    `INSERT INTO pact_version (organisation_id, id, pact_id, version, written_by, words, in_force_at)
     VALUES ($1, $2, $3, 1, $4, $5, now() - interval '1 day')`,
    [randomUUID(), pact, member.personId, JSON.stringify({ habits: [canaries.pact] })],
  );
  await put(
    'INSERT INTO pact_consent (organisation_id, pact_id, version, person_id) VALUES ($1, $2, 1, $3), ($1, $2, 1, $4)',
    [pact, member.personId, subject.personId],
  );
  await put(
    `INSERT INTO pact_report (organisation_id, id, pact_id, person_id, on_day, word, text)
     VALUES ($1, $2, $3, $4, current_date + 1, 'partly', $5)`,
    [report, pact, subject.personId, canaries.report],
  );
}
