import { expect, test } from 'vitest';
import { mayRead } from './may-read.ts';
import type { Audience, Words } from './words.ts';

const readers: [Audience, 'sealed' | 'released', string[]][] = [
  ['author', 'sealed', ['author']],
  ['author', 'released', ['author']],
  ['subject', 'sealed', ['author']],
  ['subject', 'released', ['author', 'subject']],
  ['session', 'sealed', ['author']],
  ['session', 'released', ['author', 'subject', 'member']],
];

test.each(readers)('words for %s, %s, are read by %j and nobody else', (audience, state, expected) => {
  const words: Words = {
    id: 'w',
    pass: 0,
    author: 'author',
    subject: 'subject',
    audience,
    createdAt: 0,
    ...(state === 'released' ? { releasedAt: 1 } : {}),
    body: { kind: 'thanks', text: '' },
  };
  expect(['author', 'subject', 'member'].filter((viewer) => mayRead(words, viewer))).toEqual(expected);
});
