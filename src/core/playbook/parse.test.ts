import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { longestText, mostLines } from '../text/split-text.ts';
import { parsePlaybook } from './parse.ts';
import { isRole } from './role.ts';

const drill = readFileSync('src/core/playbook/drill-for-tests.md', 'utf8');

test('a playbook is read into its parts', () => {
  const parsed = parsePlaybook(drill);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { playbook, places } = parsed;
  expect(playbook).toMatchObject({
    people: { min: 2, max: 5 },
    difficulty: 2,
    version: '1.0.0',
    skill: 'listening',
  });
  expect(playbook.roles).toEqual(['facilitator', 'focus owner', 'colleague', 'note-catcher', 'observer']);
  expect(playbook.ownRoles.map((own) => own.role)).toEqual(['colleague']);
  expect(playbook.pitfalls[0]?.pitfall).toBe('An observer helps.');
  expect(playbook.steps.map((step) => step.kind)).toEqual([
    ...['check-in', 'objective', 'drill', 'debrief', 'suggest', 'commit', 'reflect'],
  ]);
  expect(playbook.steps[2]).toMatchObject({
    name: 'Live drill',
    phase: 'practice',
    time: { per: 'circle', seconds: 300 },
    behaviours: ['Asks before suggesting', 'Says back what was heard', 'Leaves three seconds of silence'],
    suggestions: 1,
    challenge: false,
  });
  expect(playbook.steps[0]?.time).toEqual({ per: 'turn', seconds: 60 });
  expect(drill.split('\n')[(places.steps[2]?.line ?? 0) - 1]).toBe('### Live drill');
});

test('line ends, wrapped lines, a byte order mark and single quotation marks make no difference', () => {
  const wrapped = drill
    .replace('The observers say nothing at all.', 'The observers\nsay nothing at all.')
    .replace('> **Observer**: Next time you could', '> **Observer**: Next time\n> you could')
    .replace('- One objective that can be seen.', '- One objective\n  that can be seen.\n')
    .replace('## Example\n', '## Example\n\n\n\n')
    .replace('- Asks before suggesting', '- Asks before\n  suggesting')
    .replace('author: Rondo', "author: 'Rondo'  # the house");
  const expected = parsePlaybook(drill);
  for (const lineEnd of ['\n', '\r\n', '\r']) {
    const parsed = parsePlaybook(`\uFEFF${wrapped.replaceAll('\n', lineEnd)}`);
    expect(parsed.ok && parsed.playbook).toEqual(expected.ok && expected.playbook);
  }
});

test('inside code and behind a backslash, marks are only marks', () => {
  const words = 'Say `Map<string>` or \\<b> or \\![so] aloud.';
  const parsed = parsePlaybook(drill.replace('Silence is the point', words));
  expect(parsed.ok && parsed.playbook.purpose).toContain(words);
});

test('a role whose capital reads back as other letters is refused', () => {
  expect([isRole('listener'), isRole('zuhörer'), isRole('ßeta')]).toEqual([true, true, false]);
});

test('all mistakes are reported at once, in the order of the text', () => {
  const text = drill
    .replace('difficulty: 2', 'difficulty: 9')
    .replace('*drill ·', '*dril ·')
    .replace('## Origin', '## Orgin');
  const parsed = parsePlaybook(text);
  const problems = parsed.ok ? [] : parsed.problems;
  expect(problems.map((problem) => problem.suggestion ?? problem.found)).toEqual(['9', 'drill', 'Origin']);
  expect(problems.map((problem) => problem.line)).toEqual(
    problems.map((problem) => problem.line).toSorted((a, b) => a - b),
  );
});

test('a section out of order is told which one it stands before', () => {
  const [before = '', example = '', rest = ''] = drill.split(/(?=## Example|## Closing)/);
  const parsed = parsePlaybook(before.replace('## Debrief', `${example}## Debrief`) + rest);
  expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.message)).toEqual([
    '"Debrief" stands before "Example".',
  ]);
});

test('one slip gives one problem: a misspelt key, section, label or kind is read as the one that was meant', () => {
  const slips = [
    ['author:', 'auhtor:'],
    ['## Steps', '## Stpes'],
    ['Watch for:', 'Wacth for:'],
    ['*drill ·', '*dirll ·'],
  ] as const;
  for (const [right, wrong] of slips) {
    const parsed = parsePlaybook(drill.replace(right, wrong));
    expect(parsed.ok ? [] : parsed.problems).toHaveLength(1);
  }
});

test('a text that is too long is refused before it is read', () => {
  const parsed = parsePlaybook('x'.repeat(longestText + 1));
  expect(parsed.ok ? [] : parsed.problems).toEqual([
    { line: 1, message: 'The text has 200001 characters; 200000 is the most.' },
  ]);
});

test('a text of too many lines is refused before it is read', () => {
  const parsed = parsePlaybook('\n'.repeat(mostLines));
  expect(parsed.ok ? [] : parsed.problems).toEqual([
    { line: 1, message: 'The text has 5001 lines; 5000 is the most.' },
  ]);
});

test('an empty text is told how a playbook begins', () => {
  const parsed = parsePlaybook('');
  expect(parsed.ok ? '' : parsed.problems[0]?.message).toContain('begins with a line "---"');
});
