import type { toldCanaries } from '../plant-shares.ts';
import type { Identity, World } from '../world.ts';
import { anybody, members, nothing, type Row } from './row.ts';

const entries = '/circles/[circle=id]/entries';
const entry = (when: string, share: keyof typeof toldCanaries, may: readonly Identity[]): Row => ({
  door: `GET ${entries}/[share=id]`,
  when,
  at: ({ circle, shares }: World) => `/circles/${circle}/entries/${shares[share].share}`,
  may,
});

/** What others share, and what one shares oneself. The entries are of `subject`, who meets them in their own journal. */
export const sharing: Row[] = [
  { door: `GET ${entries}`, at: ({ circle }) => `/circles/${circle}/entries`, may: members },
  entry('shared with the circle', 'toldCircle', ['member', 'newcomer']),
  entry('shared before the newcomer came', 'toldBefore', ['member']),
  entry('shared with one partner', 'toldPartner', ['member']),
  entry('withdrawn', 'toldWithdrawn', []),
  entry('shared with somebody who has left', 'toldFormer', []),
  {
    ...entry('through another circle', 'toldCircle', []),
    at: ({ closedCircle, shares }) => `/circles/${closedCircle}/entries/${shares.toldCircle.share}`,
  },
  {
    ...{ door: 'GET /circles/[circle=id]/signals/[signal=id]', when: 'shared with the circle' },
    at: ({ circle, shares }) => `/circles/${circle}/signals/${shares.signal}`,
    may: ['member', 'newcomer'],
  },
  {
    ...{ door: 'GET /circles/[circle=id]/signals/[signal=id]', when: 'by the share of something else' },
    at: ({ circle, shares }) => `/circles/${circle}/signals/${shares.toldCircle.share}`,
    may: [],
  },
  { door: 'GET /me/signals', at: () => '/me/signals', may: anybody },
  {
    door: 'POST /me/signals?/share',
    at: () => '/me/signals?/share',
    may: anybody,
    form: () => ({ audience: 'circle', circle: nothing, partner: '' }),
  },
  { door: 'GET /me/sharing', at: () => '/me/sharing', may: anybody },
  // Whose share it is not, it stays as it is: the canaries are looked for afterwards.
  {
    door: 'POST /me/sharing?/withdraw',
    at: () => '/me/sharing?/withdraw',
    may: anybody,
    form: () => ({ share: nothing }),
  },
  {
    door: 'POST /me/sharing?/keep',
    at: () => '/me/sharing?/keep',
    may: anybody,
    form: () => ({ kind: 'journal_entry', months: '24' }),
  },
  {
    ...{ door: 'GET /about-me/[share=id]', when: 'an entry that the circle reads' },
    at: ({ shares }) => `/about-me/${shares.toldCircle.share}`,
    may: ['member', 'newcomer'],
  },
  {
    ...{ door: 'GET /about-me/[share=id]', when: 'an entry shared with one partner' },
    at: ({ shares }) => `/about-me/${shares.toldPartner.share}`,
    may: ['member'],
  },
  {
    ...{ door: 'GET /about-me/[share=id]', when: 'withdrawn' },
    at: ({ shares }) => `/about-me/${shares.toldWithdrawn.share}`,
    may: [],
  },
  {
    ...{ door: 'GET /about-me/[share=id]', when: 'how somebody practises' },
    at: ({ shares }) => `/about-me/${shares.signal}`,
    may: [],
  },
  {
    door: 'POST /about-me/[share=id]',
    at: ({ shares }) => `/about-me/${shares.toldPartner.share}`,
    may: ['member'],
    form: () => ({}),
    spoils: true,
  },
  {
    door: 'POST /stories?/noted',
    at: () => '/stories?/noted',
    may: anybody,
    form: () => ({ id: nothing }),
  },
  { door: 'GET /counted', at: () => '/counted', may: anybody },
  { door: 'POST /counted', at: () => '/counted', may: anybody, form: () => ({ counted: 'no' }) },
  { door: 'GET /stories', at: () => '/stories', may: anybody },
  {
    door: 'POST /stories?/withdraw',
    at: () => '/stories?/withdraw',
    may: anybody,
    form: () => ({ id: nothing }),
  },
  {
    door: 'POST /stories?/remove',
    at: () => '/stories?/remove',
    may: anybody,
    form: () => ({ id: nothing }),
  },
  { door: 'GET /stories/write', at: () => '/stories/write', may: anybody },
  {
    ...{ door: 'GET /stories/write', when: 'to change one' },
    at: ({ shares }) => `/stories/write?story=${shares.story}`,
    may: ['subject'],
  },
  {
    door: 'POST /stories/write',
    at: () => '/stories/write',
    may: anybody,
    form: () => ({ id: nothing, title: '', text: '' }),
  },
];
