import { readFileSync } from 'node:fs';
import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findField } from './field.ts';
import { parseFields } from './parse-fields.ts';

const shipped = parseFields(readFileSync('prompts/fields.md', 'utf8'));
const fields = shipped.ok ? shipped.fields : [];

describe('the fields that come with Rondo', () => {
  test('can all be read, and are at least eight', () => {
    expect(shipped).toMatchObject({ ok: true });
    expect(fields.length).toBeGreaterThanOrEqual(8);
  });

  test('no question is asked twice, and each fits on two lines of a phone', () => {
    const prompts = fields.flatMap((field) => field.prompts);
    expect(new Set(prompts).size).toBe(prompts.length);
    expect(prompts.filter((prompt) => prompt.length > 120)).toEqual([]);
  });

  test.each([
    ['Sales', 'Sales'],
    ['account management', 'Sales'],
    ['Software Engineering', 'Engineering'],
    ['IT', 'Engineering'],
    ['Customer Support, Evening', 'Support'],
    ['HR', 'People and culture'],
  ])('the department “%s” is at home in %s', (department, name) => {
    expect(findField(fields, department)?.name).toBe(name);
  });

  test.each(['', '  ', 'Weaving', 'Unit', 'Sale'])('no field is guessed for “%s”', (department) => {
    expect(findField(fields, department)).toBeUndefined();
  });
});

test('all that is wrong in a file of fields is told at once, with its line', () => {
  const text =
    'For editors.\n\n## Sales\nalso: deals\n- One?\n- Two.\nThree?\n\n## Deals\n- A?\n- B?\n- C?\n';
  const parsed = parseFields(text);
  expect(parsed.ok ? [] : parsed.problems.map(({ line, found }) => [line, found])).toEqual([
    [3, '1'],
    [6, 'Two.'],
    [7, 'Three?'],
    [9, 'deals'],
  ]);
});

test('no text throws', () => {
  assert(
    property(string({ unit: 'grapheme' }), (text) => {
      parseFields(text);
      parseFields(`## ${text}\n- ${text}`);
    }),
  );
});
