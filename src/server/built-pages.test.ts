import { expect, test } from 'vitest';
import { demandBuiltPages } from './built-pages.ts';

test('pages that are not built are missed before anything begins, with what builds them', () => {
  const none = new URL('nowhere/handler.js', import.meta.url);
  expect(() => demandBuiltPages(none)).toThrow(/not built yet\. npm start builds them/);
  expect(() => demandBuiltPages(new URL(import.meta.url))).not.toThrow();
});
