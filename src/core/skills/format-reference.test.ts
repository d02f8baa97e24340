import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeProblem } from '../text/problem.ts';
import { checkSkill } from './check.ts';
import { frontMatterKeys } from './front-matter.ts';
import { parseSkill } from './parse.ts';
import { printSkill } from './print.ts';
import { sectionNames } from './section-names.ts';
import { families } from './skill.ts';

const reference = readFileSync('docs/skill-format.md', 'utf8');
const example = /````markdown\n([\s\S]*?)````/.exec(reference)?.[1] ?? '';

test('the example in the reference is a skill that can be practised, in its canonical form', () => {
  const parsed = parseSkill(example);
  if (!parsed.ok) throw new Error(parsed.problems.map(describeProblem).join('\n'));
  expect(printSkill(parsed.skill)).toBe(example);
  expect(checkSkill(parsed.skill, { playbooks: ['live-drill', 'grow'], places: parsed.places })).toEqual([]);
});

test('the reference explains every key, family and section', () => {
  const explained = reference.replace(example, '');
  for (const word of [...frontMatterKeys, ...families]) expect(explained).toContain(`\`${word}\``);
  for (const name of sectionNames) expect(explained).toContain(`| ${name} |`);
});

test('the problem that the reference shows is the one that the example would give', () => {
  const parsed = parseSkill(example.replace('family: soft', 'family: sotf'));
  const shown = parsed.ok ? [] : parsed.problems.map(describeProblem);
  expect(shown).toHaveLength(1);
  expect(reference).toContain(`\n${shown[0]}\n`);
});
