import { anybody, type Row } from './row.ts';

/** Whoever opened it, and whoever was invited. */
const readers = ['member', 'subject', 'colleague'] as const;
const placed = ['subject', 'newcomer'] as const;

export const rounds: Row[] = [
  { door: 'GET /rounds', at: () => '/rounds', may: anybody },
  { door: 'GET /rounds/new', at: () => '/rounds/new', may: anybody },
  { door: 'POST /rounds/new', at: () => '/rounds/new', may: anybody, form: () => ({ name: '' }) },
  { door: 'GET /rounds/[round=id]', at: ({ rounds }) => `/rounds/${rounds.open}`, may: readers },
  {
    door: 'GET /rounds/[round=id]',
    when: 'its circles are known',
    at: ({ rounds }) => `/rounds/${rounds.published}`,
    may: ['member', 'subject', 'newcomer'],
  },
  {
    door: 'POST /rounds/[round=id]?/answer',
    at: ({ rounds }) => `/rounds/${rounds.published}?/answer`,
    may: ['member', 'subject', 'newcomer'],
    form: () => ({ joining: 'no' }),
  },
  {
    door: 'POST /rounds/[round=id]?/solve',
    at: ({ rounds }) => `/rounds/${rounds.open}?/solve`,
    may: ['member'],
    form: () => ({}),
  },
  {
    door: 'POST /rounds/[round=id]?/cancel',
    at: ({ rounds }) => `/rounds/${rounds.open}?/cancel`,
    may: ['member'],
    form: () => ({}),
  },
  {
    door: 'POST /rounds/[round=id]?/callOff',
    at: ({ rounds }) => `/rounds/${rounds.open}?/callOff`,
    may: ['member'],
    form: () => ({}),
    spoils: true,
  },
  {
    door: 'POST /rounds/[round=id]?/callOff',
    when: 'its circles are known',
    at: ({ rounds }) => `/rounds/${rounds.published}?/callOff`,
    may: ['member'],
    form: () => ({}),
    spoils: true,
  },
  {
    door: 'POST /rounds/[round=id]?/window',
    at: ({ rounds }) => `/rounds/${rounds.open}?/window`,
    may: ['member'],
    form: () => ({ answersUntil: '2001-01-01' }),
  },
  {
    door: 'POST /rounds/[round=id]?/relax',
    at: ({ rounds }) => `/rounds/${rounds.open}?/relax`,
    may: ['member'],
    form: () => ({ size: '2' }),
  },
  {
    door: 'POST /rounds/[round=id]?/stopRepeating',
    at: ({ rounds }) => `/rounds/${rounds.open}?/stopRepeating`,
    may: ['member'],
    form: () => ({}),
  },
  {
    door: 'GET /rounds/[round=id]/proposal',
    at: ({ rounds }) => `/rounds/${rounds.open}/proposal?solve=1`,
    may: ['member'],
  },
  {
    door: 'POST /rounds/[round=id]/proposal?/publish',
    at: ({ rounds }) => `/rounds/${rounds.open}/proposal?solve=1&/publish`,
    may: ['member'],
    form: () => ({ solve: '1' }),
  },
  {
    door: 'POST /rounds/[round=id]/proposal?/look',
    at: ({ rounds }) => `/rounds/${rounds.open}/proposal?/look`,
    may: ['member'],
    form: ({ people }) => ({ version: '2', person: people.subject.personId }),
  },
  {
    door: 'POST /rounds/[round=id]/proposal?/move',
    at: ({ rounds }) => `/rounds/${rounds.open}/proposal?/move`,
    may: ['member'],
    form: () => ({ version: '2', look: '1', place: '5' }),
  },
  {
    door: 'POST /rounds/[round=id]/proposal?/lock',
    at: ({ rounds }) => `/rounds/${rounds.open}/proposal?/lock`,
    may: ['member'],
    form: () => ({ version: '2', circle: '7', hold: 'yes' }),
  },
  {
    door: 'POST /rounds/[round=id]/proposal?/undo',
    at: ({ rounds }) => `/rounds/${rounds.open}/proposal?/undo`,
    may: ['member'],
    form: () => ({ version: '99' }),
  },
  {
    door: 'POST /rounds/[round=id]/proposal?/redo',
    at: ({ rounds }) => `/rounds/${rounds.open}/proposal?/redo`,
    may: ['member'],
    form: () => ({ version: '99' }),
  },
  {
    door: 'POST /rounds/[round=id]/proposal?/take',
    at: ({ rounds }) => `/rounds/${rounds.open}/proposal?/take`,
    may: ['member'],
    form: () => ({ solve: '5' }),
  },
  {
    door: 'POST /rounds/[round=id]/proposal?/again',
    at: ({ rounds }) => `/rounds/${rounds.open}/proposal?/again`,
    may: ['member'],
    form: () => ({}),
  },
  {
    door: 'GET /rounds/[round=id]/compare',
    at: ({ rounds }) => `/rounds/${rounds.open}/compare`,
    may: ['member'],
  },
  {
    door: 'GET /rounds/[round=id]/circle',
    at: ({ rounds }) => `/rounds/${rounds.published}/circle`,
    may: ['member', ...placed],
  },
  {
    door: 'POST /rounds/[round=id]/circle?/accept',
    at: ({ rounds }) => `/rounds/${rounds.published}/circle?/accept`,
    may: ['member', ...placed],
    form: () => ({ place: 'nonsense' }),
  },
  {
    door: 'GET /rounds/[round=id]/decline',
    at: ({ rounds }) => `/rounds/${rounds.published}/decline`,
    may: placed,
  },
  {
    door: 'POST /rounds/[round=id]/decline',
    at: ({ rounds }) => `/rounds/${rounds.published}/decline`,
    may: placed,
    form: () => ({ place: 'nonsense' }),
  },
];
