import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { WordsBody } from '#core/session/words.ts';
import { addSighting } from '#features/commitments/use-cases/see-in-the-wild.ts';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import { listenToOtherNodes } from '#features/sessions/live/listen.ts';
import type { Actor } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { sealWords } from '#server/vault/seal-words.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember } from '../../../tests/support/circle.ts';
import { usePages } from '../../../tests/support/pages.ts';
import { must, openTestSession, startSession, type TestSession } from '../../../tests/support/session.ts';
import { keepRetention } from './use-cases/keep-retention.ts';

const app = useApp();
const pages = usePages(app);
let stop: () => Promise<void>;
beforeAll(() => {
  stop = listenToOtherNodes(app, app.database.appUrl);
});
afterAll(() => stop());

const january = new Date('2026-01-10T12:00:00Z');
const july = new Date('2026-07-01T12:00:00Z');
let session: TestSession;
let mara: Actor;
let ilya: Actor;

beforeEach(async () => {
  app.time = undefined;
  session = await openTestSession(app, { size: 2 });
  [mara, ilya] = session.people;
  await startSession(session);
  await must(session.act(mara, { type: 'close' }));
});

interface Put {
  by?: Actor;
  about?: Actor | null;
  at?: Date;
  released?: boolean;
  audience?: string;
}

/** Words of the session, in January, of Ilya about Mara and open to her, unless said otherwise. */
async function put(body: WordsBody, more: Put = {}): Promise<string> {
  const { by = ilya, about = mara, at = january, released = true, audience = 'subject' } = more;
  const id = randomUUID();
  await app.database.asMaintenance(async (tx) => {
    const whose = { organisationId: by.organisationId, owner: by.personId, row: id };
    const subject_id = about?.personId ?? null;
    const sealed = await sealWords(tx, 'session_words', whose, { subject_id, body: body as unknown });
    await tx
      .insertInto('session_words')
      .values({
        organisation_id: by.organisationId,
        id,
        session_id: session.sessionId,
        kind: body.kind,
        author_id: by.personId,
        subject_id,
        audience,
        body: sealed.body as string,
        created_at: at,
        released_at: released ? at : null,
      })
      .execute();
  });
  return id;
}

/** A card on the board of one, and what the other saw of it. */
async function see(owner: Actor, by: Actor, days: Date[]): Promise<string[]> {
  const id = newId();
  const card = { experiment: 'I wait.', behaviour: '', context: '', criterion: '', dueOn: '' };
  await asMember(app.database, owner, session.circleId, (tx, member) =>
    writeCard(tx, member, { id, card, now: Date.now() }),
  );
  const seen: string[] = [];
  for (const day of days) {
    const sighting = newId();
    await asMember(app.database, by, session.circleId, (tx, member) =>
      addSighting(tx, member, { id: sighting, card: id, text: 'You waited.' }),
    );
    await app.database.asMaintenance((tx) =>
      tx.updateTable('sighting').set({ seen_at: day }).where('id', '=', sighting).execute(),
    );
    seen.push(sighting);
  }
  return seen;
}

/** Everything that was said in the session and seen of the cards of its two, by id. */
const left = () =>
  app.database.asMaintenance(async (tx) => {
    const words = await tx
      .selectFrom('session_words')
      .select('id')
      .where('session_id', '=', session.sessionId)
      .execute();
    const seen = await tx
      .selectFrom('sighting')
      .select('id')
      .where('circle_id', '=', session.circleId)
      .execute();
    return [...words, ...seen].map(({ id }) => id).sort();
  });

const choose = async (who: Actor, months: string) =>
  (await pages.signedIn(who)).post('/me/sharing?/keep', { kind: 'received', months });

test('what somebody received stays until they say otherwise, however old it is', async () => {
  const all = [await put({ kind: 'thanks', text: 'For asking.' }), ...(await see(mara, ilya, [january]))];
  app.time = new Date('2056-01-01T12:00:00Z');
  await keepRetention(app);
  expect(await left()).toEqual(all.sort());
  expect((await (await pages.signedIn(mara)).get('/me/received')).body).toContain('For asking.');
});

test('it goes when the time that its receiver chose is over: what was younger, sealed, their own or another’s stays', async () => {
  const [seenThen, seenLater] = (await see(mara, ilya, [january, july])) as [string, string];
  const theirs = [
    await put({ kind: 'thanks', text: 'For waiting.' }, { by: mara, about: ilya }),
    ...(await see(ilya, mara, [january])),
  ];
  const over = [
    await put({ kind: 'observation', quote: 'What would help?', offset: 1 }),
    await put({ kind: 'suggestion', text: 'Count to three.' }),
    await put({ kind: 'feedback', form: 'SBI', parts: { situation: 'A draft.' }, given: true }),
    await put({ kind: 'thanks', text: 'For asking.' }, { audience: 'session' }),
    seenThen,
  ];
  const stays = [
    await put({ kind: 'thanks', text: 'For listening.' }, { at: july }),
    await put({ kind: 'observation', quote: 'Under the seal.', offset: 1 }, { released: false }),
    await put({ kind: 'phrase', text: 'Its author’s alone.' }, { audience: 'author' }),
    await put({ kind: 'strength', text: 'I hear people out.' }, { by: mara, about: null }),
    seenLater,
  ];
  const all = [...theirs, ...over, ...stays].sort();
  expect((await choose(mara, '6')).body).toContain('from now on');
  app.time = new Date('2026-07-09T12:00:00Z');
  await keepRetention(app);
  expect(await left()).toEqual(all);
  app.time = new Date('2026-07-11T12:00:00Z');
  await keepRetention(app);
  await keepRetention(app);
  expect(await left()).toEqual([...theirs, ...stays].sort());
  app.time = undefined;
  const feed = (await (await pages.signedIn(mara)).get('/me/received')).body;
  expect([feed.includes('For asking.'), feed.includes('For listening.')]).toEqual([false, true]);
  const cards = await app.database.asPerson(mara, (tx) =>
    tx.selectFrom('commitment').select('id').where('circle_id', '=', session.circleId).execute(),
  );
  expect(cards).toHaveLength(2);

  await choose(ilya, '12');
  app.time = new Date('2027-01-11T12:00:00Z');
  await keepRetention(app);
  expect(await left()).toEqual(stays.filter((id) => id !== seenLater && id !== stays[0]).sort());
}, 60_000);

test('whoever looks at that session meanwhile sees it go, its author too', async () => {
  await put({ kind: 'thanks', text: 'For asking.' });
  await choose(mara, '6');
  const seen: string[] = [];
  const leave = await app.hub.subscribe({
    member: await session.member(ilya),
    signInId: randomUUID(),
    send: ({ view }) => seen.push(view),
    close: () => undefined,
  });
  expect(seen.at(-1)).toContain('For asking.');
  app.time = new Date('2026-07-11T12:00:00Z');
  await keepRetention(app);
  await expect.poll(() => seen.at(-1), { timeout: 15_000 }).not.toContain('For asking.');
  leave();
}, 60_000);

test('who thinks better of it keeps what they received', async () => {
  const id = await put({ kind: 'thanks', text: 'For asking.' });
  await choose(mara, '6');
  expect((await choose(mara, '')).status).toBe(200);
  app.time = new Date('2027-01-12T12:00:00Z');
  await keepRetention(app);
  expect(await left()).toEqual([id]);
});
