import { expect, test } from 'vitest';
import { agreementInForce, agreementState } from '#features/agreements/use-cases/read-agreement.ts';
import { findCircleMember } from '#features/circles/access.ts';
import { asMember, makePeople } from '../../../../tests/support/circle.ts';
import { useDatabase } from '../../../../tests/support/database.ts';
import { createCircle } from './create-circle.ts';
import { circlesOf, membersOf } from './list-members.ts';

const database = useDatabase();
const words = { name: 'The Thursday five', purpose: 'To listen better', focusSkill: 'Listening' };

test('the founder of a circle sits in it, and the template of an agreement waits for consent', async () => {
  const [ana] = await makePeople(database, ['Ana Reed']);
  if (!ana) throw new Error('nobody');
  const { circleId } = await database.asPerson(ana, (tx) => createCircle(tx, ana, words));
  await asMember(database, ana, circleId, async (tx, member) => {
    expect((await membersOf(tx, member)).map((each) => [each.name, each.seat])).toEqual([['Ana Reed', 1]]);
    expect(await agreementInForce(tx, member)).toBeUndefined();
    expect(await agreementState(tx, member)).toEqual({ proposal: { version: 1, awaited: [ana.personId] } });
  });
});

test('a colleague outside the circle and a member of another organisation are no members', async () => {
  const [ana, ben] = await makePeople(database, ['Ana Reed', 'Ben Hale']);
  const [stranger] = await makePeople(database, ['Una Fern']);
  if (!ana || !ben || !stranger) throw new Error('nobody');
  const { circleId } = await database.asPerson(ana, (tx) => createCircle(tx, ana, words));
  for (const outsider of [ben, stranger]) {
    await database.asPerson(outsider, async (tx) => {
      expect(await findCircleMember(tx, outsider, circleId)).toBeUndefined();
      expect(await circlesOf(tx, outsider)).toEqual([]);
    });
  }
});
