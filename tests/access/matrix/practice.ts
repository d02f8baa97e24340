import { anybody, nothing, type Row } from './row.ts';

/** What one practises alone: everybody meets their own, and nothing of anybody else's. */
export const practice: Row[] = [
  { door: 'GET /practice', at: () => '/practice', may: anybody },
  {
    door: 'POST /practice?/begin',
    at: () => '/practice?/begin',
    may: anybody,
    form: () => ({ skill: 'listening' }),
  },
  {
    door: 'POST /practice?/pace',
    at: () => '/practice?/pace',
    may: anybody,
    form: () => ({ weekly: '3', restUntil: '' }),
  },
  { door: 'GET /practice/[skill]', at: () => '/practice/listening', may: anybody },
  {
    door: 'POST /practice/[skill]?/tell',
    at: () => '/practice/listening?/tell',
    may: anybody,
    form: () => ({ attempt: nothing, exercise: 'Count to two', went: 'came' }),
  },
  {
    door: 'POST /practice/[skill]?/begin',
    at: () => '/practice/listening?/begin',
    may: anybody,
    form: () => ({}),
  },
  {
    door: 'POST /practice/[skill]?/away',
    at: () => '/practice/listening?/away',
    may: anybody,
    form: () => ({}),
  },
];
