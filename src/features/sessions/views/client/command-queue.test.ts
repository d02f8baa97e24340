import { expect, test } from 'vitest';
import { newId } from '../new-id.ts';
import { commandQueue, type Queued } from './command-queue.ts';
import { tidyLeftovers } from './leftovers.ts';
import { ownStore, storageInMemory } from './own-store.ts';

const at = { person: 'ama', session: 'one' };

function amasBrowser(): Storage {
  const local = storageInMemory();
  void tidyLeftovers({ person: { id: 'ama' } }, { local, tab: storageInMemory() });
  return local;
}

test('acts come back in the order in which they were made, also after a reload', () => {
  const storage = amasBrowser();
  const acts = Array.from(
    { length: 40 },
    (_, from): Queued => ({ id: newId(), act: { type: 'move-on', from } }),
  );
  for (const queued of acts) commandQueue(ownStore(at, storage)).add(queued);
  expect(commandQueue(ownStore(at, storage)).all()).toEqual(acts);
});

test('an act that was answered is gone, and the others are not', () => {
  const queue = commandQueue(ownStore(at, amasBrowser()));
  const [first, second] = [newId(), newId()];
  queue.add({ id: first, act: { type: 'pause' } });
  queue.add({ id: second, act: { type: 'pass' } });
  queue.remove(first);
  expect(queue.all().map(({ id }) => id)).toEqual([second]);
});

test('one person never sends what another had typed on the same browser, nor into another session', () => {
  const storage = amasBrowser();
  commandQueue(ownStore(at, storage)).add({ id: newId(), act: { type: 'pause' } });
  expect(commandQueue(ownStore({ ...at, person: 'noor' }, storage)).all()).toEqual([]);
  expect(commandQueue(ownStore({ ...at, session: 'two' }, storage)).all()).toEqual([]);
});

test('what somebody else wrote under our name is left alone', () => {
  const storage = amasBrowser();
  storage.setItem('rondo:ama:one:act:1', 'not ours');
  expect(commandQueue(ownStore(at, storage)).all()).toEqual([]);
});

test('acts are sent although the browser has no room to keep them', () => {
  const full = amasBrowser();
  full.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const queue = commandQueue(ownStore(at, full));
  const queued: Queued = { id: newId(), act: { type: 'pause' } };
  queue.add(queued);
  expect(queue.all()).toEqual([queued]);
  queue.remove(queued.id);
  expect(queue.all()).toEqual([]);
});
