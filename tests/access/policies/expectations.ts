import type { Identity, World } from '../world.ts';
import { cards } from './cards.ts';
import { decisions } from './decisions.ts';
import { exchange } from './exchange.ts';
import { focus } from './focus.ts';
import { goals } from './goals.ts';
import { growth } from './growth.ts';
import { nudges } from './nudges.ts';
import { profiles } from './profiles.ts';
import { rounds } from './rounds.ts';
import { sharing } from './sharing.ts';
import type { TableRow } from './table-row.ts';
import { visits } from './visits.ts';

const members: Identity[] = ['member', 'subject', 'newcomer'];
const held: Identity[] = [...members, 'former'];
const colleagues: Identity[] = ['colleague', 'manager', 'owner', ...held];
const anybody: Identity[] = ['stranger', 'demonstration', ...colleagues];
/** Also whoever only asked to join. */
const whoever: Identity[] = [...anybody, 'applicant'];
const everyone: Identity[] = ['nobody', 'operator', ...whoever];

const anew = { id: 'gen_random_uuid()' };
const hashed = (column: string) => ({ [column]: 'sha256(gen_random_uuid()::text::bytea)' });
const inRunning = ({ running }: World) => `session_id = '${running}'`;

export const tables: Record<string, TableRow> = {
  ...cards,
  ...decisions,
  ...growth,
  ...goals,
  ...nudges,
  ...profiles,
  ...rounds,
  ...focus,
  ...exchange,
  ...sharing,
  ...visits,
  agreement_change: { reads: members, change: 'title', adds: members, by: 'person_id', but: anew },
  // What is in force is changed by nobody: only a proposal is. Its clauses come from the version before with their names.
  agreement_clause: {
    reads: members,
    change: 'body',
    changes: members,
    removes: members,
    adds: members,
    like: () => 'version = 2',
    but: { clause_id: 'gen_random_uuid()', position: '2' },
  },
  agreement_consent: {
    reads: members,
    change: 'consented_at',
    changes: members,
    adds: members,
    by: 'person_id',
  },
  agreement_version: {
    reads: members,
    change: 'withdrawn_at',
    changes: members,
    adds: members,
    by: 'proposed_by',
    but: { version: '3' },
  },
  circle: {
    reads: [...colleagues, 'applicant'],
    change: 'name',
    changes: members,
    adds: anybody,
    by: 'created_by',
    but: anew,
  },
  circle_closure: {
    reads: colleagues,
    change: 'closed_at',
    // Only members of the one that is closed could close it again.
    adds: ['member', 'subject'],
    by: 'closed_by',
  },
  // Whoever changes it says so in their own name, which this attempt does for the founder only.
  circle_content: {
    reads: members,
    change: 'purpose',
    changes: ['member'],
    adds: members,
    by: 'changed_by',
    like: ({ circle }) => `circle_id = '${circle}'`,
  },
  email_change: {
    reads: ['subject'],
    change: 'email',
    changes: ['subject'],
    removes: ['subject'],
    adds: whoever,
    by: 'person_id',
    but: hashed('token_hash'),
  },
  invitation: {
    reads: members,
    change: 'revoked_at',
    changes: members,
    adds: members,
    by: 'inviter_id',
    like: ({ circle }) => `circle_id = '${circle}'`,
    but: { ...anew, ...hashed('token_hash') },
  },
  join_request: {
    reads: [...members, 'colleague', 'applicant'],
    change: 'accepted',
    by: 'person_id',
    but: anew,
  },
  mail: { change: 'text_body', but: anew },
  // Between the two of them, and nobody answers for the other.
  manager_opt_in: {
    reads: ['member', 'subject'],
    change: 'agreed_at',
    removes: ['member'],
    adds: members,
    by: 'person_id',
  },
  membership: { reads: held, change: 'left_at', by: 'person_id', but: anew },
  membership_pause: {
    reads: members,
    change: 'returns_on',
    changes: ['newcomer'],
    removes: ['newcomer'],
    adds: members,
    by: 'person_id',
  },
  operator_link: { change: 'used_at', but: hashed('token_hash') },
  operator_visit: { change: 'expires_at', but: hashed('token_hash') },
  organisation: { reads: whoever, change: 'name', changes: ['owner'], but: anew },
  parting: {
    reads: members,
    change: 'withdrawn_at',
    changes: members,
    adds: members,
    by: 'proposed_by',
    but: anew,
  },
  parting_agreement: { reads: members, change: 'agreed_at', adds: members, by: 'person_id' },
  person: { reads: whoever, change: 'name', changes: whoever, but: anew },
  person_contact: {
    reads: ['subject'],
    change: 'email',
    changes: ['subject'],
    adds: whoever,
    by: 'person_id',
    but: { email: "gen_random_uuid() || '@example.org'" },
  },
  person_notice: { reads: ['subject'], change: 'seen_at', changes: ['subject'], by: 'person_id', but: anew },
  person_preference: {
    reads: ['subject'],
    change: 'theme',
    changes: ['subject'],
    adds: whoever,
    by: 'person_id',
  },
  ladder_climb: {
    reads: ['subject'],
    change: 'skill',
    removes: ['subject'],
    adds: whoever,
    by: 'person_id',
  },
  exercise_attempt: {
    reads: ['subject'],
    change: 'went',
    removes: ['subject'],
    adds: whoever,
    by: 'person_id',
    but: anew,
  },
  practice_pace: {
    reads: ['subject'],
    change: 'weekly',
    changes: ['subject'],
    adds: whoever,
    by: 'person_id',
  },
  personal_code: {
    reads: ['subject'],
    change: 'created_at',
    changes: ['subject'],
    removes: ['subject'],
    adds: whoever,
    by: 'person_id',
    but: hashed('code_hash'),
  },
  playbook: {
    reads: members,
    change: 'title',
    changes: members,
    removes: members,
    adds: members,
    by: 'made_by',
    but: { ...anew, slug: "'another'" },
  },
  person_welcome: {
    reads: ['subject'],
    change: 'settled_at',
    changes: ['subject'],
    removes: ['subject'],
    adds: whoever,
    by: 'person_id',
  },
  // Counters under hashed keys: whoever runs SQL as the program can start them anew, and learns nothing from them.
  rate_limit: {
    reads: everyone,
    change: 'points',
    changes: everyone,
    removes: everyone,
    adds: everyone,
    but: { key: 'gen_random_uuid()' },
  },
  // Counted by a trigger alone.
  rota_total: { reads: members, change: 'turns' },
  // Whoever ends a session writes down everybody's turns.
  rota_turn: { reads: members, change: 'role', adds: members, but: { session_number: '99' } },
  schema_migration: {},
  session: {
    reads: held,
    change: 'status',
    changes: held,
    adds: members,
    by: 'created_by',
    like: ({ planned }) => `id = '${planned}'`,
    but: anew,
  },
  session_command: {
    reads: held,
    change: 'seq',
    adds: members,
    by: 'person_id',
    like: inRunning,
    but: { command_id: 'gen_random_uuid()' },
  },
  session_draft: {
    reads: ['member'],
    change: 'body',
    changes: ['member'],
    removes: ['member'],
    adds: members,
    by: 'author_id',
  },
  session_event: {
    reads: held,
    change: 'fact',
    adds: members,
    by: 'by_person',
    like: inRunning,
    but: { seq: '9999' },
  },
  session_member: { reads: held, change: 'person_id', by: 'person_id' },
  session_words: {
    reads: held,
    change: 'body',
    changes: ['member', 'subject', 'former'],
    removes: ['member', 'subject', 'former'],
    adds: members,
    by: 'author_id',
    like: inRunning,
    but: anew,
  },
  skill: {
    reads: colleagues,
    change: 'slug',
    removes: ['member', 'owner'],
    adds: anybody,
    by: 'made_by',
    but: { ...anew, slug: `'another'` },
  },
  // Append-only: whoever may change a skill adds a version.
  skill_version: {
    reads: colleagues,
    change: 'title',
    adds: ['member', 'owner'],
    by: 'made_by',
    but: { number: '2' },
  },
  sign_in: {
    reads: whoever,
    change: 'expires_at',
    removes: whoever,
    by: 'person_id',
    but: { ...anew, ...hashed('token_hash') },
  },
  sign_in_link: { change: 'used_at', by: 'person_id', but: hashed('token_hash') },
  stored_file: {
    reads: members,
    change: 'delete_after',
    changes: ['member'],
    removes: ['member'],
    adds: members,
    by: 'owner_id',
    but: anew,
  },
};
