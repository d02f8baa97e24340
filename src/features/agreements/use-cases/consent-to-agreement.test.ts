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
import { agreementInForce, agreementState } from './read-agreement.ts';
import { readAgreementPage } from './read-agreement-page.ts';

const database = useDatabase();
const names = ['Ana Reed', 'Ben Hale', 'Cleo Marsh', 'Dev Stone', 'Edda Frost'];

async function circleOf(count: number) {
  const people = (await makePeople(database, names)).slice(0, count) as [Actor, Actor, Actor, Actor, Actor];
  return { people, ...(await makeCircle(database, people)) };
}

const page = (actor: Actor, circleId: string) => asMember(database, actor, circleId, readAgreementPage);

async function consent(actor: Actor, circleId: string, seen?: { version: number; hash: string }) {
  const text = seen ?? (await page(actor, circleId)).proposal;
  if (!text) throw new Error('nothing proposed');
  return asMember(database, actor, circleId, (tx, member) =>
    consentTo(tx, member, { version: text.version, hash: text.hash }),
  );
}

const addClause = (actor: Actor, circleId: string, version: number) =>
  asMember(database, actor, circleId, (tx, member) =>
    changeProposal(tx, member, { version, kind: 'added', id: newId(), title: 'Tea', body: 'Tea first.' }),
  );

test('a first agreement is in force when everyone has consented, and not before', async () => {
  const { people, circleId } = await circleOf(3);
  const [ana, ben, cleo] = people;
  expect(await consent(ana, circleId)).toEqual({ ok: true, inForce: false });
  expect(await consent(ben, circleId)).toEqual({ ok: true, inForce: false });
  expect(await asMember(database, ana, circleId, agreementInForce)).toBeUndefined();
  expect(await consent(cleo, circleId)).toEqual({ ok: true, inForce: true });
  const inForce = await asMember(database, ana, circleId, agreementInForce);
  expect(inForce?.version).toBe(1);
  expect(new Set(inForce?.consented)).toEqual(new Set(people.map((each) => each.personId)));
  expect(inForce?.hardMoments[0]).toBe('“Can we stop for a moment?”');
});

test('one alone consents and waits for a second', async () => {
  const { people, circleId } = await circleOf(1);
  expect(await consent(people[0], circleId)).toEqual({ ok: true, inForce: false });
});

test('two last consents at the same moment bring it into force once', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { people, circleId } = await circleOf(2);
    const seen = (await page(people[0], circleId)).proposal;
    const outcomes = await Promise.all(people.map((each) => consent(each, circleId, seen)));
    expect(outcomes.map((each) => each.ok && each.inForce).filter(Boolean)).toHaveLength(1);
    expect(await asMember(database, people[0], circleId, agreementInForce)).toMatchObject({ version: 1 });
  }
});

test('who read other words than there are now has not consented', async () => {
  const { people, circleId } = await circleOf(2);
  const [ana, ben] = people;
  const seen = (await page(ana, circleId)).proposal;
  await addClause(ben, circleId, 1);
  expect(await consent(ana, circleId, seen)).toEqual({ ok: false, reason: 'changed-meanwhile' });
  expect((await page(ana, circleId)).proposal?.consented).toEqual([]);
  expect(await consent(ana, circleId)).toEqual({ ok: true, inForce: false });
});

test('a consent and an edit at the same moment never leave a consent to words that were not read', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { people, circleId } = await circleOf(2);
    const [ana, ben] = people;
    const seen = (await page(ana, circleId)).proposal;
    const [given, edited] = await Promise.all([consent(ana, circleId, seen), addClause(ben, circleId, 1)]);
    expect(edited.ok).toBe(true);
    expect((await page(ana, circleId)).proposal?.consented).toEqual([]);
    if (given.ok) expect(edited).toMatchObject({ cleared: 1 });
  }
});

test('editing a proposal clears its consents; what is in force stays until everyone has consented anew', async () => {
  const { people, circleId } = await circleOf(2);
  const [ana, ben] = people;
  await consentAll(database, people, circleId);
  expect(await asMember(database, ben, circleId, proposeVersion)).toEqual({ ok: true, version: 2 });
  expect(await asMember(database, ana, circleId, proposeVersion)).toEqual({
    ok: false,
    reason: 'proposal-open',
  });
  await addClause(ben, circleId, 2);
  await consent(ana, circleId);
  expect(await addClause(ben, circleId, 2)).toEqual({ ok: true, cleared: 1 });
  const present = [ana.personId, ben.personId];
  await asMember(database, ana, circleId, async (tx, member) => {
    expect(await agreementState(tx, member)).toMatchObject({
      inForce: { version: 1, awaited: [] },
      // Whoever said yes to earlier words learns whose change asks them again.
      proposal: { version: 2, awaited: present, changed: { person: ben.personId, at: expect.any(Number) } },
    });
    // What is in force goes on holding for both.
    expect((await agreementInForce(tx, member))?.consented).toEqual(present);
    const { proposal } = await readAgreementPage(tx, member);
    expect(proposal?.changes.map((each) => [each.person, each.kind, each.title])).toEqual([
      [ben.personId, 'added', 'Tea'],
      [ben.personId, 'added', 'Tea'],
    ]);
    expect(proposal?.comparison?.filter((each) => each.state === 'added')).toHaveLength(2);
  });
  await consentAll(database, people, circleId);
  expect(await asMember(database, ana, circleId, agreementState)).toMatchObject({ inForce: { version: 2 } });
});

test('a newcomer is asked for the version in force, and holds up nobody else', async () => {
  const { people, circleId } = await circleOf(2);
  const [ana, ben] = people;
  await consentAll(database, people, circleId);
  const cleo = await joinFrom(ana, circleId);
  const consented = async () => (await asMember(database, ana, circleId, agreementInForce))?.consented;
  const [first, second, third] = [ana.personId, ben.personId, cleo.personId];
  expect(await consented()).toEqual([first, second]);
  const inForce = (await page(cleo, circleId)).inForce;
  expect(await consent(cleo, circleId, inForce)).toEqual({ ok: true, inForce: true });
  expect(await consented()).toEqual([first, second, third]);
});

test('whoever comes back to a circle is asked again', async () => {
  const { people, circleId } = await circleOf(3);
  const [ana, ben] = people;
  await consentAll(database, people, circleId);
  await asMember(database, ben, circleId, leaveCircle);
  await joinFrom(ana, circleId, ben);
  expect(await asMember(database, ana, circleId, agreementState)).toMatchObject({
    inForce: { awaited: [ben.personId] },
  });
  const inForce = (await page(ben, circleId)).inForce;
  expect(await consent(ben, circleId, inForce)).toEqual({ ok: true, inForce: true });
  expect(await asMember(database, ana, circleId, agreementState)).toMatchObject({ inForce: { awaited: [] } });
});

test('a withdrawn proposal leaves what is in force; the first one cannot be withdrawn', async () => {
  const { people, circleId } = await circleOf(2);
  const [ana, ben] = people;
  const withdraw = (version: number) =>
    asMember(database, ana, circleId, (tx, member) => withdrawProposal(tx, member, version));
  expect(await withdraw(1)).toEqual({ ok: false, reason: 'first-version' });
  await consentAll(database, people, circleId);
  await asMember(database, ben, circleId, proposeVersion);
  const seen = (await page(ana, circleId)).proposal;
  expect(await withdraw(2)).toEqual({ ok: true });
  expect(await withdraw(2)).toEqual({ ok: false, reason: 'no-proposal' });
  expect(await consent(ana, circleId, seen)).toEqual({ ok: false, reason: 'not-open' });
  expect(await asMember(database, ana, circleId, proposeVersion)).toEqual({ ok: true, version: 3 });
});

test('a clause is changed, moved and removed, and the others keep their authors', async () => {
  const { people, circleId } = await circleOf(2);
  const [ana, ben] = people;
  const before = (await page(ana, circleId)).proposal?.clauses ?? [];
  const [first, second] = before;
  if (!first || !second) throw new Error('no clauses');
  await asMember(database, ben, circleId, async (tx, member) => {
    const words = { title: 'Here', body: 'It stays here.' };
    const change = { version: 1, kind: 'changed', id: first.id, seen: first, ...words } as const;
    expect(await changeProposal(tx, member, change)).toEqual({ ok: true, cleared: 0 });
    const again = await changeProposal(tx, member, { ...change, body: 'Other.' });
    expect(again).toEqual({ ok: false, reason: 'changed-meanwhile' });
    await changeProposal(tx, member, { version: 1, kind: 'moved', id: first.id, to: 'down' });
    await changeProposal(tx, member, { version: 1, kind: 'removed', id: second.id, seen: second });
  });
  const after = (await page(ana, circleId)).proposal?.clauses ?? [];
  expect(after).toHaveLength(before.length - 1);
  expect(after[0]).toMatchObject({ id: first.id, title: 'Here', changedBy: ben.personId });
  expect(after[1]).toMatchObject({ id: before[2]?.id, changedBy: ana.personId });
});

async function joinFrom(inviter: Actor, circleId: string, who?: Actor): Promise<Actor> {
  const guest = who ?? (await newColleague(inviter));
  await joinCircle(database, guest, { inviter, circleId });
  return guest;
}

async function newColleague(of: Actor): Promise<Actor> {
  const [colleague] = await makePeople(database, ['Cleo Marsh'], of.organisationId);
  return colleague as Actor;
}

test('whoever joins is asked before they practise, and everyone else once more, which holds up nobody', async () => {
  const { people, circleId } = await circleOf(2);
  const [ana, ben] = people;
  await consentAll(database, [ana, ben], circleId);
  const state = () => asMember(database, ana, circleId, agreementState);
  expect((await state()).inForce).toEqual({ version: 1, awaited: [], again: [] });
  const cleo = await joinFrom(ana, circleId);
  expect((await state()).inForce).toEqual({
    version: 1,
    awaited: [cleo.personId],
    again: [ana.personId, ben.personId],
  });
  const counts = await asMember(database, ana, circleId, agreementInForce);
  expect(counts?.consented).toEqual([ana.personId, ben.personId]);
  for (const who of [cleo, ana]) {
    const { inForce } = await page(who, circleId);
    if (!inForce) throw new Error('nothing in force');
    await consent(who, circleId, inForce);
  }
  expect((await state()).inForce).toEqual({ version: 1, awaited: [], again: [ben.personId] });
});
