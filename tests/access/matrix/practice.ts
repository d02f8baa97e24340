import { anybody, everyone, nothing, type Row } from './row.ts';

/** What one practises and writes alone: everybody meets their own, and nothing of anybody else's. */
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
  { door: 'GET /journal', at: () => '/journal?words=', may: anybody },
  // Nobody's page: it knows nobody, whoever asks.
  { door: 'GET /journal/offline', at: () => '/journal/offline', may: everyone },
  { door: 'GET /journal/write', at: () => '/journal/write', may: anybody },
  {
    door: 'POST /journal/write?/keep',
    at: () => '/journal/write?/keep',
    may: anybody,
    form: () => ({ id: nothing, day: '2026-11-21', context: '' }),
  },
  { door: 'GET /journal/[entry=id]', at: ({ entry }) => `/journal/${entry}`, may: ['subject'] },
  {
    door: 'POST /journal/[entry=id]?/share',
    at: ({ entry }) => `/journal/${entry}?/share`,
    may: ['subject'],
    form: () => ({ audience: 'partner', partner: nothing, circle: '' }),
  },
  {
    door: 'POST /journal/[entry=id]?/noted',
    at: ({ entry }) => `/journal/${entry}?/noted`,
    may: ['subject'],
    form: () => ({}),
  },
  {
    door: 'POST /journal/[entry=id]?/remove',
    at: ({ entry }) => `/journal/${entry}?/remove`,
    may: ['subject'],
    form: () => ({}),
    spoils: true,
  },
];
