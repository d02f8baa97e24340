import { expect, test } from 'vitest';
import { linkHost } from './link-host.ts';

test.each([
  ['https://review.example.org/change/7', 'review.example.org'],
  ['https://known.example.org@elsewhere.example.net/', 'elsewhere.example.net'],
  ['https://раypal.example.org/', 'xn--ypal-43d9g.example.org'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,hello', undefined],
  ['not a link', undefined],
])('%s leads to %s', (link, host) => {
  expect(linkHost(link)).toBe(host);
});
