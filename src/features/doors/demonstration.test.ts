import { beforeAll, expect, test } from 'vitest';
import type { SessionEvent } from '#core/session/event.ts';
import { foldEvents } from '#core/session/evolve.ts';
import { createSignInLink } from '#features/people/use-cases/create-sign-in-link.ts';
import { findSessionMember } from '#features/sessions/access.ts';
import { createHub } from '#features/sessions/live/hub.ts';
import { loadRoom } from '#features/sessions/live/load-room.ts';
import { showRoom } from '#features/sessions/live/show-room.ts';
import { applyCommand } from '#features/sessions/use-cases/apply-command.ts';
import { openPlanned } from '#features/sessions/use-cases/plan-session.ts';
import { m } from '#messages';
import type { Actor } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';
import { createOperatorLink } from './use-cases/create-operator-link.ts';

const app = useApp();
const pages = usePages(app);

let operator: Visitor;
let owner: Visitor;
const real = '0192f0c0-0000-7000-8000-000000000001';

beforeAll(async () => {
  operator = pages.visitor();
  await operator.post(new URL(await createOperatorLink(app)).pathname);
  owner = pages.visitor();
  for (const [name, value] of operator.cookies) owner.cookies.set(name, value);
  await owner.post('/setup', {
    organisationId: real,
    organisation: 'Kupfer',
    name: 'Ines Duarte',
    email: 'ines@example.org',
    timeZone: 'Europe/Lisbon',
  });
  owner.cookies.delete('rondo_operator');
});

/** Opens the demonstration and returns each person's link, by first name. */
async function openDoors(): Promise<Map<string, URL>> {
  const { body } = await operator.post('/operator/demonstration?/open');
  const links = [...body.matchAll(/http:\/\/([a-z]+)\.localhost:\d+\/sign-in\/[\w-]{43}/g)];
  return new Map(links.map(([link, host = '']) => [host, new URL(link)]));
}

async function beSomebody(link: URL): Promise<Visitor> {
  const visitor = pages.visitor();
  expect((await visitor.post(link.pathname)).status).toBe(303);
  return visitor;
}

const all = {
  organisations: () =>
    app.database.asMaintenance((tx) => tx.selectFrom('organisation').selectAll().execute()),
  people: () => app.database.asMaintenance((tx) => tx.selectFrom('person').selectAll().execute()),
};

test('two who press at once make one demonstration', async () => {
  await Promise.all([openDoors(), openDoors(), openDoors()]);
  expect((await all.organisations()).filter(({ demonstration }) => demonstration)).toHaveLength(1);
});

test('nine made-up people wait, each on a host of their own; none of them owns anything', async () => {
  const doors = await openDoors();
  expect([...doors.keys()].sort()).toEqual(
    ['ama', 'bruno', 'ilya', 'kenji', 'leila', 'mara', 'noor', 'tomas', 'wren'].sort(),
  );
  const people = await all.people();
  expect(
    people.filter(({ organisation_id }) => organisation_id !== real).every(({ role }) => role === 'person'),
  ).toBe(true);
  expect((await all.organisations()).filter(({ demonstration }) => demonstration)).toMatchObject([
    { name: 'Lantern & Loom (demonstration)' },
  ]);
});

test('asking twice makes no second demonstration, and the links of before go on working', async () => {
  const [before, after] = (await Promise.all([openDoors(), openDoors()])) as [
    Map<string, URL>,
    Map<string, URL>,
  ];
  expect((await all.organisations()).length).toBe(2);
  const mara = before.get('mara') as URL;
  for (const link of [mara, mara, after.get('mara') as URL]) {
    expect((await (await beSomebody(link)).get('/me')).body).toContain('Mara Lindqvist');
  }
});

test('its three circles stand where they should: one about to meet, one with a past, one waiting for a yes', async () => {
  await openDoors();
  const { circles, sessions, versions } = await app.database.asMaintenance(async (tx) => ({
    circles: await tx.selectFrom('circle').select(['id', 'name']).execute(),
    sessions: await tx.selectFrom('session').select(['circle_id', 'status', 'starts_at']).execute(),
    versions: await tx.selectFrom('agreement_version').select(['circle_id', 'in_force_at']).execute(),
  }));
  const state = (name: string) => {
    const id = circles.find((circle) => circle.name === name)?.id;
    return {
      agreed: versions.find(({ circle_id }) => circle_id === id)?.in_force_at != null,
      closed: sessions.filter(({ circle_id, status }) => circle_id === id && status === 'closed').length,
      planned: sessions.filter(({ circle_id, status }) => circle_id === id && status === 'planned').length,
    };
  };
  expect(state('The Thursday five')).toEqual({ agreed: true, closed: 1, planned: 1 });
  expect(state('Quiet questions')).toEqual({ agreed: true, closed: 4, planned: 1 });
  expect(state('New on the loom')).toEqual({ agreed: false, closed: 0, planned: 0 });
});

test('past sessions are what the session machine makes: each folds to a close, and what was told is in them', async () => {
  await openDoors();
  const { events, words, cards, sightings } = await app.database.asMaintenance(async (tx) => ({
    events: await tx.selectFrom('session_event').selectAll().orderBy('session_id').orderBy('seq').execute(),
    words: await tx
      .selectFrom('session_words')
      .select(['kind', 'released_at', 'audience', 'subject_id'])
      .execute(),
    cards: await tx.selectFrom('commitment').select(['outcome', 'closed_at']).execute(),
    sightings: await tx.selectFrom('sighting').select('id').execute(),
  }));
  const logs = Map.groupBy(events, ({ session_id }) => session_id);
  expect(logs.size).toBe(5);
  for (const log of logs.values()) {
    const told = log.map(
      ({ at, by_person, fact }) => ({ at: at.getTime(), by: by_person, fact }) as unknown as SessionEvent,
    );
    expect(foldEvents(told).status).toBe('closed');
    expect(told.every(({ at }, index) => at >= (told[index - 1]?.at ?? 0) && at < Date.now())).toBe(true);
  }
  const kinds = Map.groupBy(words, ({ kind }) => kind);
  for (const kind of [
    'check-in',
    'strength',
    'intention',
    'objective',
    'observation',
    'suggestion',
    'reflection',
  ]) {
    expect(kinds.get(kind)?.length ?? 0, kind).toBeGreaterThan(2);
  }
  expect(words.every(({ released_at }) => released_at !== null)).toBe(true);
  // Evidence went back to those it is between.
  expect(kinds.get('observation')?.every(({ audience }) => audience === 'subject')).toBe(true);
  expect(cards.length).toBe(21);
  expect(new Set(cards.map(({ outcome }) => outcome))).toEqual(
    new Set([null, 'attempted', 'learned', 'adjusted', 'let go']),
  );
  expect(sightings.length).toBe(4);
});

test('the session that waits can be started by those who are there, with the cards of last time on the table', async () => {
  await openDoors();
  app.hub = createHub(app.database);
  const { session, members } = await app.database.asMaintenance(async (tx) => {
    const waiting = await tx
      .selectFrom('session')
      .select(['id', 'circle_id', 'organisation_id'])
      .where('status', '=', 'planned')
      .where('playbook_slug', 'is not', null)
      .executeTakeFirstOrThrow();
    const seats = await tx
      .selectFrom('membership')
      .select('person_id')
      .where('circle_id', '=', waiting.circle_id)
      .orderBy('seat')
      .execute();
    return { session: waiting, members: seats };
  });
  const actors = members.map(({ person_id }) => ({
    organisationId: session.organisation_id,
    personId: person_id,
  }));
  const [first = { organisationId: '', personId: '' }] = actors;
  expect(await app.database.asPerson(first, (tx) => openPlanned(tx, first, session.id))).toBe(true);
  const act = async (actor: Actor, type: 'join' | 'start') => {
    const member = await app.database.asPerson(actor, (tx) => findSessionMember(tx, actor, session.id));
    if (!member) throw new Error('not a member of the session');
    return applyCommand(app, member, { id: newId(), by: actor.personId, act: { type } });
  };
  for (const actor of actors) expect(await act(actor, 'join')).toMatchObject({ ok: true });
  expect(await act(first, 'start')).toMatchObject({ ok: true });
  const member = await app.database.asPerson(first, (tx) => findSessionMember(tx, first, session.id));
  if (!member) throw new Error('not a member of the session');
  const room = await app.database.asPerson(first, (tx, client) => loadRoom(tx, client, member));
  const { view } = showRoom(room, member);
  expect(view.session.status).toBe('running');
  expect(JSON.stringify(view.tool)).toContain('what would help most');
});

test('its people share as much of their journals as they chose to: with the circle, with one of it, with nobody', async () => {
  const links = await openDoors();
  const [mara, noor, other] = await Promise.all(
    ['mara', 'noor', 'ilya'].map((name) => beSomebody(links.get(name) as URL)),
  );
  const shared = async (who: Visitor | undefined) => {
    const circles = await app.database.asMaintenance((tx) =>
      tx.selectFrom('circle').select('id').where('name', '=', 'The Thursday five').execute(),
    );
    return (
      (await who?.get(`/circles/${circles[0]?.id}/entries`))?.body.match(/\/entries\/[0-9a-f-]{36}/g)
        ?.length ?? 0
    );
  };
  // What is one's own stands in one's journal, not here.
  expect([await shared(mara), await shared(noor), await shared(other)]).toEqual([1, 2, 2]);
  expect((await mara?.get('/journal'))?.body).toContain('Tired, and glad of it.');
  for (const each of [mara, noor, other])
    expect((await each?.get('/stories'))?.body).toContain('Four minutes that saved a sprint');
});

test('a made-up person reaches nothing of a real organisation, and no real person anything of theirs', async () => {
  const mara = await beSomebody((await openDoors()).get('mara') as URL);
  const me = await mara.get('/me');
  expect(me.body).toContain('Noor Haddad');
  expect(me.body).not.toContain('Ines Duarte');
  expect((await owner.get('/me')).body).not.toContain('Noor Haddad');
  for (const path of ['/operator', '/operator/outbox', '/operator/demonstration']) {
    expect((await mara.get(path)).status).toBe(404);
  }
  expect((await mara.post('/operator/demonstration?/remove')).status).toBe(404);
  expect((await mara.post('/operator/demonstration?/open')).status).toBe(404);
});

test('a demonstration link is for a made-up person only: no address leads to one, and it ends after a day', async () => {
  expect(await createSignInLink(app, 'mara@example.org')).toEqual([]);
  app.time = new Date(Date.now() - 25 * 60 * 60_000);
  const old = (await openDoors()).get('noor') as URL;
  app.time = undefined;
  expect((await pages.visitor().post(old.pathname)).status).toBe(410);
});

test('nobody makes their day longer with a personal code, and the page says why', async () => {
  const mara = await beSomebody((await openDoors()).get('mara') as URL);
  const said = m.people_code_demonstration();
  expect((await mara.get('/me/code')).body).toContain(said);
  const refused = await mara.post('/me/code');
  expect(refused.status).toBe(403);
  expect(refused.body).toContain(said);
});

test('an owner who is not the operator may remove the demonstration, and only that', async () => {
  await openDoors();
  const seen = await owner.get('/operator/demonstration');
  expect(seen.status).toBe(200);
  expect((await owner.post('/operator/demonstration?/open')).status).toBe(404);
  expect((await owner.get('/operator/outbox')).status).toBe(404);
});

test('removing takes people, words, links and sign-ins with it, and leaves the real organisation alone', async () => {
  const mara = (await openDoors()).get('mara') as URL;
  const visitor = await beSomebody(mara);
  expect((await owner.post('/operator/demonstration?/remove')).status).toBe(200);
  expect(await all.organisations()).toMatchObject([{ id: real, name: 'Kupfer' }]);
  expect(await all.people()).toMatchObject([{ name: 'Ines Duarte' }]);
  expect((await visitor.get('/me')).status).toBe(303);
  expect((await pages.visitor().post(mara.pathname)).status).toBe(410);
  expect((await owner.get('/me')).status).toBe(200);
});
