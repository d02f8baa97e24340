import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeProblem } from '../text/problem.ts';
import { arbitraryLadder } from './arbitrary-ladder.ts';
import { parseLadder } from './parse.ts';
import { printLadder } from './print.ts';

test('whatever is printed reads back as the same ladder', () => {
  fc.assert(
    fc.property(arbitraryLadder(), (ladder) => {
      const parsed = parseLadder(printLadder(ladder));
      if (!parsed.ok) throw new Error(parsed.problems.map(describeProblem).join('\n'));
      expect(parsed.ladder).toEqual(ladder);
    }),
    { numRuns: 300 },
  );
});
