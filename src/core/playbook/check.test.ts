import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryPlayablePlaybook } from './arbitrary-playable-playbook.ts';
import { arbitraryPlaybook } from './arbitrary-playbook.ts';
import { checkPlaybook } from './check.ts';
import { totalSeconds } from './duration.ts';
import { parsePlaybook } from './parse.ts';
import type { Playbook } from './playbook.ts';
import { printPlaybook } from './print.ts';

const text = readFileSync('src/core/playbook/drill-for-tests.md', 'utf8');
const drill = playbookIn(text);

test('a playbook that can be played has no problems, and its totals for two to five people', () => {
  expect(checkPlaybook(drill)).toEqual({
    totals: [
      { people: 2, seconds: 1140 },
      { people: 3, seconds: 1260 },
      { people: 4, seconds: 1380 },
      { people: 5, seconds: 1500 },
    ],
    missing: [],
    problems: [],
  });
});

test('totals are given for the numbers of people that the playbook is for', () => {
  const triad = checkPlaybook({ ...drill, people: { min: 3, max: 4 } });
  expect(triad.totals.map((total) => total.people)).toEqual([3, 4]);
});

/** Each row: the rule that is broken, the text to find, what stands there instead, the line of the text, part of the message. */
const breaches: [rule: string, before: string | RegExp, after: string, at: string, told: string][] = [
  [
    'a session of more than an hour',
    '· 5 minutes*',
    '· 50 minutes*',
    'people: 2-5',
    'a time that no session has',
  ],
  [
    'a session of less than two minutes',
    /minutes?( each)?\*/g,
    'seconds*',
    'people: 2-5',
    'a time that no session has',
  ],
  ['a missing phase', /· focus ·/g, '· practice ·', '## Steps', 'a step of the phase "focus"'],
  ['no commitment', '*commit ·', '*free ·', '## Steps', 'a step of the kind "commit"'],
  [
    'a debrief before anything was seen',
    '*check-in ·',
    '*debrief ·',
    '### Check in',
    '"Check in" has nothing to look back on',
  ],
  [
    'per-focus steps that stand apart',
    /· 2 minutes\*/g,
    '· 1 minute per focus owner*',
    '### Close',
    '"Close" is played per focus owner',
  ],
  [
    'a role that is not listed',
    '- **Observer**: asks',
    '- **Obsever**: asks',
    '- **Obsever**: asks',
    'not in the list of roles',
  ],
  [
    'words for a role that is not listed',
    '> **Observer**: Next',
    '> **Listener**: Next',
    '> **Listener**: Next',
    'not in the list of roles',
  ],
  [
    'an own role without explanation',
    '- **Colleague**: plays',
    '- **Observer**: plays',
    '## Roles',
    '"colleague" is this playbook\'s own',
  ],
  [
    'a core role explained',
    '- **Colleague**: plays',
    '- **Observer**: plays',
    '- **Observer**: plays',
    'Rondo explains this role itself',
  ],
  [
    'a variation too few',
    '- **Remote**',
    '- **Far away**',
    '## Variations',
    '"- **Remote**: ..." is missing',
  ],
];

test.each(breaches)('%s is a problem, with its line', (_, before, after, at, told) => {
  const broken = text.replace(before, after);
  expect(broken).toContain(at);
  const parsed = parsePlaybook(broken);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const line = broken.split('\n').findIndex((each) => each.startsWith(at)) + 1;
  const problem = expect.objectContaining({ line, message: expect.stringContaining(told) });
  expect(checkPlaybook(parsed.playbook, parsed.places).problems).toContainEqual(problem);
  if (printPlaybook(parsed.playbook) === broken) {
    expect(checkPlaybook(parsed.playbook).problems).toContainEqual(problem);
  }
});

test('a playbook that is not for two needs no variation for pairs', () => {
  const variations = drill.variations.filter((variation) => variation.name !== 'Pairs');
  expect(checkPlaybook({ ...drill, variations }).problems).toHaveLength(1);
  expect(checkPlaybook({ ...drill, variations, people: { min: 3, max: 5 } }).problems).toEqual([]);
});

test('a misspelt role is answered with the role that was meant', () => {
  const broken = playbookIn(text.replace('- **Observer**: asks', '- **Obsever**: asks'));
  expect(checkPlaybook(broken).problems.map((problem) => problem.suggestion)).toEqual(['observer']);
});

test('a moment of six minutes needs neither every phase nor a commitment', () => {
  const moment: Playbook = { ...drill, steps: drill.steps.slice(0, 1), roles: ['facilitator'], ownRoles: [] };
  expect(checkPlaybook(moment)).toMatchObject({ missing: ['focus', 'practice', 'reflection'], problems: [] });
});

test('any well-formed playbook is answered: totals as they add up, missing phases that are missing', () => {
  fc.assert(
    fc.property(arbitraryPlaybook(), (playbook) => {
      const checked = checkPlaybook(playbook);
      for (const { people, seconds } of checked.totals) expect(seconds).toBe(totalSeconds(playbook, people));
      for (const step of playbook.steps) expect(checked.missing).not.toContain(step.phase);
      for (const { line } of checked.problems) expect(line).toBeGreaterThanOrEqual(1);
    }),
  );
});

test('a playbook made to be played has no problems, and reads back from its print', () => {
  fc.assert(
    fc.property(arbitraryPlayablePlaybook(), (playbook) => {
      expect(checkPlaybook(playbook).problems).toEqual([]);
      expect(playbookIn(printPlaybook(playbook))).toEqual(playbook);
    }),
  );
});

function playbookIn(source: string): Playbook {
  const parsed = parsePlaybook(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.playbook;
}
