import fc from 'fast-check';
import { paragraphs, sentence } from '../text/arbitrary-text.ts';
import { mostMinutes } from './exercise.ts';
import type { Exercise, Ladder } from './ladder.ts';

/** For tests: any ladder that the text format can hold, the awkward ones included. */
export function arbitraryLadder(): fc.Arbitrary<Ladder> {
  const rungs = fc.array(exercise, { minLength: 1, maxLength: 3 });
  return fc
    .record({
      skill: fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5}){0,2}$/),
      author: sentence(120),
      version: fc.tuple(number, number, number).map((parts) => parts.join('.')),
      rungs: fc.tuple(rungs, rungs, rungs, rungs),
    })
    .filter(({ rungs }) => {
      const names = rungs.flat().flatMap(({ name, formerly }) => [name, ...formerly]);
      return new Set(names).size === names.length;
    });
}

const number = fc.integer({ min: 0, max: 20 });
const exercise: fc.Arbitrary<Exercise> = fc.record({
  name: sentence(80),
  formerly: fc.array(sentence(80), { maxLength: 2 }),
  minutes: fc.integer({ min: 1, max: mostMinutes }),
  when: sentence(),
  behaviour: sentence(),
  // What to do ends with a paragraph: a list at its end would be what to tick off.
  text: fc.tuple(paragraphs, sentence()).map(([before, last]) => `${before}\n\n${last}`),
  checks: fc.array(sentence(120), { minLength: 1, maxLength: 4 }),
});
