import { anybody, everyone, members, nothing, type Row } from './row.ts';

const circle = '/circles/[circle=id]';
const read = (rest: string): Row => ({
  door: `GET ${circle}${rest}`,
  at: (world) => `/circles/${world.circle}${filled(rest, world.finding)}`,
  may: members,
});
const post = (rest: string, form: Record<string, string>, more: Partial<Row> = {}): Row => ({
  ...read(rest),
  door: `POST ${circle}${rest}`,
  form: () => form,
  ...more,
});
const filled = (rest: string, finding: string) => rest.replace('[finding=id]', finding);
const words = { title: '', obstacle: '', change: '' };

/** What one receives and reads alone, and what a circle agrees on between its sessions. */
export const growth: Row[] = [
  { door: 'GET /me/received', at: () => '/me/received', may: anybody },
  {
    door: 'POST /me/received?/remove',
    at: () => '/me/received?/remove',
    may: anybody,
    form: () => ({ id: nothing }),
  },
  // One's own, of whatever circle; somebody who has none finds an empty list, and takes nobody's away.
  { door: 'GET /me/cards', at: () => '/me/cards', may: anybody },
  { door: 'POST /me/cards?/remove', at: () => '/me/cards?/remove', may: [], form: () => ({ id: nothing }) },
  { door: 'GET /me/received/behaviours', at: () => '/me/received/behaviours', may: anybody },
  read('/findings'),
  read('/findings/new'),
  post('/findings/new', { id: nothing, ...words }),
  read('/findings/[finding=id]'),
  post('/findings/[finding=id]?/consent', { version: '99', say: 'yes' }),
  post('/findings/[finding=id]?/reword', { version: '99', ...words }),
  post('/findings/[finding=id]?/send', {}, { allowed: [409, 429] }),
  post('/findings/[finding=id]?/withdraw', {}, { spoils: true }),
  read('/improvement'),
  post('/improvement?/keep', { practises: '', measure: '' }),
  post('/improvement?/drop', {}, { spoils: true }),
  read('/pacts'),
  post('/pacts?/begin', { id: nothing }),
  post('/pacts?/change', { pact: nothing, version: '99', 'habits[]': 'x' }),
  post('/pacts?/agree', { pact: nothing, version: '99' }),
  post('/pacts?/report', { pact: nothing, word: 'partly' }),
  post('/pacts?/aside', { report: nothing }),
  post('/pacts?/end', { pact: nothing }),
  { door: 'GET /reply/[token]', at: () => '/reply/nobody-made-this', may: everyone, allowed: [404] },
  {
    door: 'POST /reply/[token]',
    at: () => '/reply/nobody-made-this',
    may: everyone,
    allowed: [404],
    form: () => ({ answer: 'A word.' }),
  },
];
