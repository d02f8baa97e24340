import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Problem } from '../text/problem.ts';
import { checkSkill } from './check.ts';
import { parseSkill } from './parse.ts';

const text = readFileSync('skills/listening.md', 'utf8');
const playbooks = ['active-listening-sprint', 'live-drill', 'sprint-review-moment', 'clear'];

/** Each row: what goes wrong, the text to find, what stands there instead, and what the writer is told. */
const mistakes: [name: string, before: string, after: string, told: Partial<Problem>][] = [
  [
    'a misspelt key',
    'family: soft',
    'famliy: soft',
    { message: 'This key is not known.', suggestion: 'family' },
  ],
  ['another family', 'family: soft', 'family: sotf', { found: 'sotf', suggestion: 'soft' }],
  ['a key left out', 'author: Rondo\n', '', { message: '"author:" is missing.' }],
  ['a department in capitals', 'modules: []', 'modules: [Sales]', { found: 'Sales', suggestion: 'sales' }],
  [
    'a playbook by its title',
    '[active-listening-sprint',
    '[Active listening sprint',
    { found: 'Active listening sprint' },
  ],
  ['a misspelt playbook', 'live-drill', 'life-drill', { found: 'life-drill', suggestion: 'live-drill' }],
  [
    'a misspelt section',
    '## Behaviours',
    '## Behaviors',
    { message: 'This section is not known.', suggestion: 'Behaviours' },
  ],
  ['a missing section', '## Origin', '', { message: 'The section "## Origin" is missing.' }],
  ['a section twice', '## How to begin', '## Origin', { message: 'The section "Origin" is here twice.' }],
  [
    'a heading outside Behaviours',
    '- **One-to-one**: when',
    '### One-to-one\n\n- **One-to-one**: when',
    { found: '### One-to-one' },
  ],
  [
    'three anchors',
    '4. Leaves three seconds; when the other goes on, lets them, and begins the three seconds again.\n',
    '',
    { message: 'A behaviour has four anchors, "1. ..." to "4. ...".', found: '1, 2, 3' },
  ],
  ['anchors in another order', '2. Waits for the full', '3. Waits for the full', { found: '1, 3, 3, 4' }],
  [
    'words below the anchors',
    '\n### Says back the point',
    '\n> And then?\n\n### Says back the point',
    { message: 'What is heard stands before the anchors.' },
  ],
  [
    'a sentence that is neither',
    '### Lets the other finish before speaking\n',
    '### Lets the other finish before speaking\n\nThis is hard.\n',
    { found: 'This is hard.', allowed: ['> words heard', '1. what it looks like'] },
  ],
  [
    'a behaviour twice',
    '### Asks what was missed',
    '### Says back the point before answering it',
    { message: 'Two behaviours have the same words.' },
  ],
  [
    'a judgement for an anchor',
    '3. Leaves a second or two of silence after the last word.',
    '3. Waits appropriately.',
    { message: 'This word judges. Say what one would see or hear.', found: 'appropriately' },
  ],
  [
    'an anchor twice',
    '2. Says “I see” or repeats the last word, then answers.',
    '2. Answers with an own view; nothing of what was said comes back.',
    { message: 'Two anchors of a behaviour say the same.' },
  ],
  ['a moment twice', '**Review**', '**Meeting**', { message: 'This name is in the list twice.' }],
  [
    'a moment without its name',
    '- **Review**: when',
    '- Review: when',
    { suggestion: '**Review**: when the author explains why, and you had only asked what.' },
  ],
  ['a fourth prompt', '## Origin', '- And who else?\n\n## Origin', { found: '4', allowed: ['3'] }],
  [
    'a gap in angle brackets',
    '- Which silence',
    '- <Which> silence',
    { message: 'HTML is not used here. For something to fill in, write [name].' },
  ],
];

test.each(mistakes)('%s is named with its line', (_, before, after, told) => {
  expect(text).toContain(before);
  const changed = text.replace(before, after);
  const parsed = parseSkill(changed);
  const problems = parsed.ok
    ? checkSkill(parsed.skill, { playbooks, places: parsed.places })
    : parsed.problems;
  expect(problems).toContainEqual(expect.objectContaining(told));
  if (told.message?.includes('missing')) return;
  const at = changed.slice(0, text.indexOf(before)).split('\n').length;
  expect(problems.some(({ line }) => Math.abs(line - at) <= 6)).toBe(true);
});

test('too few behaviours to see anything are told', () => {
  const parsed = parseSkill(text);
  if (!parsed.ok) throw new Error('unreadable');
  const { skill, places } = parsed;
  const few = { ...skill, behaviours: skill.behaviours.slice(0, 3) };
  expect(checkSkill(few, { playbooks, places })).toEqual([
    expect.objectContaining({ found: '3', allowed: ['4 to 7'] }),
  ]);
});

test('what somebody says in quotation marks may judge, and "as well" only adds', () => {
  const parsed = parseSkill(text);
  if (!parsed.ok) throw new Error('unreadable');
  const [first, ...others] = parsed.skill.behaviours;
  const anchors = ['Says "good".', 'Says "well done" as well.', 'Waits.', 'Waits “properly”.'] as const;
  const skill = {
    ...parsed.skill,
    behaviours: [
      { ...first, text: 'Waits', heard: [], anchors: [...anchors] as [string, string, string, string] },
      ...others,
    ],
  };
  expect(checkSkill(skill, { playbooks })).toEqual([]);
});
