import type { World } from '../world.ts';
import { members, nothing, type Row } from './row.ts';

const held = ['member', 'subject', 'former'] as const;
const states: { when: string; of: (world: World) => string; may: Row['may'] }[] = [
  { when: 'running', of: (world) => world.running, may: members },
  { when: 'closed', of: (world) => world.past, may: held },
  { when: 'discarded', of: (world) => world.discarded, may: [] },
  { when: 'there is none', of: () => nothing, may: [] },
];
const session = '/sessions/[session=id]';
const each = (method: string, rest: string, more: Partial<Row> = {}): Row[] =>
  states.map(({ when, of, may }) => ({
    door: `${method} ${session}${rest}`,
    when,
    at: (world) => `/sessions/${of(world)}${rest}`,
    may,
    ...more,
  }));

/** What a planned session and a discarded one show is for their circle's members of now. */
const page = (
  door: string,
  may: { discarded: Row['may']; planned: Row['may'] },
  more: Partial<Row> = {},
): Row[] => {
  const rest = door.replace(/^\w+ /, '');
  const row = (
    when: string,
    of: (world: World) => string,
    who: Row['may'],
    also: Partial<Row> = {},
  ): Row => ({
    door: door.replace(' ', ` ${session}`),
    when,
    at: (world) => `/sessions/${of(world)}${rest}`,
    may: who,
    ...more,
    ...also,
  });
  return [
    row('running', (world) => world.running, members),
    row('closed', (world) => world.past, held),
    row('discarded', (world) => world.discarded, may.discarded),
    row('planned', (world) => world.planned, may.planned, door.endsWith('cancel') ? { spoils: true } : {}),
    row('there is none', () => nothing, []),
  ];
};
const inClosedCircle = ['member', 'subject'] as const;

const onSharedDevice = (method: string, rest: string, more: Partial<Row>): Row[] =>
  each(method, rest, more).map((row) => (row.when === 'closed' ? { ...row, may: inClosedCircle } : row));

export const sessions: Row[] = [
  ...page('GET ', { discarded: inClosedCircle, planned: members }),
  ...page('POST ?/act', { discarded: [], planned: [] }, { form: () => ({ act: 'nonsense' }) }),
  ...page('POST ?/open', { discarded: inClosedCircle, planned: members }, { form: () => ({}) }),
  ...page(
    'POST ?/move',
    { discarded: inClosedCircle, planned: members },
    // A day that is gone is refused by the use case, behind the gate.
    { form: () => ({ date: '2020-01-01', time: '10:30', zone: 'UTC' }) },
  ),
  ...page('POST ?/cancel', { discarded: inClosedCircle, planned: members }, { form: () => ({}) }),
  ...each('GET', '/room'),
  ...each('GET', '/status'),
  ...each('GET', '/stream'),
  ...each('POST', '/commands', { json: () => ({ commands: [], drafts: [] }) }),
  // An act that changes nothing wherever it is allowed.
  ...each('POST', '/room?/act', { form: () => ({ act: 'nonsense' }) }),
  // Who is at a device of their own is led to the agreement, which is for the circle's members of now.
  ...onSharedDevice('GET', '/consent', { allowed: [303] }),
  ...onSharedDevice('POST', '/consent?/consent', { allowed: [303], form: () => ({ holder: '', code: '' }) }),
  {
    door: `GET ${session}/consent`,
    when: 'as somebody else, where devices are not shared',
    at: (world) => `/sessions/${world.running}/consent?holder=${world.people.member.personId}`,
    may: ['member'],
    allowed: [303],
  },
  ...each('GET', '/artefacts'),
  // Without a file it is refused by the use case, behind the gate.
  ...each('POST', '/artefacts?/attach', { form: () => ({ text: '' }) }),
  {
    door: `GET ${session}/artefacts/[file=id]`,
    at: ({ running, file }) => `/sessions/${running}/artefacts/${file}`,
    may: members,
  },
  {
    door: `GET ${session}/artefacts/[file=id]`,
    when: "through another session's address",
    at: ({ past, file }) => `/sessions/${past}/artefacts/${file}`,
    may: [],
  },
  {
    door: `GET ${session}/next.ics`,
    when: 'running',
    at: ({ running }) => `/sessions/${running}/next.ics`,
    may: members,
  },
  // Its date is for the members of now, even where the former member may see the session itself.
  {
    door: `GET ${session}/next.ics`,
    when: 'closed',
    at: ({ past }) => `/sessions/${past}/next.ics`,
    may: ['member', 'subject'],
  },
  {
    door: `GET ${session}/room`,
    when: 'planned',
    at: (world) => `/sessions/${world.planned}/room`,
    may: [],
  },
  {
    door: `GET ${session}/stream`,
    when: 'as somebody else, where devices are not shared',
    at: (world) => `/sessions/${world.running}/stream?holder=${world.people.member.personId}`,
    may: ['member'],
  },
  {
    door: `GET ${session}/room`,
    when: 'as somebody else, where devices are not shared',
    at: (world) => `/sessions/${world.running}/room?holder=${world.people.member.personId}`,
    may: ['member'],
  },
];
