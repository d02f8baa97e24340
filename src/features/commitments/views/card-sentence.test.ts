import { expect, test } from 'vitest';
import { cardSentence, criterionWords, leavesOutIWill } from './card-sentence.ts';

test.each([
  [{ experiment: 'ask one question first' }, 'I will ask one question first.'],
  [{ experiment: 'I will ask one question first.' }, 'I will ask one question first.'],
  [{ experiment: 'I’ll wait.', context: 'In Tuesday’s planning' }, 'In Tuesday’s planning I will wait.'],
  [{ experiment: 'I ask “who does it?”' }, 'I ask “who does it?”'],
  [{ experiment: 'Ask one question first' }, 'I will ask one question first.'],
  [{ experiment: 'OKR talk: ask first' }, 'I will OKR talk: ask first.'],
  [
    { experiment: 'wait', context: 'the review', criterion: 'somebody else speaks first.' },
    'In the review I will wait, and I will know it worked if somebody else speaks first.',
  ],
  [
    { experiment: 'wait', criterion: 'if somebody else speaks' },
    'I will wait, and I will know it worked if somebody else speaks.',
  ],
  [
    { experiment: 'When a ticket annoys me I write the effect first' },
    'When a ticket annoys me I write the effect first.',
  ],
  [
    { experiment: 'I end each talk by asking who does what', criterion: 'There is a name' },
    'I end each talk by asking who does what.',
  ],
])('a card reads as one sentence, whatever was typed twice (%#)', (card, sentence) => {
  expect(cardSentence(card)).toBe(sentence);
});

test('a criterion can be shown by itself', () => {
  expect(criterionWords('I will know it worked if they go on talking.')).toBe('they go on talking');
});

test.each([
  ['ask one question before I explain', true],
  ['Ask one question', true],
  ['I ask one question', false],
  ['I will ask one question', false],
  ['In planning I ask one question', false],
  ['', true],
])('one’s own card in a field is led in by “I will” where %j leaves it out', (experiment, leftOut) => {
  expect(leavesOutIWill(experiment)).toBe(leftOut);
});
