import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { plantFocus } from './plant-focus.ts';
import { plantNudges } from './plant-nudges.ts';
import type { World } from './world.ts';

/**
 * Rows for the tables that a quiet day leaves empty, so that a SELECT which finds nothing proves something: a proposal, a
 * pause, a parting, a decision, a goal that is shared, a request, an opt-in, preferences, a personal code, a mail, links and a counter.
 */
export async function plantRest(admin: Client, world: World): Promise<void> {
  await plantFocus(admin, world);
  await plantNudges(admin, world);
  const { member, subject, third, newcomer, colleague } = world.people;
  const organisation = member.organisationId;
  const circle = world.circle;
  const put = (text: string, values: unknown[]) => admin.query(text, values);
  await put(
    'INSERT INTO agreement_version (organisation_id, circle_id, version, proposed_by) VALUES ($1, $2, 2, $3)',
    [organisation, circle, member.personId],
  );
  await put(
    `INSERT INTO agreement_clause (organisation_id, circle_id, version, clause_id, position, title, body, changed_by)
     VALUES ($1, $2, 2, $3, 1, 'Phones', 'Phones stay in the bag.', $4)`,
    [organisation, circle, randomUUID(), member.personId],
  );
  await put(
    `INSERT INTO agreement_change (organisation_id, id, circle_id, version, person_id, kind, title)
     VALUES ($1, $2, $3, 2, $4, 'added', 'Phones')`,
    [organisation, randomUUID(), circle, member.personId],
  );
  await put(
    `INSERT INTO membership_pause (organisation_id, circle_id, person_id, returns_on) VALUES ($1, $2, $3, current_date + 9)`,
    [organisation, circle, newcomer.personId],
  );
  await put(
    `INSERT INTO milestone (organisation_id, goal_id, id, person_id, position, text) SELECT organisation_id, id, $1, person_id, 1, 'They speak' FROM goal`,
    [randomUUID()],
  );
  await put(
    'INSERT INTO goal_share (organisation_id, goal_id, circle_id) SELECT organisation_id, id, $1 FROM goal',
    [circle],
  );
  await admin.query(
    `INSERT INTO goal_card (organisation_id, goal_id, commitment_id) SELECT g.organisation_id, g.id, c.id
     FROM goal g JOIN commitment c ON c.organisation_id = g.organisation_id AND c.owner_id = g.person_id`,
  );
  const decision = randomUUID();
  await put(
    `INSERT INTO circle_decision (organisation_id, id, circle_id, kind, words, proposed_by) VALUES ($1, $2, $3, 'rest', $4, $5)`,
    [organisation, decision, circle, JSON.stringify({ until: '2030-01-07' }), member.personId],
  );
  await put('INSERT INTO decision_agreement (organisation_id, decision_id, person_id) VALUES ($1, $2, $3)', [
    organisation,
    decision,
    member.personId,
  ]);
  const parting = randomUUID();
  await put(
    'INSERT INTO parting (organisation_id, id, circle_id, person_id, proposed_by) VALUES ($1, $2, $3, $4, $5)',
    [organisation, parting, circle, third.personId, member.personId],
  );
  await put('INSERT INTO parting_agreement (organisation_id, parting_id, person_id) VALUES ($1, $2, $3)', [
    organisation,
    parting,
    member.personId,
  ]);
  await put('INSERT INTO join_request (organisation_id, id, circle_id, person_id) VALUES ($1, $2, $3, $4)', [
    organisation,
    randomUUID(),
    circle,
    colleague.personId,
  ]);
  await put(
    `INSERT INTO manager_opt_in (organisation_id, circle_id, manager_id, report_id, person_id) VALUES ($1, $2, $3, $4, $3)`,
    [organisation, circle, member.personId, subject.personId],
  );
  await put('INSERT INTO person_preference (organisation_id, person_id) VALUES ($1, $2)', [
    organisation,
    subject.personId,
  ]);
  await put('INSERT INTO person_welcome (organisation_id, person_id) VALUES ($1, $2)', [
    organisation,
    subject.personId,
  ]);
  await put('INSERT INTO personal_code (organisation_id, person_id, code_hash) VALUES ($1, $2, $3)', [
    organisation,
    subject.personId,
    randomBytes(32),
  ]);
  await put(
    `INSERT INTO mail (id, organisation_id, kind, to_address, subject, text_body)
     VALUES ($1, $2, 'sign-in', 'x@example.org', 'Your link', 'It leads to you')`,
    [randomUUID(), organisation],
  );
  await put(
    `INSERT INTO sign_in_link (organisation_id, token_hash, person_id, purpose, expires_at)
     VALUES ($1, $2, $3, 'mail', now() + interval '15 minutes')`,
    [organisation, randomBytes(32), subject.personId],
  );
  await put(`INSERT INTO operator_link (token_hash, expires_at) VALUES ($1, now() + interval '1 day')`, [
    randomBytes(32),
  ]);
  await put(`INSERT INTO rate_limit (key, points) VALUES ('planted', 1)`, []);
  await put('INSERT INTO ladder_climb (organisation_id, person_id, skill) VALUES ($1, $2, $3)', [
    organisation,
    subject.personId,
    'saying-no',
  ]);
  await put(
    `INSERT INTO exercise_attempt (organisation_id, id, person_id, skill, exercise, went, ticked, tried_at)
     VALUES ($1, $2, $3, 'saying-no', 'A small no', 'hard', '{}', now())`,
    [organisation, randomUUID(), subject.personId],
  );
  await put('INSERT INTO practice_pace (organisation_id, person_id, weekly) VALUES ($1, $2, 4)', [
    organisation,
    subject.personId,
  ]);
}
