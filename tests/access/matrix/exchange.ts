import type { World } from '../world.ts';
import { anybody, members, nothing, type Row } from './row.ts';

const exchange = '/circles/[circle=id]/exchange';
const one = `${exchange}/[recording=id]`;
const at =
  (rest = '') =>
  ({ circle }: World) =>
    `/circles/${circle}/exchange${rest}`;
const of =
  (which: keyof World['recordings'], rest = '') =>
  ({ circle, recordings }: World) =>
    `/circles/${circle}/exchange/${recordings[which]}${rest}`;
const upload =
  (which: keyof World['recordings']) =>
  ({ circle, recordings }: World) =>
    `/circles/${circle}/exchange/uploads/${recordings[which]}`;
/** `member` sent it to `subject` alone. */
const two = ['member', 'subject'] as const;

/** What members of a circle send each other between sessions. */
export const exchangeDoors: Row[] = [
  { door: `GET ${exchange}`, at: at(), may: members },
  // One's own, of whatever circle; in a list of somebody who has none stands nothing.
  { door: 'GET /me/recordings', at: () => '/me/recordings', may: anybody },
  {
    door: 'POST /me/recordings?/remove',
    at: () => '/me/recordings?/remove',
    may: [],
    form: () => ({ id: nothing }),
  },
  {
    door: 'GET /me/recordings/[recording=id]/file',
    at: ({ recordings }) => `/me/recordings/${recordings.partner}/file`,
    may: ['member'],
  },
  { door: `GET ${exchange}/new`, at: at('/new'), may: members },
  {
    door: `POST ${exchange}/new?/note`,
    at: at('/new?/note'),
    may: members,
    form: () => ({ id: nothing, title: '', words: '', to: 'circle' }),
  },
  {
    door: `POST ${exchange}/new?/file`,
    at: at('/new?/file'),
    may: members,
    form: () => ({ kind: 'voice', title: '', answers: '' }),
  },
  { door: `GET ${exchange}/terms`, at: at('/terms'), may: members },
  {
    door: `POST ${exchange}/terms?/propose`,
    at: at('/terms?/propose'),
    may: members,
    form: () => ({ version: '99', longestSeconds: '60', answerDays: '3', keepDays: '30' }),
  },
  {
    door: `POST ${exchange}/terms?/agree`,
    at: at('/terms?/agree'),
    may: members,
    form: () => ({ version: '99' }),
  },
  {
    door: `POST ${exchange}/terms?/withdraw`,
    at: at('/terms?/withdraw'),
    may: members,
    form: () => ({ version: '99' }),
  },
  // Without saying that it is an upload of this kind, a member gets no further than that.
  { door: `POST ${exchange}/uploads`, at: at('/uploads'), may: members, allowed: [412] },
  {
    door: `HEAD ${exchange}/uploads/[recording=id]`,
    at: upload('unsent'),
    may: ['member'],
  },
  {
    door: `PATCH ${exchange}/uploads/[recording=id]`,
    at: upload('unsent'),
    may: members,
    allowed: [412],
  },
  {
    door: `DELETE ${exchange}/uploads/[recording=id]`,
    at: upload('unsent'),
    may: ['member'],
    allowed: [204],
    spoils: true,
  },
  { door: `GET ${one}`, when: 'sent to the circle', at: of('circle'), may: members },
  { door: `GET ${one}`, when: 'sent to one', at: of('partner'), may: two },
  { door: `GET ${one}`, when: 'not sent', at: of('unsent'), may: ['member'] },
  { door: `GET ${one}/file`, when: 'sent to one', at: of('partner', '/file'), may: two },
  { door: `GET ${one}/file`, when: 'not sent', at: of('unsent', '/file'), may: ['member'] },
  {
    door: `POST ${one}?/send`,
    at: of('unsent', '?/send'),
    may: ['member'],
    form: () => ({ title: '', words: '', to: nothing }),
  },
  {
    door: `POST ${one}?/words`,
    at: of('circle', '?/words'),
    may: ['member'],
    form: () => ({ title: 'Three sentences', words: '' }),
  },
  // Whoever hears it passes; there is something to note for its owner alone.
  {
    door: `POST ${one}?/noted`,
    at: of('partner', '?/noted'),
    may: two,
    form: () => ({}),
  },
  {
    door: `POST ${one}?/remove`,
    at: of('partner', '?/remove'),
    may: ['member'],
    form: () => ({}),
    spoils: true,
  },
];
