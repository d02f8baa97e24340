import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultsOf, hostileText, longTexts } from '../text/arbitrary-hostile-text.ts';
import { checkSkill } from './check.ts';
import { parseSkill } from './parse.ts';
import { printSkill } from './print.ts';

const example = readFileSync('skills/negotiation.md', 'utf8');
const front = example.slice(0, example.indexOf('## What it is'));

test('any text gives a skill or problems, never an exception', () => {
  const text = hostileText({ example, pieces, begun: (parts) => `${front}\n${parts.join('')}` });
  fc.assert(fc.property(text, answersWell), { numRuns: 1000 });
});

test('a hostile text of the greatest length is answered before anybody gives up', () => {
  const starts = [
    '',
    '---\n',
    `${front}\n## Behaviours\n`,
    `${front}\n## Behaviours\n### A\n`,
    `${front}\n## Where it shows\n`,
  ];
  for (const text of longTexts({ starts, pieces: repeated })) {
    const began = performance.now();
    answersWell(text);
    const took = performance.now() - began;
    if (took > 5000) throw new Error(`${Math.round(took)} ms for ${JSON.stringify(text.slice(-60))}`);
  }
});

/** Problems point into the text and are few; a skill prints to a text that reads back the same. */
function answersWell(text: string): void {
  const parsed = parseSkill(text);
  if (!parsed.ok) {
    expect(faultsOf(parsed.problems, text)).toEqual([]);
    return;
  }
  const again = parseSkill(printSkill(parsed.skill));
  expect(again.ok && again.skill).toEqual(parsed.skill);
  checkSkill(parsed.skill, { playbooks: ['live-drill'], places: parsed.places });
}

const pieces = [
  ...['---', '##', '###', '- ', '> ', '1. ', '2) ', '**', ':', '\n', '\n\n', '\r', ' ', '"', '[', ']'],
  ...['&', '\\', '## Behaviours', '### A', 'family: soft', '\u0000', '\ud800', '<b>', '`', 'x'],
];
const repeated = [
  ...['## Behaviours\n', '### x\n', '1. ', '1. a\n', '> ', '> a\n', '- **a**: b\n'],
  ...['x', '\n', '*', '`', '[a](', '\\', '𝒳'],
];
