import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import type { SignedIn } from './access.ts';
import { admitPerson } from './use-cases/admit-person.ts';
import { askForEmail, confirmEmail, lookAtEmailChange } from './use-cases/change-email.ts';
import { createSignInLink, createSignInLinkFor } from './use-cases/create-sign-in-link.ts';
import { endDevice, endOtherDevices } from './use-cases/end-devices.ts';
import { findSignedIn } from './use-cases/find-signed-in.ts';
import { listDevices } from './use-cases/list-devices.ts';
import { makePersonalCode } from './use-cases/make-personal-code.ts';
import { readMe } from './use-cases/read-me.ts';
import { requestSignIn } from './use-cases/request-sign-in.ts';
import { startSignIn } from './use-cases/start-sign-in.ts';
import { usePersonalCode } from './use-cases/use-personal-code.ts';

const app = useApp({ SMTP_URL: 'smtp://127.0.0.1:9' });
const day = 24 * 60 * 60_000;

let mara: SignedIn;
let jonas: SignedIn;
let elsewhere: SignedIn;

/** A person who is signed in, and the token of that sign-in. */
async function arrive(organisation: { id: string; name: string }, name: string, email: string | null) {
  const actor = { organisationId: organisation.id, personId: newId() };
  await app.database.asPerson(actor, (tx) =>
    admitPerson(tx, { ...actor, name, email, timeZone: 'UTC', languages: [] }),
  );
  return (await signIn(actor)).person;
}

async function signIn(actor: { organisationId: string; personId: string }, now = new Date()) {
  const { token } = await app.database.asNobody((tx) =>
    startSignIn(tx, { ...actor, device: 'Firefox, Linux', now }),
  );
  const person = await findSignedIn(app, token);
  return { token, person: person as SignedIn };
}

async function found(name: string) {
  const organisation = { id: newId(), name };
  await app.database.asNobody((tx) =>
    sql`SELECT create_organisation(${organisation.id}, ${name}, false)`.execute(tx),
  );
  return organisation;
}

const mails = () =>
  app.database.asMaintenance((tx) =>
    tx.selectFrom('mail').select(['to_address', 'text_body', 'kind']).orderBy('created_at').execute(),
  );

beforeEach(async () => {
  await app.database.asMaintenance(async (tx) => {
    await tx.deleteFrom('mail').execute();
    await tx.deleteFrom('rate_limit').execute();
    await tx.deleteFrom('organisation').execute();
  });
  const lantern = await found('Lantern');
  const loom = await found('Loom');
  mara = await arrive(lantern, 'Mara', 'mara@example.org');
  jonas = await arrive(lantern, 'Jonas', 'jonas@example.org');
  elsewhere = await arrive(loom, 'Mara of Loom', 'mara@example.org');
});

test('an address that is known in two organisations gets one mail with a link for each', async () => {
  await requestSignIn(app, { email: 'mara@example.org', next: '/', client: '127.0.0.1' });
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  expect(mail?.text_body.match(/\/sign-in\/[\w-]{43}/g)).toHaveLength(2);
  expect(mail?.text_body).toContain('Lantern');
  expect(mail?.text_body).toContain('Loom');
});

test('an unknown address gets the same answer after the same time, and no mail', async () => {
  const soonest = async (email: string) => {
    const times: number[] = [];
    // What else the machine does makes an answer later, never sooner.
    for (let ask = 0; ask < 3; ask++) {
      const began = performance.now();
      expect(await requestSignIn(app, { email, next: '/', client: '127.0.0.1' })).toEqual({ ok: true });
      times.push(performance.now() - began);
    }
    return Math.min(...times);
  };
  const [known, unknown] = [await soonest('mara@example.org'), await soonest('nobody@example.org')];
  expect(Math.abs(known - unknown)).toBeLessThan(100);
  expect(new Set((await mails()).map((mail) => mail.to_address))).toEqual(new Set(['mara@example.org']));
});

test('who asks too often waits, known or not, and others do not', async () => {
  for (const email of ['mara@example.org', 'nobody@example.org']) {
    const ask = () => requestSignIn(app, { email, next: '/', client: '127.0.0.1' });
    const answers = await Promise.all(Array.from({ length: 6 }, ask));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
    expect(await ask()).toMatchObject({ ok: false, reason: 'too-many', minutes: 15 });
  }
  const other = await requestSignIn(app, { email: 'jonas@example.org', next: '/', client: '127.0.0.1' });
  expect(other).toEqual({ ok: true });
});

test('a personal code brings its person back until a new one is made', async () => {
  const code = await app.database.asPerson(mara, (tx) => makePersonalCode(tx, mara));
  const back = await usePersonalCode(app, { code, client: 'c', device: '' });
  expect(back.ok && (await findSignedIn(app, back.signIn.token))).toMatchObject({ personId: mara.personId });
  const newer = await app.database.asPerson(mara, (tx) => makePersonalCode(tx, mara));
  expect(await usePersonalCode(app, { code, client: 'c', device: '' })).toEqual({
    ok: false,
    reason: 'unknown',
  });
  expect((await usePersonalCode(app, { code: newer, client: 'c', device: '' })).ok).toBe(true);
});

test('who tries codes is slowed down, even with a right one', async () => {
  const code = await app.database.asPerson(mara, (tx) => makePersonalCode(tx, mara));
  const wrong = code.replace(/^./, (letter) => (letter === '7' ? '8' : '7'));
  for (let round = 0; round < 20; round += 1)
    await usePersonalCode(app, { code: wrong, client: 'guesser', device: '' });
  expect(await usePersonalCode(app, { code, client: 'guesser', device: '' })).toMatchObject({
    reason: 'too-many',
  });
  expect((await usePersonalCode(app, { code, client: 'mara at home', device: '' })).ok).toBe(true);
});

test('a browser is forgotten after sixty days and no sooner', async () => {
  const fresh = await signIn(mara, new Date(Date.now() - 59 * day));
  expect(fresh.person).toMatchObject({ personId: mara.personId });
  expect((await signIn(mara, new Date(Date.now() - 61 * day))).person).toBeUndefined();
});

test('a browser that was signed out is out at its next request; others stay', async () => {
  const [here, there, third] = [await signIn(mara), await signIn(mara), await signIn(mara)];
  const listed = await listDevices(app, here.person);
  expect(listed.filter((device) => device.here)).toMatchObject([
    { id: here.person.signInId, name: 'Firefox, Linux' },
  ]);
  await endDevice(app, here.person, there.person.signInId);
  expect(await findSignedIn(app, there.token)).toBeUndefined();
  expect(await findSignedIn(app, third.token)).toBeDefined();
  await endOtherDevices(app, here.person);
  expect(await findSignedIn(app, third.token)).toBeUndefined();
  expect(await findSignedIn(app, here.token)).toBeDefined();
  expect(await listDevices(app, here.person)).toHaveLength(1);
});

test('nobody signs a colleague out, whatever id they send', async () => {
  const hers = await signIn(mara);
  await endDevice(app, jonas, hers.person.signInId);
  await endDevice(app, elsewhere, hers.person.signInId);
  await endOtherDevices(app, jonas);
  expect(await findSignedIn(app, hers.token)).toBeDefined();
});

test('a link from the terminal lets in whom it names, and that person is told twice', async () => {
  const links = await createSignInLink(app, ' Jonas@example.org');
  expect(links).toMatchObject([{ name: 'Jonas', organisation: 'Lantern' }]);
  expect((await readMe(app, jonas)).notices).toMatchObject([{ kind: 'operator-link' }]);
  expect((await readMe(app, mara)).notices).toEqual([]);
  const told = await mails();
  expect(told).toMatchObject([{ to_address: 'jonas@example.org', kind: 'notice' }]);
  expect(told[0]?.text_body).not.toMatch(/sign-in\//);
  expect(await createSignInLink(app, 'nobody@example.org')).toEqual([]);
});

async function askForNewAddress(email: string): Promise<string> {
  await askForEmail(app, mara, email);
  const token = /\/me\/email\/([\w-]{43})/.exec((await mails()).at(-1)?.text_body ?? '')?.[1];
  return token ?? '';
}

test('a new address counts once its link was opened by the one who asked, and the old one is told', async () => {
  const token = await askForNewAddress('mara.new@example.org');
  expect((await readMe(app, mara)).email).toBe('mara@example.org');
  expect(await lookAtEmailChange(app, jonas, token)).toBeUndefined();
  expect(await confirmEmail(app, jonas, token)).toEqual({ ok: false, reason: 'spent' });
  expect(await confirmEmail(app, elsewhere, token)).toEqual({ ok: false, reason: 'spent' });
  expect(await confirmEmail(app, mara, token)).toEqual({ ok: true, email: 'mara.new@example.org' });
  expect(await confirmEmail(app, mara, token)).toEqual({ ok: false, reason: 'spent' });
  expect((await readMe(app, mara)).email).toBe('mara.new@example.org');
  expect((await mails()).map((mail) => mail.to_address)).toEqual([
    'mara.new@example.org',
    'mara@example.org',
  ]);
});

test('that a colleague has an address already is told to nobody but its holder', async () => {
  const token = await askForNewAddress('jonas@example.org');
  expect(token).not.toBe('');
  expect(await confirmEmail(app, mara, token)).toEqual({ ok: false, reason: 'taken' });
  expect((await readMe(app, mara)).email).toBe('mara@example.org');
});

test('an address link is too old after an hour', async () => {
  app.time = new Date(Date.now() - 61 * 60_000);
  const token = await askForNewAddress('late@example.org');
  app.time = undefined;
  expect(await confirmEmail(app, mara, token)).toEqual({ ok: false, reason: 'spent' });
});

test('a person’s page shows colleagues of their own organisation, and nobody’s address but their own', async () => {
  const me = await readMe(app, mara);
  expect(me.colleagues.map(({ name }) => name)).toEqual(['Jonas']);
  expect(JSON.stringify(me)).not.toContain('jonas@example.org');
});

test('somebody without an address is found by name or id, and told like everybody else; of several, none is chosen', async () => {
  const lantern = { id: mara.organisationId, name: 'Lantern' };
  const wren = await arrive(lantern, 'Wren Abara', null);
  const made = await createSignInLinkFor(app, ' wren abara ');
  expect(made).toMatchObject({ links: [{ name: 'Wren Abara', organisation: 'Lantern' }], several: [] });
  expect((await readMe(app, wren)).notices).toMatchObject([{ kind: 'operator-link' }]);
  // Whoever has an address is written to as well.
  await createSignInLinkFor(app, jonas.personId);
  expect(await mails()).toMatchObject([{ to_address: 'jonas@example.org', kind: 'notice' }]);

  const other = await arrive(lantern, 'Wren Abara', 'wren@example.org');
  const several = [wren, other].map(({ personId: id }) => ({
    id,
    name: 'Wren Abara',
    organisation: 'Lantern',
  }));
  expect(await createSignInLinkFor(app, 'Wren Abara')).toEqual({ links: [], several });
  expect((await createSignInLinkFor(app, other.personId.toUpperCase())).links).toHaveLength(1);
  expect(await createSignInLinkFor(app, 'Wren')).toEqual({ links: [], several: [] });

  await app.database.asMaintenance((tx) =>
    tx.updateTable('organisation').set({ demonstration: true }).where('id', '=', lantern.id).execute(),
  );
  expect(await createSignInLinkFor(app, other.personId)).toEqual({ links: [], several: [] });
});
