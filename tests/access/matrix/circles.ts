import type { World } from '../world.ts';
import { anybody, members, nothing, type Row } from './row.ts';

const circle = '/circles/[circle=id]';
const at =
  (rest = '') =>
  (world: World) =>
    `/circles/${world.circle}${rest}`;
const read = (rest: string, more: Partial<Row> = {}): Row => ({
  door: `GET ${circle}${rest}`,
  at: at(rest),
  may: members,
  ...more,
});
const post = (rest: string, form: Record<string, string>, more: Partial<Row> = {}): Row => ({
  door: `POST ${circle}${rest}`,
  at: at(rest),
  may: members,
  form: () => form,
  ...more,
});
const card = { id: nothing, experiment: '', behaviour: '', context: '', criterion: '', dueOn: '' };
const seen = { version: '99', clause: nothing, seenTitle: 'a', seenBody: 'b' };
/** Who may enter by an invitation: all of the organisation, and nobody is told more than the circle's name. */
const guests = ['member', 'subject', 'newcomer', 'colleague', 'manager', 'owner', 'former'] as const;

export const circles: Row[] = [
  { door: 'GET /circles', at: () => '/circles', may: anybody },
  { door: 'GET /circles/new', at: () => '/circles/new', may: anybody },
  { door: 'POST /circles/new', at: () => '/circles/new', may: anybody, form: () => ({ name: '' }) },
  read(''),
  {
    ...read('', { when: 'closed', may: ['member', 'subject'] }),
    at: (world) => `/circles/${world.closedCircle}`,
  },
  { ...read('', { when: 'there is none', may: [] }), at: () => `/circles/${nothing}` },
  read('/agreement'),
  { ...read('/agreement', { when: 'an earlier version' }), at: at('/agreement?version=1') },
  read('/agreement/edit', { allowed: [303] }),
  read('/board'),
  read('/close'),
  read('/cycle'),
  read('/cycle/next'),
  read('/invite'),
  read('/leave'),
  read('/part'),
  read('/sessions'),
  read('/sessions/new'),
  {
    ...read('/sessions/new', { when: "the circle's own playbook" }),
    at: at('/sessions/new?playbook=our-own'),
  },
  read('/settings'),
  read('/sheet'),
  post('?/answer', { request: nothing, answer: 'yes' }),
  post('?/optIn', { person: nothing }),
  post('?/agreeParting', { parting: nothing }),
  post('?/endParting', { parting: nothing }),
  post('?/agreeDecision', { decision: nothing }),
  post('?/endDecision', { decision: nothing }),
  post('?/goOn', { kind: 'rest' }),
  post('/cycle?/cycle', { outcome: '' }),
  post('/cycle/next?/rest', { until: '2001-01-01' }),
  post('/cycle/next?/farewell', { playbook: 'none' }),
  post('?/open', { session: nothing }),
  post('?/cancel', { session: nothing }),
  post('/agreement?/consent', { version: '99', hash: 'x' }),
  post('/agreement?/withdraw', { version: '99' }),
  post('/agreement?/propose', {}, { spoils: true }),
  post('/agreement/edit?/add', { version: '99', title: 'a', body: 'b' }),
  post('/agreement/edit?/change', { ...seen, title: 'a', body: 'b' }),
  post('/agreement/edit?/remove', seen),
  post('/agreement/edit?/move', { version: '99', clause: nothing, to: 'up' }),
  post('/board?/write', card),
  post('/board?/change', card),
  post('/board?/adjust', { ...card, from: nothing, note: '' }),
  post('/board?/outcome', { id: nothing, outcome: 'learned', note: '' }),
  post('/board?/notYet', { id: nothing, seen: '0' }),
  post('/board?/saw', { id: nothing, card: nothing, text: 'x' }),
  post('/board?/strike', { id: nothing }),
  post('/invite?/mail', { email: 'guest@example.org' }, { spoils: true }),
  post('/invite?/link', {}, { spoils: true }),
  post('/invite?/revoke', { invitation: nothing }),
  post('/part', { person: nothing }),
  post('/sessions/new?/change', { playbook: 'live-drill' }, { allowed: [200, 400] }),
  post('/sessions/new?/plan', { playbook: 'no-such-playbook' }, { allowed: [422] }),
  post('/settings?/change', { name: '' }),
  post('/settings?/pause', { returnsOn: '2001-01-01' }),
  post('/settings?/return', {}),
  post('/leave', {}, { spoils: true, may: ['newcomer'], untried: ['member', 'subject'] }),
  post('/close', {}, { spoils: true, may: ['member'], untried: ['subject', 'newcomer'] }),
  {
    door: 'GET /join/[token]',
    at: (world) => `/join/${world.invitations.open}`,
    may: ['nobody', 'operator', 'stranger', 'demonstration', ...guests],
  },
  {
    door: 'GET /join/[token]',
    when: 'no such invitation',
    at: () => '/join/nonsense',
    may: [],
    refused: () => 404,
  },
  {
    door: 'POST /join/[token]?/enter',
    when: 'used',
    at: (world) => `/join/${world.invitations.used}?/enter`,
    may: [...guests, 'stranger', 'demonstration'],
    form: () => ({}),
    allowed: [409],
  },
  {
    door: 'POST /join/[token]?/enter',
    when: 'revoked',
    at: (world) => `/join/${world.invitations.revoked}?/enter`,
    may: [...guests, 'stranger', 'demonstration'],
    form: () => ({}),
    allowed: [409],
  },
  {
    door: 'POST /join/[token]?/enter',
    when: 'open, of another organisation',
    at: (world) => `/join/${world.invitations.open}?/enter`,
    may: ['stranger', 'demonstration'],
    untried: guests,
    form: () => ({}),
    allowed: [409],
    spoils: true,
  },
  {
    door: 'POST /join/[token]?/newcomer',
    when: 'revoked',
    at: (world) => `/join/${world.invitations.revoked}?/newcomer`,
    form: () => ({ name: 'Eve', email: '', timeZone: 'Europe/London' }),
    may: ['nobody', 'operator', 'stranger', 'demonstration', ...guests],
    // Who is somebody already is led to the other form.
    allowed: [303, 409],
  },
];
