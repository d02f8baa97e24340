import type { Decision } from '../effect.ts';
import { nextSpeaker } from '../evolving/presence.ts';
import type { Refusal } from '../refusal.ts';
import { observersNow } from '../roles-now.ts';
import { timeLeft } from '../time-left.ts';
import { end } from './ending.ts';
import { leaveStep } from './leave-step.ts';
import { decided, type Live, type Rule, type Situation } from './situation.ts';

/** After this many milliseconds a second "move on" does not wait for observers any longer. */
export const observersHave = 20_000;

/** Anyone moves on; out of the last step that is the close. A drill that is cut short asks its observers first. */
export const moveOn: Rule<'move-on', Live> = {
  decide({ from }, situation) {
    const { room, by, now } = situation;
    if (from !== room.at) return { refusal: 'step-changed', at: room.at };
    const early = room.plan[room.at]?.kind === 'drill' && timeLeft(room, now) > 0;
    const waiting = waitingObservers(room);
    if (!early || waiting.every((person) => person === by)) return movesOn(situation);
    if (!room.asking) return decided(situation, [{ type: 'move-on-asked' }]);
    if (now - room.asking.at >= observersHave) return movesOn(situation);
    if (waiting.includes(by)) return decided(situation, [{ type: 'ready-to-move-on' }]);
    return { refusal: 'asked-already', happensAnywayFrom: room.asking.at + observersHave };
  },
};

/** An observer has written down what they wanted; the last answer moves everybody on. */
export const ready: Rule<'ready', Live> = {
  may: ({ room, by }) =>
    room.asking && waitingObservers(room).includes(by) ? undefined : { refusal: 'not-asked' },
  decide({ from }, situation) {
    const { room, by } = situation;
    if (from !== room.at) return { refusal: 'step-changed', at: room.at };
    // With the last step's end the session ends, and that is no guest's to say.
    const ends = room.guests?.includes(by) && !room.plan[room.at + 1];
    if (ends || waitingObservers(room).some((person) => person !== by))
      return decided(situation, [{ type: 'ready-to-move-on' }]);
    return movesOn(situation, true);
  },
};

/** Present observers of the running step who have not answered. Told to nobody but themselves. */
export function waitingObservers(room: Live): string[] {
  return observersNow(room).filter((person) => !room.asking?.ready.includes(person));
}

function movesOn(situation: Situation<Live>, saidReady = false): Decision {
  const { room } = situation;
  const said = saidReady ? decided(situation, [{ type: 'ready-to-move-on' }]).events : [];
  if (!room.plan[room.at + 1]) {
    const ended = end(situation, 'closed');
    return { ...ended, events: [...said, ...ended.events] };
  }
  const step = leaveStep(room);
  const moved = decided(situation, [...step.facts, { type: 'moved-on', to: room.at + 1 }], {
    words: step.words,
  });
  return { ...moved, events: [...said, ...moved.events] };
}

/** Back to the step before, with its full time. What was opened stays open; the repeated drill is sealed anew. */
export const goBack: Rule<'go-back', Live> = {
  may({ room, by }) {
    if (room.at === 0) return { refusal: 'first-step' };
    const pauser = room.leftBehind?.[room.at - 1];
    return pauser !== undefined && pauser !== by ? { refusal: 'left-behind', by: pauser } : undefined;
  },
  decide({ from }, situation) {
    const { room } = situation;
    if (from !== room.at) return { refusal: 'step-changed', at: room.at };
    const step = leaveStep(room);
    return decided(situation, [...step.facts, { type: 'went-back', to: room.at - 1 }], { words: step.words });
  },
};

/** Seconds that one extension may add. */
export const extension = { least: 10, most: 900 };

export const extend: Rule<'extend', Live> = {
  decide({ seconds }, situation) {
    if (!Number.isInteger(seconds) || seconds < extension.least || seconds > extension.most)
      return { refusal: 'out-of-range', field: 'seconds', ...extension };
    return decided(situation, [{ type: 'extended', seconds }]);
  },
};

/** Anyone may say that a turn is over; `of` keeps a late click from ending the next person's. */
export const endTurn: Rule<'end-turn', Live> = {
  may: ({ room }) => noTurn(room),
  decide({ of }, situation) {
    if (situation.room.turn?.person !== of) return { refusal: 'turn-passed' };
    return decided(situation, [{ type: 'turn-ended', next: nextSpeaker(situation.room) }]);
  },
};

function noTurn(room: Live): Refusal | undefined {
  return room.turn ? undefined : { refusal: 'turn-passed' };
}

/** Passing is always there. It is noted for oneself alone; in one's own turn the turn goes on to the next. */
export const pass: Rule<'pass', Live> = {
  decide(_, situation) {
    const { room, by } = situation;
    const already = room.passed.some(({ person, step }) => person === by && step === room.at);
    const mine = room.turn?.person === by;
    return decided(situation, [
      ...(already ? [] : [{ type: 'passed', step: room.at } as const]),
      ...(mine ? [{ type: 'turn-ended', next: nextSpeaker(room) } as const] : []),
    ]);
  },
};
