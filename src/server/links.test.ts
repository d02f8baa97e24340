import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { absoluteLink, leadsOnlyHere } from './links.ts';

test.each([
  [{}, 'http://localhost:3000/join/x', true],
  [{ PUBLIC_URL: 'http://localhost:8080' }, 'http://localhost:8080/join/x', true],
  [{ PUBLIC_URL: 'http://127.0.0.1:3000' }, 'http://127.0.0.1:3000/join/x', true],
  [{ PUBLIC_URL: 'http://[::1]:3000' }, 'http://[::1]:3000/join/x', true],
  [{ HOST: '0.0.0.0', ALLOW_HTTP: '1' }, 'http://localhost:3000/join/x', true],
  [{ HOST: '192.168.1.5', ALLOW_HTTP: '1' }, 'http://192.168.1.5:3000/join/x', false],
  [{ PUBLIC_URL: 'https://rondo.example.org' }, 'https://rondo.example.org/join/x', false],
] as const)('with %j a link is %s, which leads only here: %s', (environment, link, onlyHere) => {
  const config = readConfig(environment);
  expect(absoluteLink(config, '/join/x')).toBe(link);
  expect(leadsOnlyHere(config)).toBe(onlyHere);
});
