import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseSkill } from '../skills/parse.ts';
import { describeProblem } from '../text/problem.ts';
import { checkLadder } from './check.ts';
import { parseLadder } from './parse.ts';
import { printLadder } from './print.ts';

const files = readdirSync('ladders').filter((name) => name.endsWith('.md'));

test('at least ten skills have a ladder', () => {
  expect(files.length).toBeGreaterThanOrEqual(10);
});

test.each(files)(
  'ladders/%s can be climbed, belongs to its skill, and is printed letter by letter',
  (name) => {
    const text = readFileSync(`ladders/${name}`, 'utf8');
    const skill = parseSkill(readFileSync(`skills/${name}`, 'utf8'));
    const parsed = parseLadder(text);
    const problems =
      parsed.ok && skill.ok
        ? checkLadder(parsed.ladder, {
            skills: [{ slug: name.slice(0, -'.md'.length), skill: skill.skill }],
            places: parsed.places,
          })
        : parsed.ok
          ? []
          : parsed.problems;
    expect(problems.map((problem) => `ladders/${name}, ${describeProblem(problem)}`)).toEqual([]);
    expect(parsed.ok && printLadder(parsed.ladder)).toBe(text);
    expect(parsed.ok && `${parsed.ladder.skill}.md`).toBe(name);
  },
);
