import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusalSentence, sentences } from './refusal-sentence.ts';

const source = readFileSync(new URL('../../../core/session/refusal.ts', import.meta.url), 'utf8');
const reasons = [...source.matchAll(/refusal: '([a-z-]+)'/g)].map(([, reason]) => reason ?? '');
const words = { nameOf: (person: string) => `<${person}>`, timeZone: 'Europe/Lisbon' };
const general = refusalSentence({ refusal: 'something newer' }, words);

test('the reasons are found in core', () => {
  expect(reasons.length).toBeGreaterThan(50);
});

test.each(reasons)('"%s" has a sentence of its own', (reason) => {
  const facts = {
    people: ['ama'],
    by: 'ama',
    of: 'ama',
    owner: 'ama',
    focus: 'ama',
    noteCatcher: 'ama',
    most: 3,
    least: 1,
    present: 1,
    needed: 2,
  };
  const times = { othersMayFrom: 0, happensAnywayFrom: 0, from: 0 };
  const sentence = refusalSentence({ refusal: reason, ...facts, ...times }, words);
  expect(sentence).not.toBe(general);
  expect(sentence).toMatch(/^[A-Z<].*[.]$/s);
  expect(sentence).not.toMatch(/undefined|NaN|\{/);
});

test('no sentence is left over from a reason that is gone', () => {
  expect(Object.keys(sentences).sort()).toEqual([...reasons].sort());
});

test('a sentence names people and says times on the reader’s clock', () => {
  const paused = { refusal: 'paused', by: 'noor', othersMayFrom: Date.UTC(2026, 6, 1, 9, 5) };
  expect(refusalSentence(paused, words)).toContain('<noor>');
  expect(refusalSentence(paused, words)).toContain('10:05');
});
