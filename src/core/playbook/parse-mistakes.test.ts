import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Problem } from '../text/problem.ts';
import { parsePlaybook } from './parse.ts';

const drill = readFileSync('src/core/playbook/drill-for-tests.md', 'utf8');

/** Each row: what goes wrong, the text to find, what stands there instead, and what the writer is told. */
const mistakes: [name: string, before: string, after: string, told: Partial<Problem>][] = [
  [
    'a misspelt kind',
    '*drill ·',
    '*drll ·',
    { message: 'This is not a kind of step.', found: 'drll', suggestion: 'drill' },
  ],
  [
    'a misspelt phase',
    'practice · 5',
    'practise · 5',
    { message: 'This is not a phase.', suggestion: 'practice' },
  ],
  ['a time in hours', '· 5 minutes', '· 0.5 h', { found: '0.5 h', suggestion: '30 minutes' }],
  ['a time per person in other words', '1 minute each', '1 min per person', { suggestion: '1 minute each' }],
  ['a time of nothing', '· 5 minutes', '· 0 minutes', { found: '0 minutes' }],
  [
    'other marks in the meta line',
    '*drill · practice · 5 minutes*',
    '_drill | practice | 5 minutes_',
    { suggestion: '*drill · practice · 5 minutes*' },
  ],
  [
    'a misspelt section',
    '## Pitfalls',
    '## Pitfals',
    { message: 'This section is not known.', suggestion: 'Pitfalls' },
  ],
  [
    'an unknown section',
    '## Checklist',
    '## Budget',
    { message: 'This section is not known.', found: 'Budget' },
  ],
  ['a missing section', '## Origin', '', { message: 'The section "## Origin" is missing.' }],
  ['a section twice', '## Debrief', '## Purpose', { message: 'The section "Purpose" is here twice.' }],
  ['a heading without its space', '## Example', '##Example', { suggestion: '## Example' }],
  ['a heading too deep', '### Evidence line', '#### Evidence line', { found: '#### Evidence line' }],
  [
    'a misspelt label',
    'Watch for:',
    'Watch four:',
    { message: 'This label is not known.', suggestion: 'Watch for' },
  ],
  ['a label of another kind', 'Suggestions: 1', 'Form: SBI', { found: 'suggest', allowed: ['draft'] }],
  [
    'an unknown form',
    'Suggestions: 1',
    'Form: STAR',
    { found: 'STAR', allowed: ['SBI', 'COIN', 'feedforward'] },
  ],
  ['a number in words', 'Suggestions: 1', 'Suggestions: one', { found: 'one' }],
  [
    'a label too early',
    '> **Focus owner**: Before I say',
    'Keeps: words.\n\n> **Focus owner**: Before I say',
    { message: 'This stands before "Keeps" in a step.' },
  ],
  [
    'the colon inside the bold',
    '- **Colleague**: answers',
    '- **Colleague:** answers',
    { suggestion: '**Colleague**: answers as that person would.' },
  ],
  [
    'two quotations that run together',
    '> **Everyone**: What felt',
    '> **Everyone**: One.\n> **Everyone**: What felt',
    { message: 'Leave an empty line between two quotations, or Markdown makes one of them.' },
  ],
  ['a second paragraph in a step', 'Nobody comments.', 'Nobody comments.\n\nReally.', { found: 'Really.' }],
  [
    'a step that does not say what happens',
    'The conversation, played as it would really go. The observers say nothing at all.\n',
    '',
    { message: '"Live drill" needs one or two sentences here that say what happens now.' },
  ],
  ['a step name twice', '### Evidence\n', '### Live drill\n', { message: 'Two steps have the same name.' }],
  [
    'a pitfall without rescue',
    '**An observer helps.** Rescue: put',
    '**An observer helps.** Put',
    { message: 'A pitfall comes with its rescue move.' },
  ],
  ['another bullet', '- Phones on', '* Phones on', { message: 'A list begins with "- ".' }],
  [
    'a list in a list',
    '- Phones on',
    '  - Phones on',
    { message: 'A list inside a list is not used here. Make it one list.' },
  ],
  [
    'a sentence instead of a list',
    '- One objective that',
    '\nOne objective that',
    { message: '"Checklist" is a list: each line begins with "- ".' },
  ],
  [
    'a sentence that begins like a heading',
    '> **Everyone**: What felt',
    '> **Everyone**: # What felt',
    { message: '"Everyone" cannot start with this mark. Start with a word.' },
  ],
  [
    'HTML',
    'Silence is the point',
    '<b>Silence</b> is the point',
    { message: 'HTML is not used here. For something to fill in, write [name].' },
  ],
  [
    'a picture',
    'Silence is the point',
    '![x](y.png)',
    { message: 'Pictures are not used here. Say it in words.' },
  ],
  [
    'a link that runs code',
    'Silence is the point',
    '[x](javascript:alert(1))',
    { message: 'A link may lead to https, http or mailto only.' },
  ],
  [
    'an unseen character',
    'Silence is the point',
    'Sil\u0000ence',
    { message: 'There is a character here that nobody can see. Type the line again.' },
  ],
  [
    'a misspelt key',
    'difficulty: 2',
    'dificulty: 2',
    { message: 'This key is not known.', suggestion: 'difficulty' },
  ],
  ['a missing key', 'author: Rondo\n', '', { message: '"author:" is missing.' }],
  ['a key twice', 'author: Rondo', 'author: Rondo\nauthor: Mara', { message: 'This key is here twice.' }],
  [
    'a colon in a title',
    'title: Live drill',
    'title: Live: drill',
    { message: 'A text with a colon in it needs quotation marks round it: title: "First: second".' },
  ],
  ['too many people', 'people: 2-5', 'people: 2-6', { found: '2-6' }],
  ['people the wrong way round', 'people: 2-5', 'people: 5-2', { found: '5-2' }],
  ['a difficulty in words', 'difficulty: 2', 'difficulty: hard', { found: 'hard', allowed: ['1', '2', '3'] }],
  ['a difficulty that is the word missing', 'difficulty: 2', 'difficulty: missing', { found: 'missing' }],
  ['a role in capitals', 'roles: [facilitator', 'roles: [Facilitator', { suggestion: 'facilitator' }],
  ['everyone as a role', 'roles: [facilitator', 'roles: [everyone', { found: 'everyone' }],
  ['a version that ends in a full stop', 'version: 1.0.0', 'version: 1.0.0.', { found: '1.0.0.' }],
  ['a version of four numbers', 'version: 1.0.0', 'version: 1.0.0.0', { found: '1.0.0.0' }],
  [
    'an author in a list',
    'author: Rondo',
    'author: [Rondo]',
    { message: '"author" is one text, not a list.' },
  ],
  [
    'no outcomes',
    'outcomes:\n',
    'outcomes: []\nx:\n',
    { message: '"outcomes" needs at least one line that begins with "- ".' },
  ],
  ['no roles', 'roles: [', 'roles: []\nx: [', { message: '"roles" needs at least one role.' }],
  ['a tag twice', 'tags: [drill', 'tags: [feedback', { message: 'This is in the list twice.' }],
  ['a short version', 'version: 1.0.0', 'version: 1.0', { found: '1.0' }],
  ['a parent without version', 'version: 1.0.0', 'version: 1.0.0\nparent: grow', { found: 'grow' }],
  [
    'a parent with a wrong slug',
    'version: 1.0.0',
    'version: 1.0.0\nparent: Grow@1.0.0',
    { found: 'Grow@1.0.0' },
  ],
  ['outcomes in one text', 'outcomes:\n', 'outcomes: many\nx:\n', { found: 'many' }],
  ['a YAML alias', 'author: Rondo', 'author: *rondo', { found: '*rondo' }],
  ['a YAML anchor', 'author: Rondo', 'author: &rondo Rondo', { found: '&rondo' }],
  ['no front matter', '---\ntitle', 'title', { line: 1, allowed: ['---'] }],
];

test.each(mistakes)('%s is named with its line', (_, before, after, told) => {
  expect(drill.split(before).length).toBeGreaterThan(1);
  const parsed = parsePlaybook(drill.replace(before, after));
  if (parsed.ok) throw new Error('The mistake was not noticed.');
  expect(parsed.problems).toContainEqual(expect.objectContaining(told));
  const changedAt = drill.slice(0, drill.indexOf(before)).split('\n').length;
  const lines = parsed.problems.map((problem) => problem.line);
  if (!/missing|without its space/.test(String(told.message)) && told.line === undefined) {
    expect(lines.some((line) => Math.abs(line - changedAt) <= 2)).toBe(true);
  }
});
