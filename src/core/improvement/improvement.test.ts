import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginImprovement, improvementLengths } from './improvement.ts';

const card = { behaviour: 'Waits', experiment: 'I wait.', criterion: 'They go on', dueOn: '2026-12-01' };

test('an entry begins with what stands elsewhere: the card first, then the focus, then the goal', () => {
  const goal = { text: 'I run the review.', next: 'Noor speaks' };
  const known = { card, focus: 'Listening', goal, nextSessionOn: '2026-12-08' };
  expect(beginImprovement(known)).toEqual({
    practises: 'Waits',
    measure: 'They go on',
    touchpointOn: '2026-12-01',
  });
  expect(beginImprovement({ ...known, card: undefined })).toEqual({
    practises: 'Listening',
    measure: 'Noor speaks',
    touchpointOn: '2026-12-08',
  });
  expect(beginImprovement({ card: { behaviour: ' ', experiment: 'I wait.', criterion: '' } })).toEqual({
    practises: 'I wait.',
    measure: '',
  });
  expect(beginImprovement({})).toEqual({ practises: '', measure: '' });
});

test('what an entry begins with always fits its fields', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 900 }), fc.string({ maxLength: 900 }), (focus, criterion) => {
      const begun = beginImprovement({ focus, card: { ...card, behaviour: '', criterion } });
      expect(begun.practises.length).toBeLessThanOrEqual(improvementLengths.practises);
      expect(begun.measure.length).toBeLessThanOrEqual(improvementLengths.measure);
    }),
  );
});
