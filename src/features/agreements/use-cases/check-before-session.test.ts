import { expect, test } from 'vitest';
import { optInWithManager } from '#features/circles/use-cases/opt-in-with-manager.ts';
import { readCirclePage } from '#features/circles/use-cases/read-circle-page.ts';
import type { Actor } from '#server/database.ts';
import { asMember, consentAll, makeCircle, makePeople } from '../../../../tests/support/circle.ts';
import { useDatabase } from '../../../../tests/support/database.ts';
import { missingBeforeSession } from './check-before-session.ts';

const database = useDatabase();

test('a manager and a report who are both present each say yes before a session starts; the third learns no names', async () => {
  const people = (await makePeople(database, ['Ana Reed', 'Ben Hale', 'Cleo Marsh'])) as [
    Actor,
    Actor,
    Actor,
  ];
  const [ana, ben, cleo] = people;
  const { circleId } = await makeCircle(database, people);
  await consentAll(database, people, circleId);
  await database.asMaintenance((tx) =>
    tx.updateTable('person').set({ manager_id: ana.personId }).where('id', '=', ben.personId).execute(),
  );
  const missing = (actor: Actor, present: Actor[]) =>
    asMember(database, actor, circleId, (tx, member) =>
      missingBeforeSession(
        tx,
        member,
        present.map((each) => each.personId),
      ),
    );
  const optIn = (actor: Actor, other: Actor) =>
    asMember(database, actor, circleId, (tx, member) => optInWithManager(tx, member, other.personId));
  const between = { manager: ana.personId, report: ben.personId };

  expect(await missing(ana, people)).toEqual([
    { reason: 'manager-opt-in', between: { ...between, agreed: [] } },
  ]);
  expect(await missing(cleo, people)).toEqual([{ reason: 'manager-opt-in' }]);
  expect(await missing(ana, [ana, cleo])).toEqual([]);
  expect(await optIn(cleo, ana)).toEqual({ ok: false, reason: 'nothing-open' });
  expect(await optIn(ben, ana)).toEqual({ ok: true });
  expect(await optIn(ben, ana)).toEqual({ ok: false, reason: 'nothing-open' });
  expect(await missing(ana, people)).toMatchObject([{ between: { agreed: [ben.personId] } }]);
  expect((await asMember(database, cleo, circleId, readCirclePage)).pairs).toEqual([]);
  expect(await optIn(ana, ben)).toEqual({ ok: true });
  expect(await missing(cleo, people)).toEqual([]);
});
