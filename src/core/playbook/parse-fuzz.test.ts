import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultsOf, hostileText, longTexts } from '../text/arbitrary-hostile-text.ts';
import { checkPlaybook } from './check.ts';
import { parsePlaybook } from './parse.ts';
import { printPlaybook } from './print.ts';

const example = readFileSync('src/core/playbook/drill-for-tests.md', 'utf8');
const front = example.slice(0, example.indexOf('## Purpose'));

test('any text gives a playbook or problems, never an exception', () => {
  const begun = (parts: string[]) => `---\n${parts.join('')}\n---\n${parts.join(' ')}`;
  const text = hostileText({ example, pieces, begun });
  fc.assert(fc.property(text, answersWell), { numRuns: 1500 });
});

test('a hostile text of the greatest length is answered before anybody gives up', () => {
  const steps = `${front}\n## Steps\n`;
  const starts = [
    '',
    '---\n',
    `${front}\n## Purpose\n`,
    steps,
    `${steps}### A\n*drill · practice · 1 minute*\n`,
  ];
  const inFront = repeatedInFront.map((piece) => `---\n${piece.repeat(9_900 / piece.length)}\n---\n`);
  for (const text of [...longTexts({ starts, pieces: repeated }), ...inFront]) {
    const began = performance.now();
    answersWell(text);
    const took = performance.now() - began;
    if (took > 5000) throw new Error(`${Math.round(took)} ms for ${JSON.stringify(text.slice(-60))}`);
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

/** Problems point into the text and are few; a playbook prints to a text that reads back the same. */
function answersWell(text: string): void {
  const parsed = parsePlaybook(text);
  if (!parsed.ok) {
    expect(faultsOf(parsed.problems, text)).toEqual([]);
    return;
  }
  const again = parsePlaybook(printPlaybook(parsed.playbook));
  expect(again.ok && again.playbook).toEqual(parsed.playbook);
  checkPlaybook(parsed.playbook, parsed.places);
}

const pieces = [
  ...['---', '#', '##', '###', '- ', '> ', '**', '*', '·', ':', '\n', '\n\n', '\r', ' ', '"', "'", '['],
  ...[']', '&', '!', '|', '\\', 'Watch for:', 'Scale: 1 a, 3 b', 'Keeps: x', '## Steps', '1 minute each'],
  ...['\u0000', '\ud800', '<b>', '`', 'x'],
];
const repeated = [
  ...['#', '## x\n', '### x\n', '> ', '- ', '- **', '*', '\n', '`', '[a](', '\\', '|', '- **a**'],
  ...['> **a**: b\n', 'Watch for:\n', 'Scale: 1 a, ', '*a · b · c*\n', '1 ', '<', '·', '- a: ', '\t'],
  ...['\u2028', '𝒳', 'Keeps: '],
];
const repeatedInFront = [
  ...['[', '{', '- ', 'a: ', '? ', '&a ', '*a ', '!t ', '"', '|\n', 'a: b\n', '%', '"\\u0041', '- - '],
  ...['a:\n  '],
];
