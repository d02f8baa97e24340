import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printStepTime, readStepTime, suggestStepTime } from './step-time.ts';

test.each([
  ['5 minutes', 'circle', 300],
  ['1 minute', 'circle', 60],
  ['90 seconds', 'circle', 90],
  ['2 minutes each', 'turn', 120],
  ['4 minutes per focus owner', 'focus', 240],
] as const)('"%s" is read per %s as %i seconds', (text, per, seconds) => {
  expect(readStepTime(text)).toEqual({ per, seconds });
  expect(printStepTime({ per, seconds })).toBe(text);
});

test.each([
  ['1.5 minutes', '90 seconds'],
  ['1,5 min per person', '90 seconds each'],
  ['3 mins each', '3 minutes each'],
  ['5', '5 minutes'],
  ['0.5h', '30 minutes'],
  ['4 minutes per focus person', '4 minutes per focus owner'],
  ['0 minutes', undefined],
  ['61 minutes', undefined],
  ['a while', undefined],
])('"%s" is not a time; the suggestion is %s', (text, suggestion) => {
  expect(readStepTime(text)).toBeUndefined();
  expect(suggestStepTime(text)).toBe(suggestion);
});

test('every time that is printed reads back the same', () => {
  const time = fc.record({
    per: fc.constantFrom('circle' as const, 'turn' as const, 'focus' as const),
    seconds: fc.integer({ min: 1, max: 3600 }),
  });
  fc.assert(
    fc.property(time, (each) => {
      expect(readStepTime(printStepTime(each))).toEqual(each);
    }),
  );
});
