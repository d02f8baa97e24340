import { members, type Row, whoever } from './row.ts';

const readers = (rest: string, more: Partial<Row> = {}): Row[] => [
  { door: `GET /library/[slug]${rest}`, at: () => `/library/grow${rest}`, may: whoever, ...more },
  {
    door: `GET /library/[slug]${rest}`,
    when: "the circle's own",
    at: ({ circle }) => `/library/our-own${rest}?circle=${circle}`,
    may: members,
  },
];

export const library: Row[] = [
  { door: 'GET /library', at: () => '/library', may: whoever },
  ...readers(''),
  ...readers('/alone'),
  ...readers('/deck'),
  {
    door: 'POST /library/[slug]?/letGo',
    at: ({ circle }) => `/library/our-own?/letGo&circle=${circle}`,
    may: members,
    form: () => ({}),
    spoils: true,
  },
];
