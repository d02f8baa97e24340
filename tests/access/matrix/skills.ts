import { anybody, type Row } from './row.ts';

/** Everybody of the organisation that wrote it. */
const colleagues = ['colleague', 'manager', 'owner', 'former', 'newcomer', 'member', 'subject'] as const;
/** Its author, and whoever looks after the organisation. */
const writers = ['member', 'owner'] as const;

export const skills: Row[] = [
  { door: 'GET /skills', at: () => '/skills', may: anybody },
  { door: 'GET /skills/[slug]', at: () => '/skills/listening', may: anybody },
  {
    door: 'GET /skills/[slug]',
    when: "the organisation's own",
    at: () => '/skills/our-skill',
    may: colleagues,
  },
  { door: 'GET /skills/new', at: () => '/skills/new', may: anybody },
  {
    door: 'POST /skills/new?/check',
    at: () => '/skills/new?/check',
    may: anybody,
    form: () => ({ text: 'nonsense' }),
  },
  {
    door: 'POST /skills/new?/save',
    at: () => '/skills/new?/save',
    may: anybody,
    allowed: [422],
    form: () => ({ text: 'nonsense' }),
  },
  { door: 'GET /skills/[slug]/edit', at: () => '/skills/our-skill/edit', may: writers },
  {
    door: 'GET /skills/[slug]/edit',
    when: 'it comes with Rondo',
    at: () => '/skills/listening/edit',
    may: [],
  },
  {
    door: 'POST /skills/[slug]/edit?/check',
    at: () => '/skills/our-skill/edit?/check',
    may: writers,
    form: () => ({ text: 'nonsense', number: '1' }),
  },
  {
    door: 'POST /skills/[slug]/edit?/save',
    at: () => '/skills/our-skill/edit?/save',
    may: writers,
    allowed: [422],
    form: () => ({ text: 'nonsense', number: '1' }),
  },
  {
    door: 'POST /skills/[slug]?/letGo',
    at: () => '/skills/our-skill?/letGo',
    may: writers,
    form: () => ({}),
    spoils: true,
  },
];
