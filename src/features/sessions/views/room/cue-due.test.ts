import { expect, test } from 'vitest';
import { cueDue } from './cue-due.ts';

const at = (left: number, key = 'drill', total = 300) => ({ key, step: 1, left, total });
const next = { key: 'evidence', step: 2, left: 240, total: 240 };

test.each([
  ['a minute is told once, when it begins', at(61), at(60), 'minute'],
  ['and not again', at(60), at(59), undefined],
  ['a tab that slept through it still tells it', at(90), at(42), 'minute'],
  ['the end is told', at(1), at(0), 'end'],
  ['and not again', at(0), at(0), undefined],
  ['a short turn has no minute to tell', at(61, 'turn', 90), at(60, 'turn', 90), undefined],
  ['another turn does not sound for the one before', at(120, 'check-in'), at(50), undefined],
  ['whoever comes in late is not told what is past', undefined, at(30), undefined],
  ['a step that somebody else leaves early is told', at(120), next, 'left'],
  ['one whose end was told is not told again', at(0), next, undefined],
  ['a session that somebody closes early is told', at(5), { ...next, step: undefined, left: 0 }, 'left'],
] as const)('%s', (_, before, now, cue) => {
  expect(cueDue(before, now)).toBe(cue);
});

test.each([
  ['whoever left it themselves knows', { stepLeft: 1 }, undefined],
  ['whoever left an earlier one does not', { stepLeft: 0 }, 'left'],
  ['whoever comes back finds another step, and heard nothing', { stepFound: 2 }, undefined],
  ['whoever came back into this one hears of its end', { stepFound: 1 }, 'left'],
] as const)('%s', (_, known, cue) => {
  expect(cueDue(at(120), next, known)).toBe(cue);
});
