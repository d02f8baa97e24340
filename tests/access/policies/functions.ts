import { createHash } from 'node:crypto';
import { canaries } from '../plant.ts';
import type { Identity, World } from '../world.ts';
import { applicantFunctions } from './applicants.ts';
import { exchangeFunctions } from './exchange.ts';
import { growthFunctions } from './growth.ts';
import { sharingFunctions } from './sharing.ts';
import { visitFunctions } from './visits.ts';

const hash = (token: string) => `'\\x${createHash('sha256').update(token).digest('hex')}'::bytea`;
const unknown = hash('nobody ever made this');

/** A function that looks past the policies, called with the ids of others. Without a call: what it trusts, said in words. */
export interface FunctionRow {
  call?: (world: World, id: string) => string;
  /** Who calls it; by default a stranger, a colleague and nobody. */
  by?: Identity[];
  /** For whom the same call gives something, so that a broken function does not pass for a refusal. */
  gives?: Identity;
  tell?: string;
}

const outsiders: Identity[] = ['stranger', 'colleague', 'manager', 'owner', 'nobody'];
const known: Identity[] = ['stranger', 'colleague', 'owner'];
const select = (text: string) => `SELECT * FROM ${text}`;
const member = ({ people }: World) => `'${people.member.organisationId}', '${people.member.personId}'`;

export const functions: Record<string, FunctionRow> = {
  ...applicantFunctions,
  ...exchangeFunctions,
  ...growthFunctions,
  ...sharingFunctions,
  ...visitFunctions,
  accept_mailed_invitation: {
    call: ({ invitations }, id) => select(`accept_mailed_invitation(${hash(invitations.open)}, '${id}')`),
    by: ['stranger', 'demonstration', 'nobody'],
    gives: 'colleague',
  },
  answer_finding: { call: () => select(`answer_finding(${unknown}, 'A word.')`) },
  answer_join_request: { call: (_, id) => select(`answer_join_request('${id}', true, '${id}')`) },
  answer_question: { call: () => select(`answer_question(${unknown}, 'A word.')`) },
  answer_round_circle: {
    call: ({ rounds }, id) => select(`answer_round_circle('${rounds.place}', true, '${id}', 'Ana and Ben')`),
    by: [...outsiders, 'member'],
    gives: 'subject',
  },
  ask_for_solve: {
    call: ({ rounds }) => select(`ask_for_solve('${rounds.open}', '20 seconds')`),
    by: [...outsiders, 'subject', 'newcomer'],
    gives: 'member',
  },
  ask_open_circle: {
    call: ({ circle }, id) =>
      select(`ask_open_circle('${circle}', '${id}', '') AS how WHERE how <> 'not-open'`),
    by: outsiders,
  },
  ask_to_join: {
    call: ({ invitations }, id) => select(`ask_to_join(${hash(invitations.link)}, '${id}')`),
    by: ['stranger', 'demonstration', 'nobody'],
    gives: 'colleague',
  },
  begin_draft: {
    call: ({ rounds }) => select(`begin_draft('${rounds.open}', 1::smallint)`),
    by: [...outsiders, 'subject'],
  },
  bring_in_person: {
    call: (_, id) =>
      select(`bring_in_person('${id}', 'eve@example.org', 'Eve', 'UTC', '{}', '', NULL, NULL, '{}', '[]')`),
    by: ['colleague', 'manager', 'member', 'nobody'],
    gives: 'owner',
  },
  call_off_round: {
    call: ({ rounds }) => select(`call_off_round('${rounds.open}')`),
    by: [...outsiders, 'subject', 'newcomer'],
    gives: 'member',
  },
  complete_parting: { call: (_, id) => select(`complete_parting('${id}')`) },
  count_finding_consents: {
    call: ({ finding }) => select(`count_finding_consents('${finding}')`),
    by: [...outsiders, 'former'],
    gives: 'member',
  },
  count_round_circles: {
    call: ({ rounds }) => select(`count_round_circles('${rounds.published}')`),
    by: [...outsiders, 'subject'],
    gives: 'member',
  },
  // A count, and none for whoever is outside.
  count_sessions_since: {
    call: ({ circle }) => select(`count_sessions_since('${circle}', '2001-01-01') AS held WHERE held > 0`),
    by: [...outsiders, 'former'],
    gives: 'newcomer',
  },
  create_organisation: { tell: 'the operator, whose visit the page proves' },
  create_person: {
    call: ({ people }, id) =>
      select(`create_person('${people.member.organisationId}', '${id}', 'Eve', null, 'UTC', '{}', 'person')`),
    by: known,
  },
  create_sign_in: {
    call: (world, id) =>
      select(`create_sign_in(${member(world)}, '${id}', ${unknown}, '', now() + interval '1 day')`),
    by: known,
  },
  create_sign_in_link: {
    call: (world) =>
      select(`create_sign_in_link(${member(world)}, ${unknown}, 'mail', now() + interval '1 day')`),
    by: known,
  },
  discard_session: { call: ({ past }) => select(`discard_session('${past}')`), by: [...outsiders, 'member'] },
  end_sign_in: { call: () => select(`end_sign_in(${unknown})`) },
  enqueue_job: { tell: 'payloads of ids; each task asks the tables again' },
  find_people_by_email: { tell: 'the request for a sign-in link, which answers the same for every address' },
  find_people_called: { tell: 'the terminal of the machine, for somebody who is locked out' },
  find_personal_code: { call: () => select(`find_personal_code(${unknown})`) },
  find_sign_in: { call: () => select(`find_sign_in(${unknown})`) },
  found_circle: { call: ({ circle }, id) => select(`found_circle('${circle}', '${id}')`), by: outsiders },
  has_round_place: {
    call: ({ rounds }) => select(`has_round_place('${rounds.place}')`),
    by: [...outsiders, 'member'],
    gives: 'subject',
  },
  installation_state: { tell: 'two counts, shown to nobody' },
  invite_to_round: {
    call: ({ rounds }) => select(`invite_to_round('${rounds.open}', NULL)`),
    by: [...outsiders, 'subject'],
    gives: 'member',
  },
  is_invited_to_round: {
    call: ({ rounds }) => select(`is_invited_to_round('${rounds.open}')`),
    by: ['stranger', 'manager', 'owner', 'nobody', 'newcomer'],
    gives: 'subject',
  },
  is_member: {
    call: ({ circle }) => select(`is_member('${circle}')`),
    by: [...outsiders, 'former'],
    gives: 'member',
  },
  is_my_goal: {
    call: ({ goal }) => select(`is_my_goal('${goal}')`),
    by: [...outsiders, 'member'],
    gives: 'subject',
  },
  is_partner: {
    call: ({ people }) => select(`is_partner('${people.subject.personId}')`),
    by: [...outsiders, 'former'],
    gives: 'member',
  },
  is_operator_visit: { call: () => select(`is_operator_visit(${unknown})`) },
  is_proposal: { call: ({ circle }) => select(`is_proposal('${circle}', 1)`) },
  is_session_member: {
    call: ({ past }) => select(`is_session_member('${past}')`),
    by: [...outsiders, 'newcomer'],
    gives: 'former',
  },
  is_shared_goal: {
    call: ({ goal }) => select(`is_shared_goal('${goal}')`),
    by: [...outsiders, 'former'],
    gives: 'member',
  },
  keep_person_key: {
    tell: 'the vault, which makes keys for people of the acting organisation alone; nobody makes one in the name of another',
  },
  leave_circle: { call: ({ circle }) => select(`leave_circle('${circle}')`), by: outsiders, gives: 'member' },
  // What its members agreed to show to colleagues; no circle of this world is open.
  list_demonstration_people: { call: () => select(`list_demonstration_people(${unknown})`) },
  list_people_for_owner: {
    call: () => select('list_people_for_owner()'),
    by: ['colleague', 'manager', 'member', 'nobody'],
    gives: 'owner',
  },
  list_outbox: { call: () => select(`list_outbox(${unknown})`) },
  lock_in_draft: {
    call: ({ rounds }) => select(`lock_in_draft('${rounds.open}', 2::smallint, 0::smallint, true)`),
    by: [...outsiders, 'subject'],
    gives: 'member',
  },
  look_for_places: {
    call: ({ rounds, people }) =>
      select(`look_for_places('${rounds.open}', 2::smallint, '${people.subject.personId}')`),
    by: [...outsiders, 'subject'],
    gives: 'member',
  },
  move_in_draft: {
    call: ({ rounds }) => select(`move_in_draft('${rounds.open}', 2::smallint, 1::smallint, 0::smallint)`),
    by: [...outsiders, 'subject'],
    gives: 'member',
  },
  narrow_words: { call: ({ past }) => select(`narrow_words('${past}')`), by: outsiders },
  open_manager_pairs: {
    call: ({ circle, people }) =>
      select(
        `open_manager_pairs('${circle}', ARRAY['${people.member.personId}', '${people.subject.personId}']::uuid[])`,
      ),
    by: outsiders,
  },
  open_session: { call: ({ planned }) => select(`open_session('${planned}')`), by: [...outsiders, 'former'] },
  organises_round: {
    call: ({ rounds }) => select(`organises_round('${rounds.open}')`),
    by: [...outsiders, 'subject'],
    gives: 'member',
  },
  peek_invitation: { call: () => select(`peek_invitation(${unknown})`) },
  peek_nudge_answer: { call: () => select(`peek_nudge_answer(${unknown})`) },
  peek_nudge_stop: { call: () => select(`peek_nudge_stop(${unknown})`) },
  peek_operator_link: { call: () => select(`peek_operator_link(${unknown})`) },
  peek_finding: { call: () => select(`peek_finding(${unknown})`) },
  peek_question: { call: () => select(`peek_question(${unknown})`) },
  peek_sign_in_link: { call: () => select(`peek_sign_in_link(${unknown})`) },
  propose_nudge: {
    call: ({ people, circle }, id) =>
      select(
        `propose_nudge('${id}', '${people.subject.personId}', '${circle}', 'request-waiting', 'k', '/', now())`,
      ),
    by: [...outsiders, 'former'],
    gives: 'member',
  },
  publish_draft: {
    call: ({ rounds }) => select(`publish_draft('${rounds.open}', 2::smallint)`),
    by: [...outsiders, 'subject'],
  },
  publish_round: {
    call: ({ rounds }) => select(`publish_round('${rounds.open}', 1::smallint)`),
    by: [...outsiders, 'subject'],
  },
  queue_mail: {
    call: ({ people }, id) =>
      select(`queue_mail('${id}', '${people.member.organisationId}', 'x', 'x@example.org', 'x', 'x')`),
    by: ['stranger', 'demonstration'],
  },
  queue_finding_mail: {
    call: ({ finding }, id) =>
      select(`queue_finding_mail('${finding}', '${id}', 'x', 'x') AS done WHERE done`),
    by: [...outsiders, 'member', 'former'],
  },
  read_person_keys: {
    call: ({ people }) => select(`read_person_keys(ARRAY['${people.member.personId}']::uuid[])`),
    by: ['stranger', 'demonstration', 'nobody'],
    gives: 'colleague',
  },
  release_words: {
    call: ({ running, drill }) => select(`release_words('${running}', ${drill}, 0, 'session', now())`),
    by: [...outsiders, 'subject', 'member'],
  },
  remove_demonstrations: {
    call: () => select(`remove_demonstrations(${unknown})`),
    by: ['stranger', 'colleague', 'member', 'demonstration', 'nobody'],
    gives: 'owner',
  },
  set_manager: {
    call: () => select(`set_manager('${canaries.address}', '')`),
    by: ['colleague', 'manager', 'member', 'nobody'],
    gives: 'owner',
  },
  settle_decision: {
    call: (_, id) => select(`settle_decision('${id}') AS how WHERE how <> 'gone'`),
    by: outsiders,
  },
  settle_agreement: { call: ({ circle }) => select(`settle_agreement('${circle}')`), by: outsiders },
  shares_stay: {
    call: ({ circle }) => select(`shares_stay('${circle}', now())`),
    by: [...outsiders, 'former'],
    gives: 'member',
  },
  step_draft: {
    call: ({ rounds }) => select(`step_draft('${rounds.open}', 2::smallint, false)`),
    by: [...outsiders, 'subject'],
    gives: 'member',
  },
  stop_repeating_round: {
    call: ({ rounds }) => select(`stop_repeating_round('${rounds.open}')`),
    by: [...outsiders, 'subject', 'newcomer'],
    gives: 'member',
  },
  stop_nudge_mails: { call: () => select(`stop_nudge_mails(${unknown})`) },
  stop_solve: {
    call: ({ rounds: { open } }) =>
      `SELECT CASE WHEN coalesce(ask_for_solve('${open}', '20 seconds'), 0) >= 0 THEN stop_solve('${open}', '5 seconds') END`,
    by: [...outsiders, 'subject', 'newcomer'],
    gives: 'member',
  },
  take_back_nudge: {
    call: ({ people }) =>
      select(`take_back_nudge('${people.subject.personId}', 'request-waiting', 'planted')`),
    by: [...outsiders, 'newcomer'],
  },
  tell_person: {
    call: ({ people }, id) => select(`tell_person('${people.member.personId}', '${id}', 'x', '{}')`),
    by: ['stranger', 'demonstration', 'nobody'],
  },
  touch_sign_in: { call: () => select(`touch_sign_in(${unknown})`) },
  use_nudge_answer: { call: () => select(`use_nudge_answer(${unknown})`) },
  use_operator_link: { call: () => select(`use_operator_link(${unknown}, ${unknown}, now())`) },
  use_sign_in_link: { call: () => select(`use_sign_in_link(${unknown})`) },
  was_silent_in_round: {
    call: ({ rounds }) => select(`was_silent_in_round('${rounds.published}')`),
    by: [...outsiders, 'member', 'newcomer'],
    gives: 'subject',
  },
};
