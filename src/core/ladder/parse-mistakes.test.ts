import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseSkill } from '../skills/parse.ts';
import type { Problem } from '../text/problem.ts';
import { checkLadder } from './check.ts';
import { parseLadder } from './parse.ts';

const text = readFileSync('ladders/listening.md', 'utf8');
const parsedSkill = parseSkill(readFileSync('skills/listening.md', 'utf8'));
const skills = parsedSkill.ok ? [{ slug: 'listening', skill: parsedSkill.skill }] : [];

function problemsOf(changed: string): Problem[] {
  const parsed = parseLadder(changed);
  return parsed.ok ? checkLadder(parsed.ladder, { skills, places: parsed.places }) : parsed.problems;
}

/** Each row: what goes wrong, the text to find, what stands there instead, and what the writer is told. */
const mistakes: [name: string, before: string, after: string, told: Partial<Problem>][] = [
  ['a misspelt key', 'author:', 'auhtor:', { message: 'This key is not known.', suggestion: 'author' }],
  ['a fifth rung', '## Rung 4', '## Rung 5', { message: 'This section is not known.', found: 'Rung 5' }],
  ['too long', '**Minutes**: 1\n', '**Minutes**: 40\n', { found: '40', allowed: ['1 to 15'] }],
  ['no number', '**Minutes**: 1\n', '**Minutes**: one\n', { found: 'one', allowed: ['1 to 15'] }],
  ['a fact left out', '- **When**: The next time', '- **Where**: The next time', { found: 'Where' }],
  [
    'a behaviour of another skill',
    'Lets the other finish before speaking',
    'Lets the others finish before speaking',
    { line: 13, suggestion: 'Lets the other finish before speaking' },
  ],
  [
    'a skill that is not there',
    'skill: listening\nauthor: Rondo\n',
    'author: Rondo\nskill: listning\n',
    { line: 3, found: 'listning', allowed: ['listening'], suggestion: 'listening' },
  ],
  [
    'the name of another exercise as a former one',
    '- **Behaviour**: Lets the other finish before speaking\n',
    '- **Behaviour**: Lets the other finish before speaking\n- **Formerly**: One word of theirs\n',
    { line: 14, found: 'One word of theirs' },
  ],
  ['an exercise twice', '### One word of theirs', '### Count to two', { found: 'Count to two' }],
  [
    'nothing to tick off',
    '- I counted before I spoke\n- I noticed what I wanted to say while I waited\n',
    '',
    { message: 'What to tick off needs at least one line that begins with "- ".' },
  ],
];

test.each(mistakes)('%s is told with its place', (_name, before, after, told) => {
  expect(text).toContain(before);
  const problems = problemsOf(text.replace(before, after));
  expect(problems).toEqual(expect.arrayContaining([expect.objectContaining(told)]));
});

test('a ladder of a skill that is not there, or with too few exercises, cannot be climbed', () => {
  const parsed = parseLadder(text);
  if (!parsed.ok) throw new Error('The shipped ladder cannot be read.');
  const { ladder, places } = parsed;
  expect(checkLadder(ladder, { skills: [], places })).toMatchObject([{ line: 2, found: 'listening' }]);
  const [[first], [second], [third], [fourth]] = ladder.rungs;
  if (!first || !second || !third || !fourth) throw new Error('A rung is empty.');
  const few = { ...ladder, rungs: [[first], [second], [third], [fourth]] satisfies typeof ladder.rungs };
  expect(checkLadder(few, { skills, places })).toMatchObject([{ found: '4', allowed: ['at least 6'] }]);
});

test('whatever is in the text, reading it answers', () => {
  for (const odd of ['', '---', '---\n---', '---\nskill: x\n---\n## Rung 1\n###', text.slice(0, 300)]) {
    expect(problemsOf(odd).length).toBeGreaterThan(0);
  }
});
