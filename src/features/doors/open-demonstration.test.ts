import { expect, test } from 'vitest';
import { linkFor } from './use-cases/open-demonstration.ts';

const here = { HOST: '127.0.0.1', PORT: 3000, PUBLIC_URL: undefined, TLS_CERT: undefined };

test.each([
  ['on this machine', here, 'http://mara.localhost:3000/sign-in/a'],
  ['with an own certificate', { ...here, TLS_CERT: 'cert.pem' }, 'https://mara.localhost:3000/sign-in/a'],
  [
    'on the usual port of https',
    { ...here, PORT: 443, TLS_CERT: 'cert.pem' },
    'https://mara.localhost/sign-in/a',
  ],
  [
    'where its own address is said as well',
    { ...here, PUBLIC_URL: 'http://localhost:3000/' },
    'http://mara.localhost:3000/sign-in/a',
  ],
  ['behind an address', { ...here, PUBLIC_URL: 'https://rondo.example' }, 'https://rondo.example/sign-in/a'],
  ['open to others', { ...here, HOST: '192.0.2.7', TLS_CERT: 'c' }, 'https://192.0.2.7:3000/sign-in/a'],
])('a made-up person’s link %s', (_, config, link) => {
  expect(linkFor(config, 'mara', '/sign-in/a')).toBe(link);
});
