import fc from 'fast-check';
import { stepKinds } from '../playbook/playbook.ts';
import type { Act } from './command.ts';
import type { WordsBody } from './words.ts';

/** Something that may happen in a session: an act of the n-th person, or time going by. For properties. */
export type Happening =
  | { type: 'act'; by: number; via?: number; act: Act }
  | { type: 'time'; milliseconds: number }
  /** Writing, with words that say whose they are and of which pass. */
  | { type: 'write'; by: number; about: number; body: WordsBody }
  /** Undo, strike or rework of the n-th row that there is. */
  | { type: 'touch'; by: number; row: number; how: 'remove' | 'rewrite' | 'pick' | 'give' | 'keep' };

export const people = ['mara', 'noor', 'ilya', 'ama', 'tomas'];

/** What every observation, note and level of a sealed kind carries, so that a leak can be searched for. */
export const canary = 'canary';

const person = fc.nat({ max: 4 });
const step = fc.nat({ max: 4 });
const someone = fc.constantFrom(...people);
const role = fc.constantFrom('facilitator', 'focus owner', 'note-catcher', 'observer');

/** `from` counts backwards from the running step: 0 is what the actor sees now. */
const flow: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('move-on' as const), from: fc.constant(-1) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('move-on' as const), from: step }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('ready' as const), from: fc.constant(-1) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('go-back' as const), from: fc.constant(-1) }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('extend' as const), seconds: fc.integer({ min: 0, max: 950 }) }),
  },
);

const plain: fc.Arbitrary<Act> = fc.constantFrom<Act>(
  { type: 'join' },
  { type: 'join' },
  { type: 'leave' },
  { type: 'start' },
  { type: 'pause' },
  { type: 'resume' },
  { type: 'go-on-without-step' },
  { type: 'pass' },
  { type: 'draw-prompt' },
  { type: 'draw-constraint' },
  { type: 'demonstrate' },
  { type: 'ask-anchors' },
  { type: 'new-take' },
  { type: 'carry-over' },
  { type: 'propose-discard' },
  { type: 'agree-discard' },
  { type: 'withdraw-discard' },
);

const named: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ type: fc.constant('end-turn' as const), of: someone }),
  fc.record({ type: fc.constant('ask-role-swap' as const), role, with: someone }),
  fc.record({ type: fc.constant('accept-role-swap' as const), role, with: someone }),
  fc.record({ type: fc.constant('take-role' as const), role }),
  fc.record({ type: fc.constant('ask-challenge' as const), of: someone }),
  fc.record({ type: fc.constant('answer-challenge' as const), granted: fc.boolean() }),
  fc.record({ type: fc.constant('hand-device' as const), to: someone }),
);

const body: fc.Arbitrary<WordsBody> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('observation' as const),
      behaviour: fc.constantFrom(0, 1, undefined),
      quote: fc.constant(canary),
      offset: fc.nat({ max: 500_000 }),
    }),
  },
  fc.record({
    kind: fc.constant('anchor' as const),
    behaviour: fc.nat({ max: 1 }),
    level: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
  }),
  fc.constant<WordsBody>({ kind: 'phrase', text: canary }),
  fc.constant<WordsBody>({ kind: 'emotion', from: canary, to: canary }),
  fc.constant<WordsBody>({ kind: 'check-in', attempted: 'I asked.', harder: '' }),
  fc.constant<WordsBody>({ kind: 'objective', text: 'Ask first.', seenBy: 'A question.' }),
  fc.constant<WordsBody>({ kind: 'suggestion', text: 'Wait one breath.' }),
  fc.constant<WordsBody>({ kind: 'feedback', form: 'SBI', parts: { situation: canary }, given: true }),
  fc.constant<WordsBody>({ kind: 'rating', value: 4 }),
  fc.constant<WordsBody>({ kind: 'thanks', text: 'Thank you.' }),
  fc.constant<WordsBody>({ kind: 'reflection', insight: 'Silence.', habit: '', obstacle: '' }),
);

/** Mostly sensible, often not: random people do random things in any order. `closing`: whether the session may end. */
export function anyHappenings({
  closing,
  most = 60,
}: {
  closing: boolean;
  most?: number;
}): fc.Arbitrary<Happening[]> {
  const act = fc.oneof(
    { weight: 4, arbitrary: flow },
    { weight: 4, arbitrary: plain },
    { weight: 2, arbitrary: named },
    ...(closing ? [{ weight: 1, arbitrary: fc.constant<Act>({ type: 'close' }) }] : []),
  );
  const happening = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record(
        { type: fc.constant('act' as const), by: person, via: person, act },
        { requiredKeys: ['type', 'by', 'act'] },
      ),
    },
    {
      weight: 5,
      arbitrary: fc.record({ type: fc.constant('write' as const), by: person, about: person, body }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('touch' as const),
        by: person,
        row: fc.nat({ max: 30 }),
        how: fc.constantFrom(
          'remove' as const,
          'rewrite' as const,
          'pick' as const,
          'give' as const,
          'keep' as const,
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constant('time' as const), milliseconds: fc.nat({ max: 400_000 }) }),
    },
  );
  return fc.array(happening, { minLength: 5, maxLength: most, size: 'max' });
}

/** A few steps in any order, so that drills are met early and often. */
export const anyKinds = fc.array(
  fc.oneof(
    fc.constantFrom('drill' as const, 'demonstrate' as const, 'debrief' as const, 'suggest' as const),
    fc.constantFrom(...stepKinds),
  ),
  { minLength: 2, maxLength: 5 },
);
