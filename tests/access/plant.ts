import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Client } from 'pg';
import type { Actor } from '#server/database.ts';
import { storyCanaries, toldCanaries } from './plant-shares.ts';

/**
 * What is planted where. Each string occurs nowhere else, so that finding it in an answer, a mail, a log or a metric says
 * which wall it came through.
 */
export const canaries = {
  purpose: 'canary-purpose-8f1',
  focus: 'canary-focus-8f2',
  clause: 'canary-clause-8f3',
  card: 'canary-card-8f4',
  sighting: 'canary-sighting-8f5',
  ownPlaybook: 'canary-playbook-8f6',
  /** Read by everybody of the organisation. */
  ownSkill: 'canary-skill-8ff',
  address: 'canary-address-8f7@example.org',
  wanted: 'canary-wanted-8f8@example.org',
  /** Said to all in the session that the newcomer was not in. */
  pastShared: 'canary-past-shared-8f9',
  /** From `member` about `subject`, theirs alone. */
  pastPrivate: 'canary-past-private-8fa',
  runningShared: 'canary-running-shared-8fb',
  /** Written by `subject` under the seal, about `member`. */
  sealed: 'canary-sealed-8fc',
  draft: 'canary-draft-8fd',
  notice: 'canary-notice-8fe',
  /** On the own page of `subject` alone. */
  department: 'canary-department-9f0',
  wish: 'canary-wish-9f1',
  /** Set by `subject`, and shared with nobody. */
  goal: 'canary-goal-9f2',
  journal: 'canary-journal-9f3',
  ...toldCanaries,
  ...storyCanaries,
  /** Waits for all of the circle. */
  finding: 'canary-finding-9f4',
  /** Raised before the newcomer came, and answered from outside. */
  raised: 'canary-raised-9f5',
  reply: 'canary-reply-9f6',
  /** What the card of `subject` assumes, and what they said of it: the circle's to read. */
  cardAssumption: 'canary-assumption-9f4',
  cardStep: 'canary-step-9f5',
  /** Recordings of `member`: for the circle, for `subject`, not sent; and the bytes of the latter two. */
  recordingCircle: 'canary-recording-9f4',
  recordingPartner: 'canary-recording-9f5',
  recordingUnsent: 'canary-recording-9f6',
  recordingFile: 'canary-recording-9f7',
  /** Of `subject`, for the circle. */
  improvement: 'canary-improvement-9f7',
  /** Of `member` and `subject` alone. */
  pact: 'canary-pact-9f8',
  report: 'canary-report-9f9',
} as const;
export type Canary = keyof typeof canaries;

interface Planted {
  people: Record<'member' | 'subject' | 'third' | 'former', Actor>;
  circle: string;
  past: string;
  running: string;
  file: string;
  goal: string;
  entry: string;
  /** The card of `subject`. */
  card: string;
  /** Where in the plan the running session is. */
  drill: number;
  planned: string;
}

/** Writes the canaries straight into the tables. */
export async function plantWords(admin: Client, world: Planted): Promise<void> {
  const { member, subject, former } = world.people;
  const organisation = member.organisationId;
  const put = (text: string, values: unknown[]) => admin.query(text, values);
  await put('UPDATE circle_content SET purpose = $2, focus_skill = $3 WHERE circle_id = $1', [
    world.circle,
    canaries.purpose,
    canaries.focus,
  ]);
  await admin.query('ALTER TABLE agreement_clause DISABLE TRIGGER clear_consents');
  await put(
    `UPDATE agreement_clause SET body = $2 WHERE circle_id = $1 AND clause_id IN (SELECT clause_id FROM agreement_clause
     WHERE circle_id = $1 ORDER BY position LIMIT 1)`,
    [world.circle, canaries.clause],
  );
  await admin.query('ALTER TABLE agreement_clause ENABLE TRIGGER clear_consents');
  const { card } = world;
  await put(
    `INSERT INTO commitment (organisation_id, id, circle_id, owner_id, session_id, experiment, assumption)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [organisation, card, world.circle, subject.personId, world.past, canaries.card, canaries.cardAssumption],
  );
  await put(
    `INSERT INTO card_step (organisation_id, id, commitment_id, circle_id, owner_id, kind, words) VALUES ($1, $2, $3, $4, $5, 'kept', $6)`,
    [organisation, randomUUID(), card, world.circle, subject.personId, canaries.cardStep],
  );
  await put(
    `INSERT INTO sighting (organisation_id, id, commitment_id, circle_id, author_id, text) VALUES ($1, $2, $3, $4, $5, $6)`,
    [organisation, randomUUID(), card, world.circle, member.personId, canaries.sighting],
  );
  await put(
    `INSERT INTO playbook (organisation_id, id, circle_id, slug, title, text, made_by)
     SELECT $1, $2, $3, 'our-own', $4, regexp_replace(playbook_text, 'title: .*?\n', 'title: ' || $4 || E'\n'), $5 FROM session WHERE id = $6`,
    [organisation, randomUUID(), world.circle, canaries.ownPlaybook, member.personId, world.past],
  );
  const skill = randomUUID();
  await put(`INSERT INTO skill (organisation_id, id, slug, made_by) VALUES ($1, $2, 'our-skill', $3)`, [
    organisation,
    skill,
    member.personId,
  ]);
  const words = readFileSync('skills/listening.md', 'utf8').replace('Listening', canaries.ownSkill);
  await put(
    `INSERT INTO skill_version (organisation_id, skill_id, number, title, text, made_by) VALUES ($1, $2, 1, $3, $4, $5)`,
    [organisation, skill, canaries.ownSkill, words, member.personId],
  );
  await put(`INSERT INTO person_profile (organisation_id, person_id, department) VALUES ($1, $2, $3)`, [
    organisation,
    subject.personId,
    canaries.department,
  ]);
  await put(
    `INSERT INTO person_skill (organisation_id, person_id, skill, offered, wanted) VALUES ($1, $2, $3, false, true)`,
    [organisation, subject.personId, canaries.wish],
  );
  await put(
    `INSERT INTO goal (organisation_id, id, person_id, text, distance, until_on) VALUES ($1, $2, $3, $4, 2, current_date + 60)`,
    [organisation, world.goal, subject.personId, canaries.goal],
  );
  await put(`INSERT INTO private_preference (organisation_id, person_id, camera_off) VALUES ($1, $2, true)`, [
    organisation,
    subject.personId,
  ]);
  await put(
    `INSERT INTO journal_entry (organisation_id, id, person_id, day, body, version)
     VALUES ($1, $2, $3, current_date, jsonb_build_object('context', $4::text), 1)`,
    [organisation, world.entry, subject.personId, canaries.journal],
  );
  // Who it is about has a name that pages know; that it stands on the private page is seen by who is let in there.
  await put(
    `INSERT INTO private_wish (organisation_id, person_id, about_id, kind) VALUES ($1, $2, $3, 'not-with')`,
    [organisation, subject.personId, member.personId],
  );
  await put(`INSERT INTO person_contact VALUES ($1, $2, $3)`, [
    organisation,
    subject.personId,
    canaries.address,
  ]);
  await put(`INSERT INTO email_change VALUES ($1, $2, '\\x01', $3, now() + interval '1 hour')`, [
    organisation,
    subject.personId,
    canaries.wanted,
  ]);
  await put(
    `INSERT INTO person_notice (organisation_id, id, person_id, kind, facts) VALUES ($1, $2, $3, 'sign-in-link', $4)`,
    [organisation, randomUUID(), subject.personId, JSON.stringify({ note: canaries.notice })],
  );
  await put(
    `INSERT INTO stored_file (organisation_id, id, owner_id, session_id, media_type, bytes, sha256)
     VALUES ($1, $2, $3, $4, 'image/png', 3, '\\x01')`,
    [organisation, world.file, member.personId, world.running],
  );
  await put(
    `INSERT INTO session_words (organisation_id, id, session_id, kind, author_id, audience, body, created_at, released_at)
     VALUES ($1, $2, $3, 'artefact', $4, 'session', $5, now(), now())`,
    [
      organisation,
      randomUUID(),
      world.running,
      member.personId,
      JSON.stringify({ kind: 'artefact', artefact: 'image', text: '', fileId: world.file }),
    ],
  );
  const say = (session: string, { author, about, text, audience, sealed }: Said) =>
    put(
      `INSERT INTO session_words (organisation_id, id, session_id, step, kind, author_id, subject_id, audience, body, created_at,
         released_at) VALUES ($1, $2, $3, ${world.drill}, $4, $5, $6, $7, $8, now(), ${sealed ? 'NULL' : 'now()'})`,
      [
        organisation,
        randomUUID(),
        session,
        'observation',
        author.personId,
        about.personId,
        audience,
        JSON.stringify({ kind: 'observation', quote: text, offset: 1 }),
      ],
    );
  await say(world.past, { author: member, about: former, text: canaries.pastShared, audience: 'session' });
  await say(world.past, { author: member, about: subject, text: canaries.pastPrivate, audience: 'subject' });
  await say(world.running, {
    author: subject,
    about: member,
    text: canaries.sealed,
    audience: 'session',
    sealed: true,
  });
  await put(
    `INSERT INTO session_words (organisation_id, id, session_id, kind, author_id, audience, body, created_at, released_at)
     VALUES ($1, $2, $3, 'artefact', $4, 'session', $5, now(), now())`,
    [
      organisation,
      randomUUID(),
      world.running,
      member.personId,
      JSON.stringify({ kind: 'artefact', artefact: 'text', text: canaries.runningShared }),
    ],
  );
  await put(
    `INSERT INTO session_draft (organisation_id, session_id, author_id, field, body) VALUES ($1, $2, $3, 'drill:text', $4)`,
    [organisation, world.running, member.personId, JSON.stringify({ text: canaries.draft })],
  );
}

interface Said {
  author: Actor;
  about: Actor;
  text: string;
  audience: 'subject' | 'session';
  sealed?: boolean;
}
