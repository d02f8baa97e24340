import { anybody, everyone, nothing, type Row } from './row.ts';

const own = (door: string, form?: Record<string, string>, more: Partial<Row> = {}): Row => {
  const [method, path = ''] = door.split(' ');
  return {
    door,
    at: () => path,
    may: anybody,
    ...(method === 'POST' ? { form: () => form ?? {} } : {}),
    ...more,
  };
};
const open = (door: string, form?: Record<string, string>, more: Partial<Row> = {}): Row =>
  own(door, form, { may: everyone, ...more });
/** An owner's; to everybody else it is not there. */
const owners = (door: string, form?: Record<string, string>, more: Partial<Row> = {}): Row =>
  own(door, form, { may: ['owner'], ...more });
const operators = (door: string, form?: Record<string, string>, more: Partial<Row> = {}): Row =>
  own(door, form, { may: ['operator'], refused: () => 404, ...more });

export const people: Row[] = [
  own('GET /me'),
  own('POST /me?/profile', { name: '' }),
  own('POST /me?/preferences', { theme: 'none' }),
  own('POST /me?/email', { email: 'nonsense' }),
  own('POST /me?/notice', { id: nothing }),
  own('POST /me?/signOut', {}, { spoils: true, may: ['stranger'], untried: anybody }),
  own('GET /me/profile'),
  own('POST /me/profile?/work', { roleLevel: '9' }),
  own('POST /me/profile?/week', { week: 'nonsense' }),
  own('POST /me/profile?/skill', { skill: '' }),
  own('POST /me/profile?/drop', { skill: 'nothing' }),
  own('GET /me/preferences'),
  own('POST /me/preferences?/choices', { 'choices[]': 'none' }),
  own('POST /me/preferences?/wish', { person: nothing, kind: 'not-with' }),
  own('POST /me/preferences?/drop', { person: nothing }),
  own('GET /welcome/you'),
  own('POST /welcome/you?/skip', { step: 'none' }),
  own('POST /welcome/you?/dismiss', {}),
  own('GET /welcome/you/strengths'),
  own('POST /welcome/you/strengths', { 'skills[]': 'NONE' }),
  own('GET /welcome/you/wishes'),
  own('POST /welcome/you/wishes', { 'skills[]': 'NONE' }),
  own('GET /welcome/you/week'),
  own('POST /welcome/you/week', { week: 'nonsense' }),
  own('GET /welcome/you/languages'),
  own('POST /welcome/you/languages', { timeZone: 'Nowhere' }),
  own('GET /welcome/you/preferences'),
  own('POST /welcome/you/preferences', { 'choices[]': 'none' }),
  own('GET /welcome/you/listening'),
  own('POST /welcome/you/listening?/compare', { written: '' }),
  own('POST /welcome/you/listening?/on', {}),
  own('GET /welcome/you/goal'),
  own('POST /welcome/you/goal', {}),
  own('GET /welcome/you/field'),
  own('POST /welcome/you/field', { department: 'x'.repeat(61) }),
  owners('GET /people'),
  owners('GET /people/people.csv'),
  owners('GET /people/people.json'),
  owners('POST /people?/look', { text: 'nonsense' }, { allowed: [422] }),
  owners('POST /people?/bring', { text: 'nonsense' }, { allowed: [422] }),
  own('GET /me/code'),
  own('POST /me/code'),
  own('GET /me/devices'),
  own('POST /me/devices?/end', { id: nothing }),
  own('POST /me/devices?/endOthers'),
  own('GET /me/email/[token]'),
  own('POST /me/email/[token]', {}, { allowed: [410] }),
  open('GET /', undefined, { allowed: [200, 303] }),
  own('POST /?/notYet', { id: nothing, seen: '0' }),
  open('GET /privacy'),
  open('GET /welcome'),
  open('GET /sign-in', undefined, { allowed: [200, 303] }),
  open('POST /sign-in', { email: 'nonsense' }),
  open('GET /sign-in/code', undefined, { allowed: [200, 303] }),
  open('POST /sign-in/code', { code: 'nonsense' }),
  open('GET /sign-in/[token]'),
  open('POST /sign-in/[token]', {}, { allowed: [410] }),
  open('GET /operator/[token]'),
  open('POST /operator/[token]', {}, { allowed: [410] }),
  operators('GET /operator'),
  operators('GET /operator/outbox'),
  operators('GET /operator/demonstration', undefined, { may: ['operator', 'owner'] }),
  operators('POST /operator/demonstration?/open', {}, { spoils: true }),
  operators('POST /operator/demonstration?/remove', {}, { may: ['operator', 'owner'], spoils: true }),
  operators('GET /setup', undefined, { refused: () => 303 }),
  operators('POST /setup', { organisation: '' }),
];
