import { expect, test } from 'vitest';
import { alphabetically } from './alphabetically.ts';

test.each([
  ['en', ['Ease', 'Öl', 'Ton', 'Zeit']],
  ['sv', ['Ease', 'Ton', 'Zeit', 'Öl']],
])('what is looked up in %s stands where its readers look', (locale, titles) => {
  const shuffled = [...titles].reverse().map((title) => ({ title }));
  expect(shuffled.sort(alphabetically(locale, ({ title }) => title)).map(({ title }) => title)).toEqual(
    titles,
  );
});
