import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { bodyProblem } from './body-size.ts';

const mb = 1024 * 1024;
const sent = (method: string, url: string, headers: Record<string, string>) =>
  bodyProblem({ method, url, headers } as unknown as IncomingMessage);

test.each([
  ['POST', '/sign-in', { 'content-length': '100' }, undefined],
  ['POST', '/sign-in', { 'content-length': String(mb + 1) }, 413],
  ['POST', '/sessions/01/commands', { 'content-length': String(mb + 1) }, 413],
  ['POST', '/sessions/01/artefacts?/attach', { 'content-length': String(10 * mb) }, undefined],
  ['POST', '/sessions/01/artefacts?/attach', { 'content-length': String(12 * mb) }, 413],
  ['POST', '/sign-in?x=/sessions/01/artefacts', { 'content-length': String(2 * mb) }, 413],
  ['PATCH', '/circles/01/exchange/uploads/02', { 'content-length': String(10 * mb) }, undefined],
  ['PATCH', '/circles/01/exchange/uploads/02', { 'content-length': String(12 * mb) }, 413],
  ['POST', '/circles/01/exchange/new?/file', { 'content-length': String(10 * mb) }, undefined],
  ['POST', '/circles/01/exchange/terms', { 'content-length': String(2 * mb) }, 413],
  ['POST', '/sign-in', { 'transfer-encoding': 'chunked' }, 411],
  ['POST', '/sessions/01/artefacts?/attach', { 'transfer-encoding': 'chunked' }, undefined],
  ['POST', '/me?/signOut', {}, undefined],
  ['GET', '/', { 'content-length': String(12 * mb) }, undefined],
])('%s %s with %j is answered with %s', (method, url, headers, answer) => {
  expect(sent(method, url, headers as Record<string, string>)).toBe(answer);
});
