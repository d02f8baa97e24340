import type { toldCanaries } from '../plant-shares.ts';
import type { Identity, World } from '../world.ts';
import { members, type Row } from './row.ts';

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
];
