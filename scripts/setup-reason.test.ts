import { expect, test } from 'vitest';
import { reasonFor } from './setup-reason.mjs';

const root = '/srv/rondo';
const denied = (path: string) => `npm error code EACCES\nnpm error syscall mkdir\nnpm error path ${path}\n`;

test('the folder that is named is the one that may not be written', () => {
  expect(reasonFor(denied('/srv/rondo/node_modules'), root)).toMatch('may not write in /srv/rondo.');
  expect(reasonFor(denied('/home/rondo/.npm'), root)).toMatch('may not write in /home/rondo/.npm.');
  expect(reasonFor('Error: EROFS: read-only file system', root)).toMatch('may not write in /srv/rondo.');
});

test('a certificate that npm does not trust is told apart from a registry that is not reached', () => {
  expect(reasonFor('npm error code SELF_SIGNED_CERT_IN_CHAIN', root)).toMatch('NODE_EXTRA_CA_CERTS');
  expect(reasonFor('npm error code ENOTFOUND', root)).toMatch('did not reach the registry');
});

test('a full disk is told, and what is not known is not guessed', () => {
  expect(reasonFor('npm error code ENOSPC', root)).toMatch('The disk of /srv/rondo is full.');
  expect(reasonFor('npm error code ERESOLVE', root)).toBe('Rondo could not be set up.');
});
