import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestText, mostLines } from '../text/split-text.ts';
import { checkPlaybook } from './check.ts';
import { parsePlaybook } from './parse.ts';
import { printPlaybook } from './print.ts';

const drill = readFileSync('src/core/playbook/drill-for-tests.md', 'utf8');
const lines = drill.split('\n');

test('any text gives a playbook or problems, never an exception', () => {
  fc.assert(fc.property(fc.oneof(anyText, mutatedDrill), answersWell), { numRuns: 1500 });
});

test('a hostile text of the greatest length is answered within a second', () => {
  const front = lines.slice(0, lines.indexOf('## Purpose')).join('\n');
  const steps = `${front}\n## Steps\n`;
  const hostile = [
    ...[
      '#',
      '## x\n',
      '### x\n',
      '> ',
      '- ',
      '- **',
      '*',
      '\n',
      '`',
      '[a](',
      '\\',
      '|',
      '- **a**',
      '> **a**: b\n',
    ],
    ...[
      'Watch for:\n',
      'Scale: 1 a, ',
      '*a · b · c*\n',
      '1 ',
      '<',
      '·',
      '- a: ',
      '\t',
      '\u2028',
      '𝒳',
      'Keeps: ',
    ],
  ].flatMap((piece) => [
    filled('', piece),
    filled('---\n', piece),
    filled(`${front}\n## Purpose\n`, piece),
    filled(steps, piece),
    filled(`${steps}### A\n*drill · practice · 1 minute*\n`, piece),
  ]);
  const yaml = [
    '[',
    '{',
    '- ',
    'a: ',
    '? ',
    '&a ',
    '*a ',
    '!t ',
    '"',
    '|\n',
    'a: b\n',
    '%',
    '"\\u0041',
    '- - ',
    'a:\n  ',
  ].map((piece) => `---\n${piece.repeat(9_900 / piece.length)}\n---\n`);
  for (const text of [...hostile, ...yaml]) {
    const start = performance.now();
    answersWell(text);
    const took = performance.now() - start;
    if (took > 1000) throw new Error(`${Math.round(took)} ms for ${JSON.stringify(text.slice(-60))}`);
  }
});

test('a YAML bomb stays a few lines and is refused', () => {
  const layers = Array.from(
    { length: 12 },
    (_, level) => `k${level}: &k${level} [${`*k${level - 1}, `.repeat(9)}x]`,
  );
  const parsed = parsePlaybook(`---\n${layers.join('\n').replaceAll('*k-1', 'x')}\n---\n`);
  expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.message)).toContainEqual(
    expect.stringContaining('YAML anchors and aliases are not used here'),
  );
});

/** As much of the piece as the parser lets in. */
function filled(start: string, piece: string): string {
  const lines = piece.split('\n').length - 1;
  const room = lines === 0 ? longestText : (mostLines - 50) / lines;
  return start + piece.repeat(Math.min(room, (longestText - start.length) / piece.length));
}

/** Problems point into the text and are few; a playbook prints to a text that reads back the same. */
function answersWell(text: string): void {
  const parsed = parsePlaybook(text);
  if (parsed.ok) {
    const again = parsePlaybook(printPlaybook(parsed.playbook));
    expect(again.ok && again.playbook).toEqual(parsed.playbook);
    checkPlaybook(parsed.playbook, parsed.places);
    return;
  }
  const last = text.split(/\r\n?|\n/).length;
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
    '#',
    '##',
    '###',
    '- ',
    '> ',
    '**',
    '*',
    '·',
    ':',
    '\n',
    '\n\n',
    '\r',
    ' ',
    '"',
    "'",
    '[',
    ']',
    '&',
    '!',
    '|',
    '\\',
  ],
  ...[
    'Watch for:',
    'Scale: 1 a, 3 b',
    'Keeps: x',
    '## Steps',
    '1 minute each',
    '\u0000',
    '\ud800',
    '<b>',
    '`',
    'x',
  ],
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.array(pieces, { maxLength: 40 }).map((parts) => `---\n${parts.join('')}\n---\n${parts.join(' ')}`),
);

/** A real playbook after a bad day: letters cut, pasted and exchanged, lines lost, doubled and moved. */
const mutation = fc.oneof(
  fc.record({ how: fc.constant('cut' as const), at: fc.nat(drill.length), size: fc.nat(200) }),
  fc.record({
    how: fc.constant('paste' as const),
    at: fc.nat(drill.length),
    text: fc.oneof(pieces, fc.string({ maxLength: 5 })),
  }),
  fc.record({ how: fc.constant('move' as const), from: fc.nat(lines.length), to: fc.nat(lines.length) }),
  fc.record({ how: fc.constant('double' as const), from: fc.nat(lines.length), to: fc.nat(lines.length) }),
);
const mutatedDrill = fc.array(mutation, { minLength: 1, maxLength: 6 }).map((mutations) =>
  mutations.reduce((text, each) => {
    if (each.how === 'cut') return text.slice(0, each.at) + text.slice(each.at + each.size);
    if (each.how === 'paste') return text.slice(0, each.at) + each.text + text.slice(each.at);
    const rows = text.split('\n');
    const moved = each.how === 'move' ? rows.splice(each.from, 1) : rows.slice(each.from, each.from + 1);
    return rows.toSpliced(each.to, 0, ...moved).join('\n');
  }, drill),
);
