import { expect, test } from 'vitest';
import type { Room } from './room.ts';
import { showsOnDevice } from './shows-on-device.ts';
import type { Words } from './words.ts';

const lobby: Room = {
  status: 'lobby',
  openedBy: 'mara',
  openedAt: 0,
  present: ['mara', 'noor'],
  lastAt: 0,
  lastActAt: {},
  devices: { mara: 'noor' },
  handedAt: { mara: 100 },
};
const sealed: Words = {
  id: 'w',
  pass: 0,
  author: 'noor',
  via: 'mara',
  audience: 'session',
  createdAt: 120,
  body: { kind: 'phrase', text: 'x' },
};
const { via: _, ...elsewhere } = sealed;

test.each<[string, Words, Room, boolean]>([
  ['written on it since it changed hands', sealed, lobby, true],
  ['written on it before it changed hands', { ...sealed, createdAt: 80 }, lobby, false],
  ['written on her own device', elsewhere, lobby, false],
  ['released to all', { ...elsewhere, releasedAt: 130 }, lobby, true],
  [
    'released to her alone',
    { ...elsewhere, audience: 'subject', subject: 'noor', releasedAt: 130 },
    lobby,
    false,
  ],
  ['written on it, now in other hands', sealed, { ...lobby, devices: { mara: 'ilya' } }, false],
  ['written on it, when all is over', sealed, { status: 'discarded' }, false],
])("through another's device: what is %s", (_name, row, room, shown) => {
  expect(showsOnDevice(row, { room, viewer: 'noor', via: 'mara' })).toBe(shown);
  expect(showsOnDevice(row, { room, viewer: 'noor' })).toBe(true);
});
