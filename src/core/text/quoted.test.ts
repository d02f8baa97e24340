import { expect, test } from 'vitest';
import { quoted } from './quoted.ts';

test.each([
  ['tell me more', '“tell me more”'],
  ['“Obviously”, and then you looked down', '“Obviously”, and then you looked down'],
  ['You said "obviously"', 'You said "obviously"'],
  ['I don’t know', '“I don’t know”'],
  ['„Warum?“', '„Warum?“'],
])('%s is shown as %s', (words, shown) => {
  expect(quoted(words)).toBe(shown);
});
