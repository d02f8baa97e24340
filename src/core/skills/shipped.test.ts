import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parsePlaybook } from '../playbook/parse.ts';
import { describeProblem } from '../text/problem.ts';
import { checkSkill } from './check.ts';
import { parseSkill } from './parse.ts';
import { printSkill } from './print.ts';

const files = readdirSync('skills').filter((name) => name.endsWith('.md'));
const library = readdirSync('library').filter((name) => name.endsWith('.md'));
const playbooks = library.map((name) => name.slice(0, -'.md'.length));

test('at least twenty-four skills are shipped, named so that their slugs can stand in an address', () => {
  expect(files.length).toBeGreaterThanOrEqual(24);
  expect(files.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*\.md$/.test(name))).toEqual([]);
});

test.each(files)('skills/%s can be read, observed and practised, and is printed letter by letter', (name) => {
  const text = readFileSync(`skills/${name}`, 'utf8');
  const parsed = parseSkill(text);
  const problems = parsed.ok
    ? checkSkill(parsed.skill, { playbooks, places: parsed.places })
    : parsed.problems;
  expect(problems.map((problem) => `skills/${name}, ${describeProblem(problem)}`)).toEqual([]);
  expect(parsed.ok && printSkill(parsed.skill)).toBe(text);
  expect(parsed.ok && parsed.skill.playbooks.length).toBeGreaterThan(0);
});

test('the skill that a shipped playbook trains is a shipped skill, which names the playbook in return', () => {
  const unnamed = library.filter((name) => {
    const parsed = parsePlaybook(readFileSync(`library/${name}`, 'utf8'));
    const file = parsed.ok ? `${parsed.playbook.skill}.md` : '';
    const skill = files.includes(file) ? parseSkill(readFileSync(`skills/${file}`, 'utf8')) : undefined;
    return !(skill?.ok && skill.skill.playbooks.includes(name.slice(0, -'.md'.length)));
  });
  expect(unnamed).toEqual([]);
});
