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

export const sessions: Row[] = [
  ...each('GET', '/room'),
  ...each('GET', '/status'),
  ...each('GET', '/stream'),
  ...each('POST', '/commands', { json: () => ({ commands: [], drafts: [] }) }),
  // An act that changes nothing wherever it is allowed.
  ...each('POST', '/room?/act', { form: () => ({ act: 'nonsense' }) }),
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
