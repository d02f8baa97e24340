import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('every problem of the environment is named at once, without secrets', () => {
  const attempt = () =>
    readConfig({
      PORT: 'many',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://a:secret@b/c',
      METRICS_TOKEN: 'short',
    });
  expect(attempt).toThrow(/PORT/);
  expect(attempt).toThrow(/METRICS_TOKEN/);
  expect(attempt).toThrow(/HOST/);
  expect(attempt).not.toThrow(/secret/);
});

const refused: Array<[string, Record<string, string>, RegExp]> = [
  [
    'a name for a proxy',
    { TRUST_PROXY: '127.0.0.1, proxy.example' },
    /proxy\.example is neither an address nor a range/,
  ],
  ['everybody for a proxy', { TRUST_PROXY: '0.0.0.0/0' }, /0\.0\.0\.0\/0 is everybody/],
  [
    'an open address over plain http',
    { HOST: '0.0.0.0' },
    /HOST.*over plain http.*TLS_CERT.*TRUST_PROXY.*ALLOW_HTTP=1/,
  ],
  ['a host that only looks like this machine', { HOST: '127.evil.example' }, /HOST/],
  [
    'a public address over plain http',
    { PUBLIC_URL: 'http://rondo.example' },
    /PUBLIC_URL.*plain http.*ALLOW_HTTP=1/,
  ],
  [
    'a public address over plain http through a proxy',
    { PUBLIC_URL: 'http://rondo.example', HOST: '0.0.0.0', TRUST_PROXY: '10.0.0.1' },
    /PUBLIC_URL.*plain http/,
  ],
  ['a public address below a path', { PUBLIC_URL: 'https://example.org/rondo' }, /without a path/],
  ['a public address with a user', { PUBLIC_URL: 'https://me:word@example.org' }, /without a path/],
  ['a public address of another protocol', { PUBLIC_URL: 'ftp://example.org' }, /write https/],
  ['a public address without a protocol', { PUBLIC_URL: 'rondo.example.org' }, /PUBLIC_URL: write https/],
  ['a port in words', { PORT: 'abc' }, /PORT is "abc": write a whole number from 1 to 65535/],
  ['a port that is none', { PORT: '70000' }, /PORT is "70000": write a whole number from 1 to 65535/],
  ['half a port', { PORT: '3.5' }, /write a whole number from 1 to 65535/],
  ['a port in another notation', { PORT: '0x50' }, /write a whole number from 1 to 65535/],
  [
    'an unknown level',
    { LOG_LEVEL: 'loud' },
    /LOG_LEVEL is "loud": write silent, error, warn, info or debug/,
  ],
  ['a bucket of one letter', { S3_BUCKET: 'B' }, /3 to 63 small letters/],
  ['a sender without an address', { MAIL_FROM: 'Rondo' }, /MAIL_FROM is "Rondo": write Rondo <rondo@/],
];

test.each(refused)('%s is refused with a sentence', (_what, environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(sentence);
});

test.each([
  [{ PUBLIC_URL: 'http://localhost:8080' }],
  [{ PUBLIC_URL: 'http://127.0.0.1:8080' }],
  [{ PUBLIC_URL: 'http://[::1]:8080' }],
  [{ PUBLIC_URL: 'http://rondo.example', ALLOW_HTTP: '1' }],
  [{ PUBLIC_URL: 'https://rondo.example/', TRUST_PROXY: '127.0.0.1' }],
  [{ PUBLIC_URL: 'https://rondo.example:8443', HOST: '0.0.0.0', TRUST_PROXY: '10.0.0.0/8' }],
  [{ HOST: '0.0.0.0', ALLOW_HTTP: '1' }],
  [{ MAIL_FROM: 'rondo@rondo.example' }],
  [{ MAIL_FROM: '"Rondo, our circles" <rondo@rondo.example>' }],
])('%j starts', (environment: Record<string, string>) => {
  expect(() => readConfig(environment)).not.toThrow();
});
