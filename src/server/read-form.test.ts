import { expect, test } from 'vitest';
import { z } from 'zod';
import { readForm } from './read-form.ts';

const schema = z.object({
  name: z.string().trim().min(1, 'Please write a name.'),
  tongues: z.array(z.string()).default([]),
});

function form(entries: Array<[string, string]>): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

test('what fits is read, lists too', () => {
  const read = readForm(
    schema,
    form([
      ['name', ' Mara '],
      ['tongues[]', 'en'],
      ['tongues[]', 'de'],
    ]),
  );
  expect(read).toMatchObject({ ok: true, value: { name: 'Mara', tongues: ['en', 'de'] } });
});

test('what does not fit comes back with a sentence for its field and everything that was typed', () => {
  const read = readForm(
    schema,
    form([
      ['name', ' '],
      ['tongues[]', 'en'],
    ]),
  );
  expect(read).toEqual({
    ok: false,
    problems: { name: 'Please write a name.' },
    values: { name: ' ', tongues: ['en'] },
  });
});

test('a NUL, which no text holds and the database refuses, is left out', () => {
  expect(readForm(schema, form([['name', 'Ma\0ra']]))).toMatchObject({ value: { name: 'Mara' } });
});
