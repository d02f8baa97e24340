import { expect, test } from 'vitest';
import { cueDue } from './cue-due.ts';

const at = (left: number, key = 'drill', total = 300) => ({ key, left, total });

test.each([
  ['a minute is told once, when it begins', at(61), at(60), 'minute'],
  ['and not again', at(60), at(59), undefined],
  ['a tab that slept through it still tells it', at(90), at(42), 'minute'],
  ['the end is told', at(1), at(0), 'end'],
  ['and not again', at(0), at(0), undefined],
  ['a short turn has no minute to tell', at(61, 'turn', 90), at(60, 'turn', 90), undefined],
  ['another step does not sound for the one before', at(120, 'check-in'), at(50), undefined],
  ['whoever comes in late is not told what is past', undefined, at(30), undefined],
] as const)('%s', (_, before, now, cue) => {
  expect(cueDue(before, now)).toBe(cue);
});
