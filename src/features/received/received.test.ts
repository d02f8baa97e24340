import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { WordsBody } from '#core/session/words.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { addSighting, removeSightingOfMine } from '#features/commitments/use-cases/see-in-the-wild.ts';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import { writeReads } from '#features/sharing/use-cases/note-read.ts';
import type { Actor } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { sealWords } from '#server/vault/seal-words.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember } from '../../../tests/support/circle.ts';
import { usePages } from '../../../tests/support/pages.ts';
import { must, openTestSession, startSession, type TestSession } from '../../../tests/support/session.ts';
import { readByBehaviour, readReceived } from './use-cases/read-received.ts';

const app = useApp();
const pages = usePages(app);
let session: TestSession;
let mara: Actor;
let ilya: Actor;
let noor: Actor;
let drill = 0;
let minute = 0;

const feed = (person: Actor, asked: Partial<Parameters<typeof readReceived>[2]> = {}) =>
  app.database.asPerson(person, (tx) => readReceived(tx, person, { behaviour: '', words: '', ...asked }));

/** Words of Ilya about Mara, a minute later than the last, open to her unless said otherwise. */
async function put(body: WordsBody, more: { released?: boolean; audience?: string } = {}): Promise<string> {
  const id = randomUUID();
  minute += 1;
  const { organisationId } = mara;
  const at = new Date(Date.now() + minute * 60_000);
  await app.database.asMaintenance(async (tx) => {
    const whose = { organisationId, owner: ilya.personId, row: id };
    const sealed = await sealWords(tx, 'session_words', whose, {
      subject_id: mara.personId,
      body: body as unknown,
    });
    await tx
      .insertInto('session_words')
      .values({
        organisation_id: organisationId,
        id,
        session_id: session.sessionId,
        step: drill,
        kind: body.kind,
        author_id: ilya.personId,
        subject_id: mara.personId,
        audience: more.audience ?? 'subject',
        body: sealed.body as string,
        created_at: at,
        released_at: more.released === false ? null : at,
      })
      .execute();
  });
  return id;
}

beforeAll(async () => {
  session = await openTestSession(app, { size: 3 });
  [mara, ilya, noor] = session.people as unknown as [Actor, Actor, Actor];
  await startSession(session);
  const now = async () => (await session.view(mara)).now ?? { at: 0, kind: '' };
  while ((await now()).kind !== 'drill')
    await must(session.act(mara, { type: 'move-on', from: (await now()).at }));
  drill = (await now()).at;
});

test('what others gave somebody in sessions and saw in the wild is theirs to read, and nobody else’s', async () => {
  await put({ kind: 'observation', behaviour: 1, quote: 'What would help you most?', offset: 1 });
  await put({ kind: 'suggestion', text: 'Count to three.', reworded: 'I wait three breaths.', picked: true });
  await put({ kind: 'thanks', text: 'Thank you for asking.' });
  const card = newId();
  await asMember(app.database, mara, session.circleId, (tx, member) =>
    writeCard(tx, member, {
      id: card,
      card: {
        experiment: 'I wait before I answer.',
        behaviour: 'Waits',
        context: '',
        criterion: '',
        dueOn: '',
      },
      now: Date.now(),
    }),
  );
  await asMember(app.database, noor, session.circleId, (tx, member) =>
    addSighting(tx, member, { id: newId(), card, text: 'You let the pause stand.' }),
  );
  const { items, older } = await feed(mara);
  expect(items.map(({ kind }) => kind)).toEqual(['thanks', 'suggestion', 'seen', 'sighting']);
  expect(older).toBeUndefined();
  for (const person of [ilya, noor]) expect((await feed(person)).items).toEqual([]);

  const page = await (await pages.signedIn(mara)).get('/me/received');
  expect(page.body).toMatch(
    /In your words[\s\S]*I wait three breaths\.[\s\S]*In their words: Count to three\./u,
  );
  expect(page.body).toContain('While you tried: I wait before I answer.');
  expect((await (await pages.signedIn(ilya)).get('/me/received')).body).toContain('Nothing yet');
  expect(page.body).toContain(`/circles/${session.circleId}/board`);
  const today = await (await pages.signedIn(mara)).get('/');
  expect(today.body).toContain('href="/me/received"');
});

test('what is under the seal or its author’s alone is not in it, nor what was struck', async () => {
  const before = (await feed(mara)).items.length;
  await put(
    { kind: 'observation', quote: 'Still sealed.', offset: 1 },
    { released: false, audience: 'session' },
  );
  await put(
    { kind: 'feedback', form: 'SBI', parts: { situation: 'A draft.' }, given: false },
    { audience: 'author' },
  );
  const struck = await put({ kind: 'thanks', text: 'Not after all.' });
  expect((await feed(mara)).items).toHaveLength(before + 1);
  await app.database.asPerson(ilya, (tx) =>
    tx.deleteFrom('session_words').where('id', '=', struck).execute(),
  );
  expect((await feed(mara)).items).toHaveLength(before);
});

test('whoever said something in a session is told that it was opened here, of what stood on the page alone', async () => {
  const id = await put({ kind: 'thanks', text: 'You waited for me.' });
  const noted = async () => {
    await writeReads(app);
    return app.database.asMaintenance((tx) =>
      tx
        .selectFrom('share_read')
        .select(['owner_id', 'reader_id', 'kind', 'version'])
        .where('item_id', '=', id)
        .execute(),
    );
  };
  const visitor = await pages.signedIn(mara);
  for (const asked of ['?kind=suggestion', '?words=elephant', '/behaviours'])
    expect((await visitor.get(`/me/received${asked}`)).body).not.toContain('You waited for me.');
  expect(await noted()).toEqual([]);
  for (let twice = 0; twice < 2; twice++)
    expect((await visitor.get('/me/received')).body).toContain('You waited for me.');
  const once = { owner_id: ilya.personId, reader_id: mara.personId, kind: 'observation', version: 1 };
  expect(await noted()).toEqual([once]);
  await app.database.asPerson(ilya, (tx) => tx.deleteFrom('session_words').where('id', '=', id).execute());
  expect(await noted()).toEqual([]);
});

test('by behaviour, too, they are told of what stands there: the words that are quoted, not what is only counted', async () => {
  const look = async () => {
    const page = await (await pages.signedIn(mara)).get('/me/received/behaviours');
    await writeReads(app);
    return page.body;
  };
  const earlier = await put({ kind: 'observation', behaviour: 2, quote: 'You asked me first.', offset: 1 });
  const newest = await put({ kind: 'observation', behaviour: 2, quote: 'And you waited.', offset: 2 });
  const tick = await put({ kind: 'observation', behaviour: 2, quote: '', offset: 3 });
  const level = await put({ kind: 'anchor', behaviour: 3, level: 2, quote: '' } as WordsBody);
  const ids = [earlier, newest, tick, level];
  const body = await look();
  expect([body.includes('And you waited.'), body.includes('You asked me first.')]).toEqual([true, false]);
  const noted = await app.database.asMaintenance((tx) =>
    tx.selectFrom('share_read').select(['item_id', 'owner_id']).where('item_id', 'in', ids).execute(),
  );
  expect(noted.map(({ item_id }) => item_id).sort()).toEqual([newest, tick].sort());
  expect(noted.every(({ owner_id }) => owner_id === ilya.personId)).toBe(true);
  await app.database.asPerson(ilya, (tx) => tx.deleteFrom('session_words').where('id', 'in', ids).execute());
});

test('it is narrowed to a kind, to words and to a behaviour, and by behaviour the newest stands first', async () => {
  expect((await feed(mara, { kind: 'thanks' })).items).toHaveLength(1);
  expect((await feed(mara, { kind: 'sighting' })).items).toHaveLength(1);
  expect((await feed(mara, { words: 'three breath' })).items.map(({ kind }) => kind)).toEqual(['suggestion']);
  expect((await feed(mara, { words: 'noor pause' })).items.map(({ kind }) => kind)).toEqual(['sighting']);
  expect((await feed(mara, { words: 'elephant' })).items).toEqual([]);
  const { groups, older } = await app.database.asPerson(mara, (tx) => readByBehaviour(tx, mara));
  expect(older).toBe(false);
  const few = await app.database.asPerson(mara, (tx) => readByBehaviour(tx, mara, 2));
  expect(few.older).toBe(true);
  expect(groups).toHaveLength(2);
  const [first] = groups;
  expect(first?.items[0]?.kind).toBe('seen');
  expect((await feed(mara, { behaviour: first?.behaviour ?? '' })).items).toHaveLength(1);
  expect((await feed(mara, { behaviour: 'waits' })).items).toHaveLength(1);
  const page = await (await pages.signedIn(mara)).get('/me/received/behaviours');
  expect(page.body).toContain(first?.behaviour.replaceAll('’', '’'));
});

test('pages follow each other without a gap or a double, and a search goes on where it stopped', async () => {
  for (let n = 0; n < 45; n += 1) await put({ kind: 'phrase', text: `Phrase ${n}.` });
  const met: string[] = [];
  let before: string | undefined;
  let read = 0;
  do {
    const query = before ? `?before=${encodeURIComponent(before)}` : '';
    const { items, older } = await feed(mara, {
      ...(before && { before: { moment: before.split('_')[0] ?? '', id: before.split('_')[1] ?? '' } }),
    });
    expect(query.length).toBeLessThan(120);
    met.push(...items.map(({ id }) => id));
    before = older;
    read += 1;
  } while (before);
  expect(read).toBe(3);
  expect(met).toHaveLength(49);
  expect(new Set(met).size).toBe(49);
  expect((await feed(mara, { words: 'phrase 7' })).items).toHaveLength(1);
  expect((await feed(mara, { words: 'phrase' })).items).toHaveLength(20);
});

test('whoever leaves the circle keeps what they received; an address that means nothing shows everything', async () => {
  const visitor = await pages.signedIn(mara);
  const odd = await visitor.get('/me/received?before=nonsense&kind=everything&words=thank');
  expect(odd.status).toBe(200);
  expect(odd.body).toContain('Thank you for asking.');
  await asMember(app.database, mara, session.circleId, leaveCircle);
  expect((await feed(mara, { kind: 'thanks' })).items).toHaveLength(1);
});

test('whom a word is about takes it away where it stands, after they left too, and nobody else does', async () => {
  const { items } = await feed(mara, { kind: 'sighting' });
  const id = items[0]?.id ?? '';
  const visitor = await pages.signedIn(mara);
  const page = await visitor.get('/me/received?kind=sighting');
  expect(page.body).toContain('You let the pause stand.');
  expect(page.body).toContain('Take this away');
  // She is no member any more, and meets no way to where she may not go.
  expect(page.body).not.toContain(`/circles/${session.circleId}`);
  await (await pages.signedIn(ilya)).post('/me/received?/remove', { id });
  expect((await feed(mara, { kind: 'sighting' })).items).toHaveLength(1);
  await app.database.asPerson(ilya, (tx) => removeSightingOfMine(tx, ilya, id));
  expect((await feed(mara, { kind: 'sighting' })).items).toHaveLength(1);
  const done = await visitor.post('/me/received?kind=sighting&/remove=yes', { id });
  expect(done).toMatchObject({ status: 303, leadsTo: '/me/received?kind=sighting' });
  expect((await feed(mara, { kind: 'sighting' })).items).toEqual([]);
});
