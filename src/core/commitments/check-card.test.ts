import { expect, test } from 'vitest';
import { cardProblem } from './check-card.ts';

const card = { experiment: 'I ask before I explain.', behaviour: '', context: '', criterion: '', dueOn: '' };
const noon = Date.parse('2027-03-10T12:00:00Z');

test.each(['', '2027-03-09', '2027-03-10', '2028-02-29'])('a card may be due on "%s"', (dueOn) => {
  expect(cardProblem({ ...card, dueOn }, noon)).toBeUndefined();
});

test.each([
  ['2027-03-07', 'date-past'],
  ['2027-02-29', 'bad-date'],
  ['2027-13-01', 'bad-date'],
  ['10.3.2027', 'bad-date'],
  ['2027-03-10T12:00', 'bad-date'],
])('a card that is due on "%s" is refused: %s', (dueOn, refusal) => {
  expect(cardProblem({ ...card, dueOn }, noon)).toEqual({ refusal, field: 'dueOn' });
});

test.each([
  ['experiment', 280],
  ['behaviour', 160],
  ['context', 200],
  ['criterion', 280],
  ['assumption', 280],
  ['evidence', 280],
])('its %s has at most %i characters', (field, most) => {
  expect(cardProblem({ ...card, [field]: 'x'.repeat(most) }, noon)).toBeUndefined();
  expect(cardProblem({ ...card, [field]: 'x'.repeat(most + 1) }, noon)).toEqual({
    refusal: 'too-long',
    field,
    most,
  });
});
