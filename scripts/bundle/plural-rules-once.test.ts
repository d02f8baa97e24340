import { expect, test, vi } from 'vitest';
import { pluralRulesOnce } from './plural-rules-once.ts';

const { transform } = pluralRulesOnce() as unknown as {
  transform: { handler: (this: { error: (why: string) => never }, code: string) => { code: string } };
};
const context = {
  error(why: string): never {
    throw new Error(why);
  },
};
const generated = `function plural(locale, input, options) {
  return new Intl.PluralRules(locale, options).select(Number(input))
};`;

type Plural = (locale: string, input: number, options?: Intl.PluralRulesOptions) => string;

test('a number is put in the same words as before, with rules that are made once for each language and kind', () => {
  const { code } = transform.handler.call(context, generated);
  const plural = new Function(`${code}; return plural`)() as Plural;
  const made = vi.spyOn(Intl, 'PluralRules');
  const said = [1, 2, 1].flatMap((n) => [
    plural('en', n, {}),
    plural('en', n, { type: 'ordinal' }),
    plural('cy', n),
  ]);
  expect(made).toHaveBeenCalledTimes(3);
  made.mockRestore();
  expect(said).toEqual(['one', 'one', 'one', 'other', 'two', 'two', 'one', 'one', 'one']);
});

test('the build stops where the generated messages no longer look so', () => {
  expect(() => transform.handler.call(context, 'export function plural() {}')).toThrow(/differently/);
});
