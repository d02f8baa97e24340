import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Piece, wordDiff } from './word-diff.ts';

/** Texts that share words, so that there is something to find in common. */
const text = fc
  .array(fc.constantFrom('we', 'listen', 'first', ' ', '\n', '  ', 'then', 'speak.', 'é', '👩‍🏫'), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''));

function spell(pieces: Piece[], kinds: Piece['kind'][]): string {
  return pieces
    .filter((piece) => kinds.includes(piece.kind))
    .map((piece) => piece.text)
    .join('');
}

test('what stayed and what went spell the text before, what stayed and what is new the text after', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = wordDiff({ before, after });
      expect(spell(pieces, ['same', 'gone'])).toBe(before);
      expect(spell(pieces, ['same', 'new'])).toBe(after);
    }),
  );
});

test('a text compared with itself has not changed', () => {
  fc.assert(
    fc.property(text, (same) => {
      expect(wordDiff({ before: same, after: same }).every((piece) => piece.kind === 'same')).toBe(true);
    }),
  );
});

test('no two neighbouring pieces are of one kind, and none is empty', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = wordDiff({ before, after });
      expect(pieces.every((piece) => piece.text.length > 0)).toBe(true);
      expect(pieces.every((piece, index) => piece.kind !== pieces[index + 1]?.kind)).toBe(true);
    }),
  );
});

test('as many words stay, whichever of the two texts came first', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const there = spell(wordDiff({ before: one, after: other }), ['same']);
      const back = spell(wordDiff({ before: other, after: one }), ['same']);
      expect(there.match(/\S+/g)?.length).toBe(back.match(/\S+/g)?.length);
    }),
  );
});

test('one changed word shows as one word', () => {
  expect(
    wordDiff({ before: 'What is said here stays here.', after: 'What is said here remains here.' }),
  ).toEqual([
    { kind: 'same', text: 'What is said here ' },
    { kind: 'gone', text: 'stays ' },
    { kind: 'new', text: 'remains ' },
    { kind: 'same', text: 'here.' },
  ]);
});

test('texts that have little in common are shown one after the other', () => {
  expect(wordDiff({ before: 'We keep to our time.', after: 'Tea comes first, to warm the hands.' })).toEqual([
    { kind: 'gone', text: 'We keep to our time.' },
    { kind: 'new', text: 'Tea comes first, to warm the hands.' },
  ]);
});

test('two clauses of the greatest length are compared before anybody gives up', () => {
  const before = 'a b '.repeat(500);
  const after = 'b c '.repeat(500);
  const started = performance.now();
  wordDiff({ before, after });
  expect(performance.now() - started).toBeLessThan(15_000);
});
