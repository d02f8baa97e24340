import { expect, test } from 'vitest';
import { unseenIn } from './observable.ts';

test.each([
  ['I feel at ease in the review', 'feel'],
  ['Become more confident with customers', 'Become more'],
  ['The team understands my plan', 'understands'],
  ['Improve my stand-ups', 'Improve'],
  ['I try to know every name', 'try to'],
])('nobody could see that: %s', (text, word) => {
  expect(unseenIn(text)).toBe(word);
});

test.each([
  'In two reviews running, Ilya answers a question that I asked',
  'I run the retro without notes, and Noor times it',
  'Three customers say back what they asked for',
  'Better late than never stands on the board',
])('somebody could see that: %s', (text) => {
  expect(unseenIn(text)).toBeUndefined();
});
