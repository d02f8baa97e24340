import { expect, test } from 'vitest';
import { isAway } from './is-away.ts';

test.each([
  ['the disk is full', { code: '53100' }],
  ['all connections are taken', { code: '53300' }],
  ['the server is shutting down', { code: '57P01' }],
  ['the server is starting', { code: '57P03' }],
  ['the database takes no connections', { code: '55000' }],
  ['nobody listens', { code: 'ECONNREFUSED' }],
  ['the connection broke', { code: 'ECONNRESET' }],
  ['a stored file finds no room', { code: 'ENOSPC' }],
])('%s: it may work again later', (_name, facts) => {
  expect(isAway(Object.assign(new Error('x'), facts))).toBe(true);
  expect(isAway(new Error('outer', { cause: Object.assign(new Error('x'), facts) }))).toBe(true);
});

test('a connection that ended under a query says so only in words', () => {
  expect(isAway(new Error('Connection terminated unexpectedly'))).toBe(true);
});

test.each([
  ['a rule of the tables', Object.assign(new Error('x'), { code: '23505' })],
  ['a statement that was wrong', Object.assign(new Error('x'), { code: '42P01' })],
  ['a bug', new TypeError('x is not a function')],
  ['no error at all', 'x'],
])('%s is not the same as being away', (_name, error) => {
  expect(isAway(error)).toBe(false);
});
