import { expect, test } from 'vitest';
import { whetherSendable } from './whether-sendable.ts';

const mine = [
  { id: 'open', name: 'The Thursday four', closed: false },
  { id: 'over', name: 'The Monday two', closed: true },
];

test.each([
  ['open', { can: true, circle: 'The Thursday four', href: '/circles/open/exchange/new#one' }],
  ['over', { can: false, why: 'closed', circle: 'The Monday two' }],
  ['left', { can: false, why: 'left' }],
])('a recording that was made for a circle that is %s', (circle, expected) => {
  expect(whetherSendable({ id: 'one', circle }, mine)).toEqual(expected);
});
