import { expect, test } from 'vitest';
import { cardLife, type LifeStep } from './card-life.ts';

const day = (number: number) => new Date(Date.UTC(2027, 2, number));
const step = (kind: LifeStep['kind'], number: number, words = ''): LifeStep => ({
  kind,
  at: day(number),
  words,
});

test('a card that was only planned has lived one step', () => {
  expect(cardLife({ createdAt: day(1), note: '' }, [])).toEqual([step('planned', 1)]);
});

test('what its owner said stands in the order in which they said it', () => {
  const card = { createdAt: day(1), outcome: 'learned', outcomeAt: day(4), note: 'Now I see.' } as const;
  const said = [step('learned', 4, 'Now I see.'), step('kept', 2), step('attempted', 3, 'I tried.')];
  expect(cardLife(card, said).map(({ kind }) => kind)).toEqual(['planned', 'kept', 'attempted', 'learned']);
});

test('an outcome from before steps were written down is the last step', () => {
  const card = {
    createdAt: day(1),
    outcome: 'attempted',
    outcomeAt: day(3),
    note: 'I tried.',
    feeling: 2,
  } as const;
  expect(cardLife(card, [step('kept', 2)])).toEqual([
    step('planned', 1),
    step('kept', 2),
    { ...step('attempted', 3, 'I tried.'), feeling: 2 },
  ]);
});
