import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { noticeListening } from './notice-listening.ts';

const story = { tellersWords: ['did not like to ask', 'in the doorway', 'easy to ask'] };
const kinds = (text: string) => noticeListening(text, story).map(({ kind }) => kind);

test.each([
  ['You told them in the doorway, and they did not like to ask.', ['own-words']],
  ['It is not about the hour. Did I miss anything?', ['asks']],
  ['You should write a note next time.', ['advice']],
  ['I know that feeling, the same happened to me.', ['own-story']],
  ['The list was half empty.', []],
])('“%s” shows %j', (text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

test("the teller's words are named as the teller said them, however they were typed", () => {
  expect(noticeListening('They “DID NOT\n like to ask”.', story)).toEqual([
    { kind: 'own-words', found: ['did not like to ask'] },
  ]);
});

test('whatever is written, something is only named that stands there', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      for (const { found } of noticeListening(text, story))
        for (const words of [found].flat()) expect(text.toLowerCase().replace(/\s+/g, ' ')).toContain(words);
    }),
  );
});
