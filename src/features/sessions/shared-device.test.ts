import { expect, test } from 'vitest';
import { readAgreementPage } from '#features/agreements/use-cases/read-agreement-page.ts';
import { enterByInvitation } from '#features/circles/use-cases/enter-by-invitation.ts';
import { inviteByMail } from '#features/circles/use-cases/invite.ts';
import { makePersonalCode } from '#features/people/use-cases/make-personal-code.ts';
import { m } from '#messages';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makePeople } from '../../../tests/support/circle.ts';
import { usePages } from '../../../tests/support/pages.ts';
import { must, openTestSession, startSession, type TestSession } from '../../../tests/support/session.ts';

const app = useApp();
const pages = usePages(app);

const codeOf = (person: Actor) => app.database.asPerson(person, (tx) => makePersonalCode(tx, person));

/** A running session in which people share Mara's device, and Wren, who has joined the circle since. */
async function shared(oneDevice = true) {
  const session = await openTestSession(app, { size: 3, oneDevice });
  await startSession(session);
  const { circleId, people } = session;
  const [mara, ilya, noor] = people as unknown as [Actor, Actor, Actor];
  const [wren] = (await makePeople(app.database, ['Wren'], mara.organisationId)) as [Actor];
  const invited = await asMember(app.database, mara, circleId, (tx, member) =>
    inviteByMail(tx, member, { email: 'wren@example.org', mail: false, linkTo: (token) => token }),
  );
  const token = invited.ok ? (invited.link ?? '') : '';
  await app.database.asPerson(wren, (tx) => enterByInvitation(tx, token));
  const address = `/sessions/${session.sessionId}`;
  return { session, address, mara, ilya, noor, wren, device: await pages.signedIn(mara) };
}

const inForce = ({ circleId, people }: TestSession) =>
  asMember(app.database, people[0], circleId, async (tx, member) => {
    const page = (await readAgreementPage(tx, member)).inForce;
    if (!page) throw new Error('nothing in force');
    return page;
  });

test('who holds the device reads the agreement there and says yes with their own code, and only with that', async () => {
  const { session, address, mara, wren, device } = await shared();
  const { version, hash, consented, clauses } = await inForce(session);
  expect(consented).not.toContain(wren.personId);
  const there = `${address}/consent?holder=${wren.personId}`;
  const page = await device.get(there);
  expect(page.body).toContain(m.room_consent_title({ name: 'Wren' }));
  expect(page.body).toContain(clauses.at(-1)?.title);

  const say = (code: string, seen = { version: String(version), hash }) =>
    device.post(`${there}&/consent`, { holder: wren.personId, code, ...seen });
  for (const other of [await codeOf(mara), 'abcd', '0000-0000-0000-0000-0000-0000']) {
    expect((await say(other)).status).toBe(400);
  }
  expect((await say(await codeOf(mara))).body).toContain(m.people_code_unknown());
  const code = await codeOf(wren);
  const changed = await say(code, { version: String(version), hash: 'of other words' });
  expect(changed.status).toBe(409);
  expect(changed.body).toContain(m.agreement_refusal_changed_meanwhile());
  expect((await inForce(session)).consented).not.toContain(wren.personId);

  const said = await say(code);
  expect([said.status, said.leadsTo]).toEqual([303, `${address}/room?holder=${wren.personId}`]);
  expect(await inForce(session)).toMatchObject({
    consented: expect.arrayContaining([wren.personId]),
    through: { [wren.personId]: mara.personId },
  });
  const agreement = await (await pages.signedIn(wren)).get(`/circles/${session.circleId}/agreement`);
  expect(agreement.body).toContain(m.agreement_consented_through({ name: 'Mara' }));
  expect((await device.get(there)).body).toContain(m.room_consent_given({ name: 'Wren' }));
  // The code opened one act; the device is still signed in as its owner.
  expect((await device.get('/me')).body).toContain('Mara');
});

test('the page is there on a shared device only, and a device of one’s own leads to the agreement', async () => {
  const { session, address, mara, wren } = await shared(false);
  const { version, hash } = await inForce(session);
  const device = await pages.signedIn(mara);
  const there = `${address}/consent?holder=${wren.personId}`;
  expect((await device.get(there)).status).toBe(404);
  const fields = { holder: wren.personId, code: await codeOf(wren), version: String(version), hash };
  expect((await device.post(`${there}&/consent`, fields)).status).toBe(404);
  expect((await inForce(session)).consented).not.toContain(wren.personId);
  const own = await (await pages.signedIn(wren)).get(there);
  expect(own.leadsTo).toBe(`/circles/${session.circleId}/agreement`);
});

test('when it is over, each who took part answers with their own code whether anything stays', async () => {
  const { session, address, mara, ilya, noor, wren, device } = await shared();
  await must(session.act(mara, { type: 'close' }));
  const [maras, ilyas, noors] = [await codeOf(mara), await codeOf(ilya), await codeOf(noor)];
  const stranger = await openTestSession(app, { size: 2 });
  const room = `${address}/room?holder=${ilya.personId}`;
  const answer = (act: string, code: string, from = device) => from.post(`${room}&/act`, { act, code });
  expect((await device.get(room)).body).toContain(m.room_discard_own_code());
  // Nobody proposes without a code on a device in other hands, nor does a code of somebody from elsewhere.
  expect((await device.post(`${room}&/act`, { act: 'propose-discard', holder: ilya.personId })).status).toBe(
    409,
  );
  expect((await answer('propose-discard', await codeOf(stranger.people[0]))).status).toBe(400);
  expect((await answer('propose-discard', ilyas, await pages.signedIn(stranger.people[0]))).status).toBe(404);
  // Wren was not there.
  expect((await answer('propose-discard', await codeOf(wren))).status).toBe(409);
  expect((await session.view(ilya)).discard).toBeUndefined();

  const proposed = await answer('propose-discard', ilyas);
  expect([proposed.status, proposed.leadsTo]).toEqual([303, room]);
  expect((await session.view(mara)).discard).toMatchObject({
    agreed: [ilya.personId],
    waitingFor: [mara.personId, noor.personId],
  });
  expect((await device.get(room)).body).toContain(m.after_discard_proposed());
  expect((await answer('withdraw-discard', noors)).status).toBe(303);
  expect((await session.view(mara)).discard).toBeUndefined();

  await answer('propose-discard', noors);
  await answer('agree-discard', ilyas);
  expect((await answer('agree-discard', ilyas)).status).toBe(409);
  expect((await answer('agree-discard', maras)).leadsTo).toBe(address);
  expect((await device.get(address)).body).toContain(m.after_gone_discarded());
});

// Last: it spends what this address may try.
test('guessing codes comes to an end, with a sentence', async () => {
  const { address, wren, device } = await shared();
  const there = `${address}/consent?holder=${wren.personId}&/consent`;
  const guess = () =>
    device.post(there, {
      holder: wren.personId,
      code: 'ABCD-ABCD-ABCD-ABCD-ABCD-ABCD',
      version: '1',
      hash: '',
    });
  const answers = [];
  for (let n = 0; n < 21; n++) answers.push(await guess());
  expect(answers.map(({ status }) => status)).toEqual(Array(21).fill(400));
  expect(answers.at(-1)?.body).toContain(m.people_too_many_sentence());
});
