import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { findSignedIn } from '#features/people/use-cases/find-signed-in.ts';
import { makePersonalCode, offerPersonalCode } from '#features/people/use-cases/make-personal-code.ts';
import { usePersonalCode } from '#features/people/use-cases/use-personal-code.ts';
import { readConfig } from '#server/config.ts';
import type { Actor } from '#server/database.ts';
import { asMember, makeCircle, makePeople } from '../../../../tests/support/circle.ts';
import { useDatabase } from '../../../../tests/support/database.ts';
import { inviteByMail, makeCircleLink } from './invite.ts';
import { joinAsNewcomer } from './join-as-newcomer.ts';
import { membersOf } from './list-members.ts';

const database = useDatabase();
const app = { database, clock: { now: () => new Date() }, config: readConfig({}) };
const mailing = { ...app, config: readConfig({ SMTP_URL: 'smtp://127.0.0.1:2525' }) };
const linkTo = (token: string) => token;
const uma = {
  name: 'Uma Field',
  email: 'uma@example.org',
  timeZone: 'Asia/Kolkata',
  languages: ['en'],
  device: '',
};

async function circleOf(count: number) {
  const names = ['Ana Reed', 'Ben Hale', 'Cleo Marsh', 'Dev Stone'];
  const people = (await makePeople(database, names)).slice(0, count);
  const ana = people[0] as Actor;
  const { circleId } = await makeCircle(database, people);
  const invite = async (email = 'guest@example.org') => {
    const made = await asMember(database, ana, circleId, (tx, member) =>
      inviteByMail(tx, member, { email, mail: false, linkTo }),
    );
    if (!made.ok || !made.link) throw new Error('not invited');
    return made.link;
  };
  return { ana, circleId, invite };
}

const peopleIn = (actor: Actor) =>
  database.asPerson(actor, (tx) => tx.selectFrom('person').select('name').execute());

test('a newcomer becomes a person, sits down, is signed in and gets a code', async () => {
  const { ana, circleId, invite } = await circleOf(1);
  const joined = await joinAsNewcomer(app, await invite(), uma);
  if (!joined.ok) throw new Error(joined.reason);
  expect(joined).toMatchObject({ outcome: 'joined', circleId });
  expect(joined.code?.length).toBeGreaterThan(20);
  expect(await findSignedIn(app, joined.signIn.token)).toMatchObject({
    name: 'Uma Field',
    organisationId: ana.organisationId,
    timeZone: 'Asia/Kolkata',
    role: 'person',
  });
  const members = await asMember(database, ana, circleId, membersOf);
  expect(members.map((each) => each.name)).toEqual(['Ana Reed', 'Uma Field']);
});

test("by a circle's link a newcomer becomes a person who asks, and sits nowhere yet", async () => {
  const { ana, circleId } = await circleOf(1);
  const made = await asMember(database, ana, circleId, (tx, member) =>
    makeCircleLink(tx, member, { linkTo }),
  );
  if (!made.ok) throw new Error(made.reason);
  expect(await joinAsNewcomer(app, made.link, { ...uma, email: null })).toMatchObject({
    ok: true,
    outcome: 'asked',
  });
  expect(await asMember(database, ana, circleId, membersOf)).toHaveLength(1);
});

test('a refusal leaves no trace of the newcomer', async () => {
  const { ana, circleId, invite } = await circleOf(4);
  const [last, late, again] = [await invite(), await invite(), await invite()];
  expect(await joinAsNewcomer(app, last, uma)).toMatchObject({ ok: true });
  const before = await peopleIn(ana);
  expect(await joinAsNewcomer(app, late, { ...uma, email: null })).toEqual({ ok: false, reason: 'full' });
  expect(await joinAsNewcomer(app, last, { ...uma, email: null })).toEqual({ ok: false, reason: 'spent' });
  expect(await joinAsNewcomer(app, again, uma)).toEqual({ ok: false, reason: 'address-taken' });
  expect(await joinAsNewcomer(app, 'no-such-token', uma)).toEqual({ ok: false, reason: 'unknown-link' });
  expect(await peopleIn(ana)).toEqual(before);
  expect(await asMember(database, ana, circleId, membersOf)).toHaveLength(5);
});

test('where mail is sent, an address that the invitation did not come by is proved before it counts', async () => {
  const { ana, invite } = await circleOf(1);
  const contactOf = async (name: string) =>
    database.asMaintenance(async (_tx, client) => {
      const { rows } = await client.query(
        `SELECT c.email, e.email AS wanted FROM person p LEFT JOIN person_contact c ON c.person_id = p.id
         LEFT JOIN email_change e ON e.person_id = p.id WHERE p.name = $1 AND p.organisation_id = $2`,
        [name, ana.organisationId],
      );
      return rows[0];
    });
  // Somebody else's address: whoever reads that mailbox must not find an account in which another waits for them.
  const eve = { ...uma, name: 'Eve Marsh', email: 'victim@example.org' };
  expect(await joinAsNewcomer(mailing, await invite('eve@example.org'), eve)).toMatchObject({
    ok: true,
    proveBy: 'victim@example.org',
  });
  expect(await contactOf('Eve Marsh')).toEqual({ email: null, wanted: 'victim@example.org' });
  const vera = { ...uma, name: 'Vera Lund', email: 'victim@example.org' };
  const joined = await joinAsNewcomer(mailing, await invite('victim@example.org'), vera);
  expect(joined).toMatchObject({ ok: true, proveBy: undefined });
  expect(await contactOf('Vera Lund')).toEqual({ email: 'victim@example.org', wanted: null });
  // Nor does a stranger with a link learn that an address is known.
  const guess = { ...uma, name: 'Eve Again', email: 'victim@example.org' };
  expect(await joinAsNewcomer(mailing, await invite('eve2@example.org'), guess)).toMatchObject({ ok: true });
});

test('of two newcomers with one invitation at once one comes in, and the other leaves no trace', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { ana, invite } = await circleOf(1);
    const token = await invite();
    const both = ['One Twin', 'Other Twin'].map((name) =>
      joinAsNewcomer(app, token, { ...uma, email: null, name }),
    );
    const outcomes = await Promise.all(both);
    expect(outcomes.filter((each) => each.ok)).toHaveLength(1);
    const names = (await peopleIn(ana)).map((each) => each.name);
    expect(names.filter((name) => name.endsWith('Twin'))).toHaveLength(1);
  }
});

test('where mail is set up the link goes into the mail and to nobody else', async () => {
  const { ana, circleId } = await circleOf(1);
  const sent = await asMember(database, ana, circleId, (tx, member) =>
    inviteByMail(tx, member, {
      email: 'uma@example.org',
      mail: true,
      linkTo: (token) => `https://rondo.example.org/join/${token}`,
    }),
  );
  expect(sent).toEqual({ ok: true });
  const mails = await database.asMaintenance(async (tx) => {
    const all = sql<{ subject: string; text_body: string }>`SELECT subject, text_body FROM mail
      WHERE to_address = 'uma@example.org'`;
    return (await all.execute(tx)).rows;
  });
  expect(mails).toHaveLength(1);
  expect(mails[0]?.subject).toBe('Ana Reed invites you to The Thursday five');
  expect(mails[0]?.text_body).not.toContain('To listen better');
  const token = /join\/([\w-]{43})/.exec(mails[0]?.text_body ?? '')?.[1] ?? '';
  expect(await joinAsNewcomer(app, token, uma)).toMatchObject({ ok: true, outcome: 'joined' });
});

test('whom a made-up person invites is signed in for a day, and no personal code makes it longer', async () => {
  const { ana, circleId, invite } = await circleOf(1);
  await database.asMaintenance((tx) =>
    tx
      .updateTable('organisation')
      .set({ demonstration: true })
      .where('id', '=', ana.organisationId)
      .execute(),
  );
  const joined = await joinAsNewcomer(app, await invite(), uma);
  expect(joined).toMatchObject({ ok: true, outcome: 'joined', circleId, code: undefined });
  if (!joined.ok) return;
  const day = Date.now() + 24 * 60 * 60_000;
  expect(joined.signIn.expiresAt.getTime()).toBeLessThanOrEqual(day);
  const kept = await database.asMaintenance((tx) =>
    tx.selectFrom('sign_in').select('expires_at').where('organisation_id', '=', ana.organisationId).execute(),
  );
  expect(kept.map(({ expires_at }) => expires_at)).toEqual([joined.signIn.expiresAt]);
  expect(await database.asPerson(ana, (tx) => offerPersonalCode(tx, ana))).toBeUndefined();
  // One from before, or made past the page, opens nothing.
  const code = await database.asPerson(ana, (tx) => makePersonalCode(tx, ana));
  const used = await usePersonalCode(app, { code, client: 'there', device: '' });
  expect(used).toEqual({ ok: false, reason: 'unknown' });
});
