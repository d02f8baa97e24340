import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestText, mostLines } from '../text/split-text.ts';
import { checkSkill } from './check.ts';
import { parseSkill } from './parse.ts';
import { printSkill } from './print.ts';

const text = readFileSync('skills/negotiation.md', 'utf8');
const lines = text.split('\n');
const front = lines.slice(0, lines.indexOf('## What it is')).join('\n');

test('any text gives a skill or problems, never an exception', () => {
  fc.assert(fc.property(fc.oneof(anyText, mutatedText), answersWell), { numRuns: 1000 });
});

test('a hostile text of the greatest length is answered within a second', () => {
  const pieces = [
    '## Behaviours\n',
    '### x\n',
    '1. ',
    '1. a\n',
    '> ',
    '> a\n',
    '- **a**: b\n',
    'x',
    '\n',
    '*',
    '`',
    '[a](',
    '\\',
    '𝒳',
  ];
  const starts = [
    '',
    '---\n',
    `${front}\n## Behaviours\n`,
    `${front}\n## Behaviours\n### A\n`,
    `${front}\n## Where it shows\n`,
  ];
  for (const start of starts) {
    for (const piece of pieces) {
      const hostile = filled(start, piece);
      const began = performance.now();
      answersWell(hostile);
      const took = performance.now() - began;
      if (took > 1000) throw new Error(`${Math.round(took)} ms for ${JSON.stringify(hostile.slice(-60))}`);
    }
  }
});

/** As much of the piece as the parser lets in. */
function filled(start: string, piece: string): string {
  const breaks = piece.split('\n').length - 1;
  const room = breaks === 0 ? longestText : (mostLines - 50) / breaks;
  return start + piece.repeat(Math.min(room, (longestText - start.length) / piece.length));
}

/** Problems point into the text and are few; a skill prints to a text that reads back the same. */
function answersWell(given: string): void {
  const parsed = parseSkill(given);
  if (parsed.ok) {
    const again = parseSkill(printSkill(parsed.skill));
    expect(again.ok && again.skill).toEqual(parsed.skill);
    checkSkill(parsed.skill, { playbooks: ['live-drill'], places: parsed.places });
    return;
  }
  const last = given.split(/\r\n?|\n/).length;
  expect(parsed.problems.length).toBeGreaterThan(0);
  expect(parsed.problems.length).toBeLessThanOrEqual(101);
  for (const { line, message } of parsed.problems) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(last + 1);
    expect(message.length).toBeLessThan(400);
  }
}

const pieces = fc.constantFrom(
  ...[
    '---',
    '##',
    '###',
    '- ',
    '> ',
    '1. ',
    '2) ',
    '**',
    ':',
    '\n',
    '\n\n',
    '\r',
    ' ',
    '"',
    '[',
    ']',
    '&',
    '\\',
  ],
  ...['## Behaviours', '### A', 'family: soft', '\u0000', '\ud800', '<b>', '`', 'x'],
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.array(pieces, { maxLength: 40 }).map((parts) => `${front}\n${parts.join('')}`),
);

/** A real skill after a bad day: letters cut, pasted and exchanged, lines lost, doubled and moved. */
const mutation = fc.oneof(
  fc.record({ how: fc.constant('cut' as const), at: fc.nat(text.length), size: fc.nat(200) }),
  fc.record({ how: fc.constant('paste' as const), at: fc.nat(text.length), words: pieces }),
  fc.record({ how: fc.constant('move' as const), from: fc.nat(lines.length), to: fc.nat(lines.length) }),
);
const mutatedText = fc.array(mutation, { minLength: 1, maxLength: 6 }).map((mutations) =>
  mutations.reduce((changed, each) => {
    if (each.how === 'cut') return changed.slice(0, each.at) + changed.slice(each.at + each.size);
    if (each.how === 'paste') return changed.slice(0, each.at) + each.words + changed.slice(each.at);
    const rows = changed.split('\n');
    return rows.toSpliced(each.to, 0, ...rows.splice(each.from, 1)).join('\n');
  }, text),
);
