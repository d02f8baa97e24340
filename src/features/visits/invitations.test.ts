import { expect, test } from 'vitest';
import { agree, withdraw } from '#features/decisions/use-cases/decide-together.ts';
import { readDecisions } from '#features/decisions/use-cases/read-decisions.ts';
import { cancelPlanned } from '#features/sessions/use-cases/cancel-planned.ts';
import { readToday } from '#features/sessions/use-cases/read-today.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makePeople } from '../../../tests/support/circle.ts';
import { ask, consent, enter, hostWithGuest, rowsOf } from '../../../tests/support/visit.ts';
import { tellOfVisitJob } from './jobs.ts';
import { endVisit } from './use-cases/end-visit.ts';
import { colleaguesToInvite, inviteGuest } from './use-cases/invite-guest.ts';
import { readCircleVisits } from './use-cases/let-guest-in.ts';
import { listMyVisits } from './use-cases/read-own-visits.ts';

const app = useApp();
type Host = Awaited<ReturnType<typeof hostWithGuest>>;
type Named = { guest: string; session: string };

const invite = ({ mara, past, wren, session }: Host, named: Partial<Named> = {}) =>
  asMember(app.database, mara, past.circleId, (tx, member) =>
    inviteGuest(tx, member, { guest: wren.personId, session, ...named }),
  );
const questionOf = ({ past, mara }: Host) =>
  asMember(app.database, mara, past.circleId, async (tx, member) => {
    const { open } = await readDecisions(tx, member, { now: app.clock.now(), timeZone: 'UTC' });
    return open?.id ?? '';
  });

/** The others agree, so many of them. */
async function othersAgree(host: Host, many = 2): Promise<void> {
  const question = await questionOf(host);
  for (const person of host.past.people.slice(1, 1 + many))
    await asMember(app.database, person, host.past.circleId, (tx, member) => agree(tx, member, question));
}

const atTheCircle = ({ past, mara }: Host) =>
  asMember(
    app.database,
    mara,
    past.circleId,
    async (tx, member) => (await readCircleVisits(tx, member)).visits,
  );
const visitOf = async (host: Host) => (await atTheCircle(host))[0]?.id ?? '';
const mine = (actor: Actor) => app.database.asPerson(actor, (tx) => listMyVisits(tx, actor));
const noticesOf = async (actor: Actor) =>
  (await app.database.asPerson(actor, (tx) => readToday(tx, actor))).notices.map(({ kind }) => kind);

/** Everyone agreed; the guest knows of it. */
async function invited() {
  const host = await hostWithGuest(app);
  expect(await invite(host)).toEqual({ ok: true });
  await othersAgree(host);
  return { ...host, visit: await visitOf(host) };
}

test('nobody learns that a circle thinks of inviting them, until all its members agreed', async () => {
  const host = await hostWithGuest(app);
  const { wren } = host;
  await invite(host);
  const visit = await visitOf(host);
  const nothing = async () => {
    expect(await rowsOf(app, wren, 'visit')).toEqual([]);
    expect([await mine(wren), await noticesOf(wren)]).toEqual([[], []]);
    expect(await consent(app, wren, visit)).toBeUndefined();
    expect(await endVisit(app, wren, visit)).toBe(false);
  };
  await nothing();
  await othersAgree(host, 1);
  await nothing();
  await othersAgree(host);
  expect(await noticesOf(wren)).toEqual(['visit-invited']);
  expect(await mine(wren)).toMatchObject([{ id: visit, invited: true, agreed: true }]);
  expect((await atTheCircle(host))[0]).toMatchObject({ invited: true, consented: false });
});

test('whoever accepts comes in once the room is open, and not without it; until then it is none of their sessions', async () => {
  const host = await invited();
  const { wren, visit, session, open } = host;
  const coming = async () =>
    (await app.database.asPerson(wren, (tx) => readToday(tx, wren))).visits.map(({ id }) => id);
  expect(await coming()).toEqual([]);
  await open();
  expect(await enter(app, wren, visit)).toBeUndefined();
  expect(await coming()).toEqual([]);
  await consent(app, wren, visit);
  expect(await coming()).toEqual([visit]);
  expect((await atTheCircle(host))[0]).toMatchObject({ consented: true });
  expect(await enter(app, wren, visit)).toBe(session);
});

test('to decline is quiet: the invitation is gone, and nobody is told', async () => {
  const host = await invited();
  expect(await endVisit(app, host.wren, host.visit)).toBe(true);
  expect(await atTheCircle(host)).toEqual([]);
  for (const member of host.past.people) expect(await noticesOf(member)).toEqual([]);
  // They can still ask by themselves, at once.
  expect(await ask(app, host.wren, host.past.circleId)).not.toBe(host.visit);
});

test('who had accepted and does not come, says so to the members', async () => {
  const host = await invited();
  await consent(app, host.wren, host.visit);
  await endVisit(app, host.wren, host.visit);
  expect(await noticesOf(host.mara)).toEqual(['visit-guest-off']);
});

test('an invitation that not all members want leaves no trace with its guest, by mail neither', async () => {
  const ways: ((host: Host) => Promise<unknown>)[] = [
    async (host) =>
      asMember(app.database, host.past.people[2] as Actor, host.past.circleId, async (tx, member) =>
        withdraw(tx, member, await questionOf(host)),
      ),
    async (host) => endVisit(app, host.past.people[2] as Actor, await visitOf(host)),
  ];
  for (const end of ways) {
    const host = await hostWithGuest(app);
    const { wren, mara } = host;
    await app.database.asMaintenance((tx) =>
      tx
        .insertInto('person_contact')
        .values({ organisation_id: wren.organisationId, person_id: wren.personId, email: 'wren@example.org' })
        .execute(),
    );
    await invite(host);
    const visitId = await visitOf(host);
    await end(host);
    expect(await atTheCircle(host)).toEqual([]);
    expect(await questionOf(host)).toBe('');
    expect([await mine(wren), await noticesOf(wren), await rowsOf(app, wren, 'visit')]).toEqual([[], [], []]);
    const withMail = { ...app, config: { ...app.config, SMTP_URL: 'smtp://127.0.0.1:1' } };
    await tellOfVisitJob(withMail, { organisationId: mara.organisationId, visitId, what: 'ended' });
    const mails = await app.database.asMaintenance((tx) =>
      tx.selectFrom('mail').select('id').where('organisation_id', '=', mara.organisationId).execute(),
    );
    expect(mails).toEqual([]);
  }
});

test('the mail to a guest says which circle, and not when or who; one that is taken back is told as every other', async () => {
  const host = await invited();
  const { wren, visit, mara } = host;
  const { organisationId } = mara;
  await app.database.asMaintenance((tx) =>
    tx
      .insertInto('person_contact')
      .values({ organisation_id: organisationId, person_id: wren.personId, email: 'wren@example.org' })
      .execute(),
  );
  const withMail = { ...app, config: { ...app.config, SMTP_URL: 'smtp://127.0.0.1:1' } };
  await tellOfVisitJob(withMail, { organisationId, visitId: visit, what: 'agreed' });
  await endVisit(app, mara, visit);
  await tellOfVisitJob(withMail, { organisationId, visitId: visit, what: 'ended' });
  const mails = await app.database.asMaintenance((tx) =>
    tx
      .selectFrom('mail')
      .select(['to_address', 'subject', 'text_body'])
      .where('organisation_id', '=', organisationId)
      .orderBy('id')
      .execute(),
  );
  expect(mails.map(({ to_address, subject }) => [to_address, subject])).toEqual([
    ['wren@example.org', 'The Thursday five would like to have you as a guest'],
    ['wren@example.org', 'About your visit to The Thursday five'],
  ]);
  expect(JSON.stringify(mails)).not.toMatch(/Mara|Ilya|Noor|drill/);
  expect(await noticesOf(wren)).toEqual(['visit-off']);
});

test('whoever asks while the circle thinks of inviting them has asked, and hears no difference', async () => {
  const host = await hostWithGuest(app);
  await invite(host);
  const asked = await ask(app, host.wren, host.past.circleId);
  expect(await mine(host.wren)).toMatchObject([{ id: asked, invited: false, agreed: false }]);
  expect(await atTheCircle(host)).toMatchObject([{ id: asked, invited: false }]);
  expect(await questionOf(host)).toBe('');
});

test('members, strangers, managers of members and whoever has asked already are not invited', async () => {
  const host = await hostWithGuest(app);
  const { mara, past, wren } = host;
  const [stranger] = (await makePeople(app.database, ['Eve'])) as [Actor];
  const reasons = async (guest: Actor) => {
    const done = await invite(host, { guest: guest.personId });
    return done.ok ? 'ok' : done.reason;
  };
  expect(await reasons(stranger)).toBe('visit-gone');
  expect(await reasons(past.people[1] as Actor)).toBe('visit-gone');
  const names = await asMember(app.database, mara, past.circleId, colleaguesToInvite);
  expect(names.map(({ name }) => name)).toEqual(['Wren']);
  expect(await invite(host, { session: past.sessionId })).toEqual({
    ok: false,
    reason: 'visit-session-gone',
  });
  await app.database.asMaintenance((tx) =>
    tx.updateTable('person').set({ manager_id: wren.personId }).where('id', '=', mara.personId).execute(),
  );
  expect(await reasons(wren)).toBe('visit-manager');
  await app.database.asMaintenance((tx) =>
    tx.updateTable('person').set({ manager_id: null }).where('id', '=', mara.personId).execute(),
  );
  expect(await atTheCircle(host)).toEqual([]);
  await ask(app, wren, past.circleId);
  expect(await reasons(wren)).toBe('visit-open');
  const other = (await makePeople(app.database, ['Cleo', 'Dan'], mara.organisationId)) as [Actor, Actor];
  expect(await reasons(other[0])).toBe('ok');
  expect(await reasons(other[1])).toBe('decision-open');
});

test('an invitation to a session that is called off waits for the circle’s next answer, and is accepted anew', async () => {
  const host = await invited();
  const { wren, visit, past, mara, session } = host;
  await consent(app, wren, visit);
  await asMember(app.database, mara, past.circleId, (tx, member) => cancelPlanned(tx, member, session));
  expect(await mine(wren)).toMatchObject([{ id: visit, invited: true, agreed: false }]);
  expect(await consent(app, wren, visit)).toBeUndefined();
});
