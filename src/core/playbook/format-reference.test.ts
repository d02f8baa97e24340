import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeProblem } from '../text/problem.ts';
import { checkPlaybook } from './check.ts';
import { frontMatterKeys } from './front-matter.ts';
import { parsePlaybook } from './parse.ts';
import { feedbackForms, phases, stepKinds } from './playbook.ts';
import { printPlaybook } from './print.ts';
import { sectionNames } from './section-names.ts';
import { stepLabels } from './step-pieces.ts';

const reference = readFileSync('docs/playbook-format.md', 'utf8');
const example = /````markdown\n([\s\S]*?)````/.exec(reference)?.[1] ?? '';

test('the example in the reference is a playbook that can be played, in its canonical form', () => {
  const parsed = parsePlaybook(example);
  if (!parsed.ok) throw new Error(parsed.problems.map(describeProblem).join('\n'));
  expect(printPlaybook(parsed.playbook)).toBe(example);
  const { totals, problems } = checkPlaybook(parsed.playbook, parsed.places);
  expect(problems).toEqual([]);
  expect(totals.map((total) => total.seconds)).toEqual([540, 630, 720, 810]);
});

test('the reference explains every key, section, kind, phase, label and form', () => {
  const explained = reference.replace(example, '');
  const named = [...frontMatterKeys, ...stepKinds, ...phases, ...feedbackForms].map((word) => `\`${word}\``);
  const labels = stepLabels.map((label) => `\`${label}:`);
  for (const word of [...named.filter((each) => each !== '`SBI`'), ...labels, ...sectionNames]) {
    expect(explained).toContain(word);
  }
});

test('the problem that the reference shows is the one that the example would give', () => {
  const parsed = parsePlaybook(example.replace('*check-in', '*chek-in'));
  const shown = parsed.ok ? [] : parsed.problems.map(describeProblem);
  expect(shown).toHaveLength(1);
  expect(reference).toContain(`\n${shown[0]}\n`);
});
