import { anybody, members, nothing, type Row } from './row.ts';

const own = (rest = '', form?: Record<string, string>, more: Partial<Row> = {}): Row => ({
  door: `${form ? 'POST' : 'GET'} /visits/[visit=id]${rest}`,
  at: ({ visit }) => `/visits/${visit}${rest}`,
  may: ['colleague'],
  ...(form ? { form: () => form } : {}),
  ...more,
});
const ofCircle = (rest: string, form?: Record<string, string>, more: Partial<Row> = {}): Row => ({
  door: `${form ? 'POST' : 'GET'} /circles/[circle=id]${rest}`,
  at: ({ circle }) => `/circles/${circle}${rest}`,
  may: members,
  ...(form ? { form: () => form } : {}),
  ...more,
});
/** All of the organisation, who are told the circle's name. */
const colleagues = ['member', 'subject', 'newcomer', 'colleague', 'manager', 'owner', 'former'] as const;

/** Visits: the planted one is asked for by `colleague`, and nobody has agreed to it. */
export const visits: Row[] = [
  { door: 'GET /visits', at: () => '/visits', may: anybody },
  own(),
  { ...own('', undefined, { when: 'there is none', may: [] }), at: () => `/visits/${nothing}` },
  // Nobody has agreed to it, so there is no day; tests/access/guests.test.ts takes one that is agreed.
  own('/visit.ics', undefined, { may: [] }),
  own('?/consent', { version: '99' }),
  own('?/enter', {}, { allowed: [409] }),
  own('?/strike', { words: nothing }),
  own('?/end', {}, { spoils: true }),
  ofCircle('/visit', undefined, { may: colleagues, allowed: [200, 303] }),
  ofCircle('/visit', { sentence: '' }, { may: colleagues }),
  ofCircle('/visits'),
  ofCircle('/visits?/propose', { visit: nothing, session: nothing }),
  ofCircle('/visits?/invite', { guest: nothing, session: nothing }),
  ofCircle('/visits?/end', { visit: nothing }),
];
