import { expect, test } from 'vitest';
import { z } from 'zod';
import { readForm } from './read-form.ts';
import { wholeNumber } from './whole-number.ts';

const schema = z.object({ place: wholeNumber(32_000) });

function read(place: string) {
  const form = new FormData();
  form.append('place', place);
  return readForm(schema, form);
}

test('digits are a number, up to the most that fits', () => {
  expect(read('0')).toMatchObject({ ok: true, value: { place: 0 } });
  expect(read('32000')).toMatchObject({ ok: true, value: { place: 32_000 } });
  expect(read('32001').ok).toBe(false);
});

test.each(['', ' ', '\0', '\u202e\u200b', '1.5', '-1', '1e3', '0x10', 'abc', '9'.repeat(400)])(
  'what is no number is not taken for the first place: %j',
  (place) => expect(read(place).ok).toBe(false),
);

test('a field that is missing or holds a file is no number', () => {
  const file = new FormData();
  file.append('place', new File(['1'], 'a'));
  expect(readForm(schema, file).ok).toBe(false);
  expect(readForm(schema, new FormData()).ok).toBe(false);
});
