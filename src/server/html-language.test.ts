import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inLanguage } from './html-language.ts';

const page = readFileSync(new URL('../app.html', import.meta.url), 'utf8');

test.each([
  ['en', 'ltr'],
  ['pt-BR', 'ltr'],
  ['ar', 'rtl'],
  ['he', 'rtl'],
])('a page in %s says so, and is read %s', (locale, direction) => {
  expect(inLanguage(page, locale)).toContain(`<html lang="${locale}" dir="${direction}">`);
});
