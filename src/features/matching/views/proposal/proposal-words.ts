import type { Tendency } from '#core/matching/circle-effect.ts';
import type { TouchedCircle } from '#features/matching/use-cases/read-proposal.ts';
import { m } from '#messages';
import { amountText } from '../round-words.ts';

/** How a proposal is called: by its number, or as what was changed by hand. */
export function proposalText(name: number | 'hand'): string {
  return name === 'hand' ? m.proposal_name_hand() : m.proposal_name({ number: name });
}

/** What a change does to one circle, as a sentence without its full stop. */
export function effectText({ circle, tendency }: Pick<TouchedCircle, 'circle' | 'tendency'>): string {
  return m.proposal_effect({ number: circle + 1, change: tendencyText(tendency) });
}

/** What a change does to one part of a score. */
export function partChangeText({ before, after }: { before: number; after: number }): string {
  const [was, is] = [amountText(before), amountText(after)];
  if (was !== is) return m.proposal_part_change({ before: was, after: is });
  return after > before ? m.proposal_part_same({ amount: is }) : m.proposal_part_same_less({ amount: is });
}

function tendencyText(tendency: Tendency): string {
  const words: Record<Tendency, () => string> = {
    [-3]: m.proposal_tendency_less_3,
    [-2]: m.proposal_tendency_less_2,
    [-1]: m.proposal_tendency_less_1,
    0: m.proposal_tendency_0,
    1: m.proposal_tendency_1,
    2: m.proposal_tendency_2,
    3: m.proposal_tendency_3,
  };
  return words[tendency]();
}
