import { expect, test } from 'vitest';
import {
  audiences,
  audiencesFor,
  isWider,
  itemKinds,
  mayGoTo,
  narrowestFor,
  tellsWhoRead,
} from './audience.ts';

test.each(itemKinds)('the dial of a %s begins at its narrowest and lists wider ones after it', (kind) => {
  const allowed = audiencesFor(kind);
  expect(narrowestFor(kind)).toBe(allowed[0]);
  for (const [at, audience] of allowed.entries()) {
    expect(mayGoTo(kind, audience)).toBe(true);
    const next = allowed[at + 1];
    if (next) expect(isWider({ audience: next, than: audience })).toBe(true);
  }
});

test('what somebody writes or says for themselves begins with them, and never becomes a story by itself', () => {
  for (const kind of ['journal_entry', 'recording', 'signal', 'practice', 'story'] as const) {
    expect(narrowestFor(kind)).toBe('me');
  }
  for (const kind of itemKinds) expect(mayGoTo(kind, 'story')).toBe(kind === 'story');
});

test('a card is the circle’s, and there is nothing to turn', () => {
  expect(audiencesFor('card')).toEqual(['circle']);
});

test('an owner is told who has read only where the readers are known by name beforehand', () => {
  expect(audiences.filter(tellsWhoRead)).toEqual(['partner', 'circle']);
});
