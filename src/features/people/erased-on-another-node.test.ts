import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenToOtherNodes } from '#features/sessions/live/listen.ts';
import { openDatabase } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { testMasterKey } from '../../../tests/support/database.ts';
import { must, openTestSession, startSession } from '../../../tests/support/session.ts';
import { erasePerson } from './use-cases/erase-person.ts';

const here = useApp();
let stop: () => Promise<void>;

beforeAll(() => {
  stop = listenToOtherNodes(here, here.database.appUrl);
});
afterAll(() => stop());

test('erased at one node, somebody is gone from the memory and the open pages of every other', async () => {
  const session = await openTestSession(here, { size: 2 });
  await startSession(session);
  const [mara, ilya] = session.people;
  const body = { kind: 'artefact' as const, artefact: 'text' as const, text: 'hers-on-every-page' };
  await must(session.act(mara, { type: 'write', wordsId: randomUUID(), body }));
  const seen: string[] = [];
  const member = await session.member(ilya);
  const leave = await here.hub.subscribe({
    member,
    signInId: randomUUID(),
    send: ({ view }) => seen.push(view),
    close: () => undefined,
  });
  expect(seen.at(-1)).toContain('hers-on-every-page');
  const place = { owner: mara.personId, table: 'sighting', row: '1', column: 'text' };
  const sealed = (await here.database.vault.keysOf(mara.organisationId, [mara.personId])).seal(place, 'hers');

  const database = openDatabase(
    { app: here.database.appUrl, owner: here.database.ownerUrl },
    { masterKey: async () => testMasterKey },
  );
  await erasePerson({ ...here, database }, mara);
  await database.close();

  await expect.poll(() => seen.at(-1), { timeout: 15_000 }).not.toContain('hers-on-every-page');
  const keys = await here.database.vault.keysOf(mara.organisationId, [mara.personId]);
  expect(keys.open(place, sealed)).toBeUndefined();
  leave();
});
