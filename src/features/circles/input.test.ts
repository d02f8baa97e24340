import { expect, test } from 'vitest';
import { circleInput } from './input.ts';

const words = { name: ' The  Thursday\nfive ', purpose: 'To listen.\r\nTo wait.', focusSkill: '' };

test('names are one line, a purpose keeps its lines, an empty link is none', () => {
  expect(circleInput.parse({ ...words, meetingLink: '  ' })).toEqual({
    name: 'The Thursday five',
    purpose: 'To listen.\nTo wait.',
    focusSkill: '',
    meetingLink: undefined,
  });
});

test.each([
  ['https://meet.example.org/five', true],
  ['HTTP://meet.example.org', true],
  ['javascript:alert(1)', false],
  ['data:text/html,<b>five</b>', false],
  ['https://meet.example.org\njavascript:alert(1)', false],
  ['meet.example.org', false],
  ['https://', false],
  ['https://meet.example.org/a b', false],
  [`https://meet.example.org/${'x'.repeat(500)}`, false],
])('a meeting link %s is taken: %s', (meetingLink, taken) => {
  expect(circleInput.safeParse({ ...words, meetingLink }).success).toBe(taken);
});

test('a circle has a name that fits', () => {
  expect(circleInput.safeParse({ ...words, name: '  ' }).success).toBe(false);
  expect(circleInput.safeParse({ ...words, name: 'n'.repeat(81) }).success).toBe(false);
});
