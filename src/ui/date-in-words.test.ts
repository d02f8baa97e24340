import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { dateInWords } from './date-in-words.ts';
import Field from './Field.svelte';

test('a day and a time are said as one says them, whatever language the machine has', () => {
  expect(dateInWords('2026-11-26')).toBe('Thursday 26 November');
  expect(dateInWords('2026-04-03T09:30')).toMatch(/^Friday 3 April(,| at) 09:30$/);
});

test('nothing is said while there is no whole date', () => {
  for (const held of ['', '2026-11', 'soon', '2026-13-40', 'T09:30']) expect(dateInWords(held)).toBe('');
});

test('below a date field stands its date in words, and the field is described by it', () => {
  const { body } = render(Field, {
    props: { label: 'Day', name: 'day', type: 'date', value: '2026-11-26', id: 'day' },
  });
  expect(body).toContain('Thursday 26 November');
  expect(body).toContain('aria-describedby="day-said"');
});

test('a text that looks like a date is left alone', () => {
  const { body } = render(Field, { props: { label: 'Words', name: 'words', value: '2026-11-26' } });
  expect(body).not.toContain('Thursday');
});
