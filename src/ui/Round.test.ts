import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import Round from './Round.svelte';

const seats = [
  { id: '1', name: 'Mara', role: 'focus owner', lit: true },
  { id: '2', name: 'Ama', role: 'observer', you: true },
  { id: '3', name: 'Wilhelmina-Konstanze', present: false },
];
const words = { you: 'You', lit: 'has the turn', away: 'away' };

function draw(extra: object = {}): string {
  const { body } = render(Round, { props: { seats, label: 'The circle', left: 0.74, words, ...extra } });
  return body.replace(/<!--.*?-->/gu, '');
}

test('the round is told as a list to those who do not see it', () => {
  const list = /<ul[^>]*aria-label="The circle"[^>]*>(.*?)<\/ul>/su.exec(draw())?.[1] ?? '';
  expect(list.match(/(?<=<li[^>]*>)[^<]+/gu)).toEqual([
    'Mara, focus owner, has the turn',
    'You, observer',
    'Wilhelmina-Konstanze, away',
  ]);
});

test('a name that does not fit keeps its whole self as a title', () => {
  expect(draw()).toContain('<title>Wilhelmina-Konstanze</title>');
});

test('the ring shows what is left, by an attribute that the content policy allows', () => {
  expect(draw({ left: 0.75 })).toContain('stroke-dashoffset="0.25"');
  expect(draw({ left: 7 })).toContain('stroke-dashoffset="0"');
  expect(draw()).not.toContain('style=');
});

test('a small round is one picture with the name of its circle, and without one it is decoration', () => {
  expect(draw({ size: 'small' })).toMatch(/<svg[^>]*role="img"[^>]*aria-label="The circle"/u);
  expect(draw({ size: 'small', label: undefined })).toMatch(/<svg[^>]*aria-hidden="true"/u);
});

test('a name is only ever text', () => {
  const drawn = draw({ seats: [{ id: '1', name: '</title><script>alert(1)</script>' }] });
  expect(drawn).not.toContain('<script');
});
