import { expect, test } from 'vitest';
import { isFromThisSite } from './request-origin.ts';

const own = 'http://rondo.example:3000';

const cases: Array<[string, string, Record<string, string>, boolean]> = [
  ['a page is read from anywhere', 'GET', { 'sec-fetch-site': 'cross-site' }, true],
  ['a scanner looks without opening', 'HEAD', {}, true],
  ['a form of our own', 'POST', { 'sec-fetch-site': 'same-origin', origin: own }, true],
  ['a form of our own in an older browser', 'POST', { origin: own }, true],
  [
    'a form on a foreign page',
    'POST',
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    false,
  ],
  [
    'a form on a neighbouring host',
    'POST',
    { 'sec-fetch-site': 'same-site', origin: 'http://x.rondo.example:3000' },
    false,
  ],
  ['a foreign page in an older browser', 'POST', { origin: 'https://evil.example' }, false],
  ['a page that hides where it is', 'POST', { origin: 'null' }, false],
  [
    'headers that contradict each other',
    'POST',
    { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
    false,
  ],
  ['our host under another scheme', 'POST', { origin: 'https://rondo.example:3000' }, false],
  ['neither header', 'POST', {}, false],
  ['any method that changes things', 'DELETE', { 'sec-fetch-site': 'cross-site' }, false],
];

test.each(cases)('%s', (_what, method, headers, allowed) => {
  expect(isFromThisSite({ method, headers: new Headers(headers) }, own)).toBe(allowed);
});
