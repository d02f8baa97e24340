import { parse } from 'devalue';
import { jsonValue, property, assert as propertyHolds } from 'fast-check';
import { expect, test } from 'vitest';
import { plainPageState } from './plain-page-state.ts';

const { load } = plainPageState();
const code = (load as { handler: (id: string) => string }).handler('stringify.js');
const { stringify } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

test('the framework reads a plain value back as it was', () => {
  const plain = jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'));
  propertyHolds(
    property(plain, (value) => {
      // Negative zero is none that JSON can say.
      expect(JSON.stringify(parse(stringify(value)))).toBe(JSON.stringify(value));
    }),
  );
  expect(parse(stringify({}))).toEqual({});
  expect(parse(stringify(undefined))).toBeUndefined();
});

test('a value that JSON cannot say is refused instead of kept wrongly', () => {
  expect(() => stringify({ at: new Date(0) })).toThrow('only what JSON can say');
  expect(() => stringify(() => 1)).toThrow('only what JSON can say');
});
