import { expect, test } from 'vitest';
import { typedSince } from './typed-since.ts';

function form(...fields: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

test('what stands there as it was sent may be emptied; what somebody typed meanwhile stays', () => {
  const sent = form(['text', 'One hour'], ['who', 'Noor'], ['who', 'Mara']);
  expect(typedSince(sent, form(['text', 'One hour'], ['who', 'Noor'], ['who', 'Mara']))).toBe(false);
  expect(typedSince(sent, form(['text', 'One hour a day'], ['who', 'Noor'], ['who', 'Mara']))).toBe(true);
  expect(typedSince(sent, form(['text', 'One hour'], ['who', 'Noor']))).toBe(true);
  expect(typedSince(sent, form(['text', ''], ['who', 'Noor'], ['who', 'Mara']))).toBe(true);
});
