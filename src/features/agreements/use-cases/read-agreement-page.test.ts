import { expect, test } from 'vitest';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import type { Actor } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import {
  asMember,
  consentAll,
  joinCircle,
  makeCircle,
  makePeople,
} from '../../../../tests/support/circle.ts';
import { useDatabase } from '../../../../tests/support/database.ts';
import { changeProposal } from './change-proposal.ts';
import { consentTo } from './consent-to-agreement.ts';
import { proposeVersion, withdrawProposal } from './propose-version.ts';
import { readAgreedVersion, readAgreementPage } from './read-agreement-page.ts';

const database = useDatabase();
const names = ['Ana Reed', 'Ben Hale', 'Cleo Marsh', 'Dev Stone'];

/** Ana, Ben and Cleo have agreed on a second version, which Ben proposed; Dev is a colleague. */
async function grownAgreement() {
  const [ana, ben, cleo, dev] = (await makePeople(database, names)) as [Actor, Actor, Actor, Actor];
  const { circleId } = await makeCircle(database, [ana, ben, cleo]);
  const change = (by: Actor, what: Parameters<typeof changeProposal>[2]) =>
    asMember(database, by, circleId, (tx, member) => changeProposal(tx, member, what));
  await consentAll(database, [ana, ben, cleo], circleId);
  await asMember(database, ben, circleId, proposeVersion);
  const { proposal } = await asMember(database, ana, circleId, readAgreementPage);
  const [gone, reworded] = proposal?.clauses ?? [];
  if (!gone || !reworded) throw new Error('no clauses');
  await change(cleo, { version: 2, kind: 'added', id: newId(), title: 'Tea', body: 'Tea first.' });
  await change(ana, { version: 2, kind: 'removed', id: gone.id, seen: gone });
  const words = { title: 'When we must speak', body: reworded.body };
  await change(ben, { version: 2, kind: 'changed', id: reworded.id, seen: reworded, ...words });
  await consentAll(database, [cleo, ana, ben], circleId);
  const version = (reader: Actor, which: number) =>
    asMember(database, reader, circleId, (tx, member) => readAgreedVersion(tx, member, which));
  return { people: { ana, ben, cleo, dev }, circleId, version, gone, reworded };
}

test('each version that was agreed tells who proposed it, what it changed, who changed what, and who said yes', async () => {
  const { people, circleId, version, gone, reworded } = await grownAgreement();
  const { ana, ben, cleo } = people;
  const { agreed, proposal } = await asMember(database, ana, circleId, readAgreementPage);
  expect(proposal).toBeUndefined();
  expect(agreed.map((each) => [each.version, each.proposedBy])).toEqual([
    [2, ben.personId],
    [1, ana.personId],
  ]);
  const second = await version(ana, 2);
  expect(second).toMatchObject({ proposedBy: ben.personId, consented: [cleo, ana, ben].map(idOf) });
  expect(second?.changes.map(({ person, kind, title }) => [person, kind, title])).toEqual([
    [cleo.personId, 'added', 'Tea'],
    [ana.personId, 'removed', gone.title],
    [ben.personId, 'changed', reworded.title],
  ]);
  const different = second?.comparison?.filter(({ state }) => state !== 'same') ?? [];
  expect(different.map(({ state, clause }) => [state, clause.title])).toEqual([
    ['changed', 'When we must speak'],
    ['added', 'Tea'],
    ['removed', gone.title],
  ]);
  const first = await version(ana, 1);
  expect(first).toMatchObject({ comparison: undefined, changes: [] });
  expect(first?.clauses[0]?.title).toBe(gone.title);
});

test('whoever comes later reads it too, whoever left does not, and what was never agreed is nobody’s to read again', async () => {
  const { people, circleId, version } = await grownAgreement();
  const { ana, ben, cleo, dev } = people;
  await asMember(database, cleo, circleId, leaveCircle);
  await joinCircle(database, dev, { inviter: ana, circleId });
  const inForce = await version(dev, 2);
  expect(inForce?.consented).toEqual([cleo, ana, ben].map(idOf));
  expect(inForce).toEqual(await version(ana, 2));
  expect(await version(dev, 1)).toBeDefined();
  await expect(version(cleo, 1)).rejects.toThrow('not a member');
  await asMember(database, ana, circleId, proposeVersion);
  expect(await version(dev, 3)).toBeUndefined();
  await asMember(database, ana, circleId, (tx, member) => withdrawProposal(tx, member, 3));
  expect(await version(dev, 3)).toBeUndefined();
  expect(await version(dev, 99)).toBeUndefined();
});

test('whoever came back has not said yes to what is in force until they do so again', async () => {
  const { people, circleId, version } = await grownAgreement();
  const { ana, ben, cleo } = people;
  await asMember(database, cleo, circleId, leaveCircle);
  await joinCircle(database, cleo, { inviter: ana, circleId });
  expect((await version(ana, 2))?.consented).toEqual([ana, ben].map(idOf));
  expect((await version(ana, 1))?.consented).toEqual([ana, ben, cleo].map(idOf));
  const { inForce } = await asMember(database, cleo, circleId, readAgreementPage);
  if (!inForce) throw new Error('nothing in force');
  await asMember(database, cleo, circleId, (tx, member) => consentTo(tx, member, inForce));
  expect((await version(ana, 2))?.consented).toEqual([ana, ben, cleo].map(idOf));
});

const idOf = ({ personId }: Actor) => personId;
