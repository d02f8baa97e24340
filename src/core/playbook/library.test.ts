import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeProblem, type Problem } from '../text/problem.ts';
import { checkPlaybook } from './check.ts';
import { parsePlaybook } from './parse.ts';
import { printPlaybook } from './print.ts';

const files = readdirSync('library').filter((name) => name.endsWith('.md'));

const promised = [
  ...[
    'two-question-check-in',
    'live-drill',
    'grow',
    'clear',
    'oskar',
    'sbi-feedback',
    'coin-feedback',
    'feedforward',
  ],
  ...['active-listening-sprint', 'feedback-that-lands', 'role-play-with-reality', 'objection-handling'],
  ...['code-review-conversation', 'five-minute-win', 'stand-up-moment', 'sprint-review-moment'],
  ...[
    'project-debrief-moment',
    'two-sentence-update',
    'biweekly-deep-dive',
    'strengths-scan',
    'gratitude-circle',
  ],
  ...['assumption-to-experiment', 'monthly-retro-on-signals', 'coaching-for-coaches'],
];

test('the library has playbooks, named so that their slugs can stand in an address', () => {
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*\.md$/.test(name))).toEqual([]);
});

test('the twenty-four playbooks that Rondo promises are there', () => {
  expect(files.map((name) => name.replace('.md', ''))).toEqual(expect.arrayContaining(promised));
});

test.each(files)(
  'library/%s can be read, played with every number of people, and is printed letter by letter',
  (name) => {
    expect(complaints(name)).toEqual([]);
  },
);

function complaints(name: string): string[] {
  const text = readFileSync(`library/${name}`, 'utf8');
  const parsed = parsePlaybook(text);
  const named = (problem: Problem) => `library/${name}, ${describeProblem(problem)}`;
  if (!parsed.ok) return parsed.problems.map(named);
  return [
    ...checkPlaybook(parsed.playbook, parsed.places).problems,
    ...unlikePrint(text, printPlaybook(parsed.playbook)),
  ].map(named);
}

/** A shipped file is also a model of the form, so it is kept exactly as the printer writes it. */
function unlikePrint(text: string, printed: string): Problem[] {
  const wanted = printed.split('\n');
  const lines = text.split('\n');
  const index = lines.findIndex((line, at) => line !== wanted[at]);
  if (index < 0 && lines.length === wanted.length) return [];
  return [
    {
      line: Math.max(index, 0) + 1,
      message: 'The printer writes this otherwise.',
      found: lines[index] ?? '',
      suggestion: wanted[index] ?? '',
    },
  ];
}
