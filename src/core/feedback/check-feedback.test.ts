import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFeedback, type FindingKind } from './check-feedback.ts';

const noticed: [FindingKind, string, string][] = [
  ['judgement', 'You were careless with the figures.', 'You were careless'],
  ['judgement', "You're rude to suppliers.", "You're rude"],
  ['judgement', 'You were a bit dismissive when Noor spoke.', 'You were a bit dismissive'],
  ['judgement', 'That was unprofessional.', 'That was unprofessional'],
  ['judgement', 'It was really sloppy work.', 'It was really sloppy'],
  ['judgement', 'Your poor preparation cost us an hour.', 'Your poor preparation'],
  ['judgement', 'You failed to answer the question.', 'You failed to'],
  ['judgement', 'You should have asked first.', 'You should have'],
  ['judgement', 'You ignored Ilya.', 'You ignored'],
  ['judgement', "You didn't bother to read it.", "You didn't bother"],
  ['judgement', 'You came across as condescending.', 'You came across as condescending'],
  ['judgement', 'You clearly overreacted.', 'You clearly overreacted'],
  ['label', 'You are lazy.', 'You are lazy'],
  ['label', 'You’re so defensive.', 'You’re so defensive'],
  ['label', 'You are a perfectionist.', 'You are a perfectionist'],
  ['label', 'You have been very stubborn about this.', 'You have been very stubborn'],
  ['label', 'You are too sensitive.', 'You are too sensitive'],
  ['label', 'Your attitude in the meeting surprised me.', 'Your attitude'],
  ['label', 'You are the kind of person who interrupts.', 'the kind of person'],
  ['label', 'You are not a team player.', 'You are not a team player'],
  ['label', 'You were passive-aggressive in the chat.', 'You were passive-aggressive'],
  ['mind-reading', "You don't care about the deadline.", "You don't care"],
  ['mind-reading', 'You wanted to win the argument.', 'You wanted'],
  ['mind-reading', 'You just wanted to look clever.', 'You just wanted'],
  ['mind-reading', 'You were trying to shut her down.', 'You were trying to'],
  ['mind-reading', 'You felt threatened by the question.', 'You felt threatened'],
  ['mind-reading', 'You did it on purpose.', 'on purpose'],
  ['mind-reading', "You weren't interested in what I said.", "You weren't interested"],
  ['mind-reading', "You're jealous of the new team.", "You're jealous"],
  ['absolute', 'You always interrupt.', 'always'],
  ['absolute', 'You never let me finish.', 'never'],
  ['absolute', 'Every time I speak you sigh.', 'Every time'],
  ['absolute', 'Everyone thinks you talk too fast.', 'Everyone'],
  ['absolute', 'You constantly look at your phone.', 'constantly'],
];

const leftAlone = [
  'At 10:15 you said "let me finish" and Noor stopped speaking.',
  'In the review on Tuesday you asked two questions before you answered.',
  'You interrupted me three times in five minutes.',
  'I felt rushed and left out two points.',
  'I always get nervous before a demo.',
  'I have never seen the figures explained so clearly.',
  'Did you want to stop there?',
  'You said you wanted to leave at four.',
  'If you wanted to try it again, I would play the supplier.',
  'You told me "you never listen", and I went quiet.',
  'She said ‘you always do this’ and left.',
  'Next time you could wait one breath before you answer.',
  'What would you try if there were more time?',
  'Never mind the slides: you looked at the customer.',
  'You looked at your notes twice during the answer.',
  'The customer leaned back and crossed her arms.',
  'You wrote "this is a careless mistake" in the review.',
  'When you summarised, the room relaxed.',
  'Because of your question we found the cause within ten minutes.',
  'Thank you for naming the delay first.',
  'You are the owner of this ticket.',
  'You were at the whiteboard for most of the talk.',
];

describe('feedback that could be kinder and more exact', () => {
  test.each(noticed)('%s: %s', (kind, text, found) => {
    const findings = checkFeedback(text);
    expect(findings.map((finding) => [finding.kind, finding.found])).toContainEqual([kind, found]);
    for (const finding of findings) {
      expect(text.slice(finding.start, finding.end)).toBe(finding.found);
      expect(finding.rewrite).toMatch(/\.\.\./);
    }
  });
});

describe('feedback that says what was seen and heard', () => {
  test.each(leftAlone)('%s', (text) => {
    expect(checkFeedback(text)).toEqual([]);
  });
});

test('several findings come in the order of the text and do not overlap', () => {
  const findings = checkFeedback("You always interrupt. You were rude, and you don't care.");
  expect(findings.map(({ kind }) => kind)).toEqual(['absolute', 'judgement', 'mind-reading']);
});

test('any text can be checked, and findings lie within it without overlapping', () => {
  const piece = fc.constantFrom(
    'you ',
    'were ',
    'careless ',
    'always ',
    '"',
    "'",
    '“',
    '.',
    ' never ',
    'wanted ',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))), (pieces) => {
      const text = pieces.join('');
      let end = 0;
      for (const finding of checkFeedback(text)) {
        expect(finding.start).toBeGreaterThanOrEqual(end);
        expect(text.slice(finding.start, finding.end)).toBe(finding.found);
        end = finding.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
  );
});
