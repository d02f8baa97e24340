import { members } from '../matrix/row.ts';
import type { World } from '../world.ts';
import type { FunctionRow } from './functions.ts';
import type { TableRow } from './table-row.ts';

/** Who asks to visit a circle is read by its members and by themselves; only functions write it. */
export const visits: Record<string, TableRow> = {
  visit: {
    reads: [...members, 'colleague'],
    change: 'sentence',
    by: 'guest_id',
    but: { id: 'gen_random_uuid()' },
  },
};

const outside = ['stranger', 'manager', 'owner', 'former', 'applicant', 'nobody'] as const;
const all = [...outside, 'colleague', 'member'] as const;
const select = (text: string) => `SELECT * FROM ${text}`;
const asked = (name: string, more = '') => ({
  call: ({ visit }: World) => select(`${name}('${visit}'${more})`),
  by: [...all],
});

/** Nothing is open to a guest to whom nobody has agreed, and nothing of a visit to anybody else. */
export const visitFunctions: Record<string, FunctionRow> = {
  ask_visit: {
    call: ({ circle }, id) => select(`ask_visit('${circle}', '${id}', '') AS how WHERE how <> 'gone'`),
    by: ['stranger', 'demonstration', 'applicant', 'nobody'],
    gives: 'former',
  },
  consent_to_visit: asked('consent_to_visit', ', 1'),
  end_visit: {
    call: ({ visit }) => select(`end_visit('${visit}')`),
    by: [...outside],
    gives: 'member',
  },
  enter_visit: asked('enter_visit'),
  guest_room: { call: ({ running }) => select(`guest_room('${running}')`), by: [...all] },
  invite_guest: {
    call: ({ circle, people }, id) =>
      select(
        `invite_guest('${circle}', '${id}', '${people.manager.personId}', '${id}') AS how WHERE how <> 'gone'`,
      ),
    by: [...outside, 'colleague'],
    gives: 'member',
  },
  visit_hindered: {
    call: ({ visit }, id) => select(`visit_hindered('${visit}', '${id}') AS why WHERE why <> 'gone'`),
    by: [...outside, 'colleague'],
    gives: 'member',
  },
  visited_agreement: asked('visited_agreement'),
  visited_session: asked('visited_session'),
};
