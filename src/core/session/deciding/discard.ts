import type { Decision } from '../effect.ts';
import { discardSettlesAt } from '../expiry.ts';
import type { Refusal } from '../refusal.ts';
import { decided, type Over, type Rule, type Situation } from './situation.ts';

/** After the close anyone who took part may propose that nothing of the session stays. */
export const proposeDiscard: Rule<'propose-discard', Over> = {
  ownCodeOnly: true,
  may: ({ room, by }) => notThere(room, by) ?? (room.discard && { refusal: 'discard-proposed' }),
  decide(_, situation) {
    const proposed = decided(situation, [{ type: 'discard-proposed' }]);
    return situation.room.attended.length > 1 ? proposed : discards(situation, proposed);
  },
};

/** The last to agree empties the session. */
export const agreeDiscard: Rule<'agree-discard', Over> = {
  ownCodeOnly: true,
  may({ room, by }) {
    if (!room.discard) return { refusal: 'no-discard' };
    return (
      notThere(room, by) ?? (room.discard.agreed.includes(by) ? { refusal: 'already-asked' } : undefined)
    );
  },
  decide(_, situation) {
    const { room, by } = situation;
    const agreed = decided(situation, [{ type: 'discard-agreed' }]);
    const all = room.attended.every((person) => person === by || room.discard?.agreed.includes(person));
    return all ? discards(situation, agreed) : agreed;
  },
};

/** One person who wants the session kept is enough. */
export const withdrawDiscard: Rule<'withdraw-discard', Over> = {
  ownCodeOnly: true,
  may: ({ room, by }) => (room.discard ? notThere(room, by) : { refusal: 'no-discard' }),
  decide: (_, situation) => decided(situation, [{ type: 'discard-withdrawn' }]),
};

/** The job's: seven days after the proposal, silence counts as agreeing. `by` is empty. */
export const settleDiscard: Rule<'settle-discard', Over> = {
  fromOutside: true,
  may({ room, now }) {
    if (!room.discard) return { refusal: 'no-discard' };
    const from = discardSettlesAt(room.discard.proposedAt);
    return now < from ? { refusal: 'not-yet', from } : undefined;
  },
  decide: (_, situation) => discards(situation, decided(situation, [])),
};

function notThere(room: Over, by: string): Refusal | undefined {
  return room.attended.includes(by) ? undefined : { refusal: 'not-attended' };
}

function discards(situation: Situation<Over>, before: Decision): Decision {
  const gone = decided(situation, [{ type: 'discarded' }]);
  return { events: [...before.events, ...gone.events], words: [], effects: [{ type: 'discard' }] };
}
