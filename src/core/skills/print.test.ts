import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeProblem } from '../text/problem.ts';
import { arbitrarySkill } from './arbitrary-skill.ts';
import { checkSkill } from './check.ts';
import { parseSkill } from './parse.ts';
import { printSkill } from './print.ts';

test('whatever is printed reads back as the same skill', () => {
  fc.assert(
    fc.property(arbitrarySkill(), (skill) => {
      const parsed = parseSkill(printSkill(skill));
      if (!parsed.ok) throw new Error(parsed.problems.map(describeProblem).join('\n'));
      expect(parsed.skill).toEqual(skill);
    }),
    { numRuns: 500 },
  );
});

test('a check without lines points into the printed text', () => {
  fc.assert(
    fc.property(arbitrarySkill(), (skill) => {
      const last = printSkill(skill).split('\n').length;
      for (const { line } of checkSkill(skill, { playbooks: [] })) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(last);
      }
    }),
    { numRuns: 100 },
  );
});
