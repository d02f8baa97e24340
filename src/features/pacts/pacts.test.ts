import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { perPerson } from '#features/sharing/use-cases/set-aside.ts';
import { m } from '#messages';
import type { Actor } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';

const app = useApp();
const pages = usePages(app);
let people: Actor[];
let mara: Visitor;
let ilya: Visitor;
let noor: Visitor;
let circleId = '';
let at = '';

beforeEach(async () => {
  people = await makePeople(app.database, ['Mara Lind', 'Ilya Berg', 'Noor Haddad']);
  ({ circleId } = await makeCircle(app.database, people));
  [mara, ilya, noor] = (await Promise.all(people.map((each) => pages.signedIn(each)))) as [
    Visitor,
    Visitor,
    Visitor,
  ];
  at = `/circles/${circleId}/pacts`;
});

const habit = 'One open question before any advice';

/** Mara proposes one; its id. */
async function begin(partner?: Actor): Promise<string> {
  const id = newId();
  const page = await mara.post(`${at}?/begin`, { id, partner: partner?.personId ?? '', 'habits[]': habit });
  if (page.leadsTo !== at) throw new Error(`not begun: ${page.status}`);
  return id;
}
const agree = (who: Visitor, pact: string, version = '1') => who.post(`${at}?/agree`, { pact, version });
const tell = (who: Visitor, pact: string, word: string, text = '') =>
  who.post(`${at}?/report`, { pact, word, text });

/** What stands on a page for its reader. */
const shown = ({ body }: { body: string }) => body.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]+>/gu, ' ');

test('a pact of the circle holds once all have said yes, and stands on the circle’s page and the board', async () => {
  const pact = await begin();
  expect((await noor.get('/')).body).toContain('Mara Lind proposes a small habit');
  expect((await tell(mara, pact, 'did it')).status).toBe(409);
  await agree(ilya, pact);
  expect((await ilya.get(at)).body).toContain('Waits for Noor Haddad.');
  expect(shown(await mara.get(`/circles/${circleId}/board`))).not.toContain(habit);
  await agree(noor, pact);
  for (const path of [at, `/circles/${circleId}`, `/circles/${circleId}/board`])
    expect((await ilya.get(path)).body).toContain(habit);
  expect((await noor.get('/')).body).not.toContain('proposes a small habit');
  // The pages are made at their first visit.
}, 60_000);

test('each says in a word how it went; the later word of a day stands, and nothing is counted', async () => {
  const pact = await begin();
  for (const who of [ilya, noor]) await agree(who, pact);
  await tell(ilya, pact, 'not yet');
  expect((await tell(ilya, pact, 'partly', 'Asking slows me down, kindly.')).leadsTo).toBe(at);
  await tell(noor, pact, 'did it');
  const { body } = await mara.get(at);
  expect(body).toContain('Ilya: partly');
  expect(body).toContain('Asking slows me down, kindly.');
  expect(body).not.toContain('Ilya: not yet');
  expect(body).toContain('You have not said yet.');
  const read = shown({ body });
  expect(read).toContain('Ilya: partly');
  expect(read).not.toMatch(/\d ?%|streak|\d of \d/iu);
  expect((await tell(mara, pact, 'never')).status).toBe(400);
  const kept = await app.database.asMaintenance(async (tx) => [
    await tx.selectFrom('pact_version').selectAll().execute(),
    await tx.selectFrom('pact_report').selectAll().execute(),
  ]);
  expect(JSON.stringify(kept)).not.toMatch(/open question|slows me/u);
});

test('of two, the two alone read it; the third sees neither its words nor that there is one', async () => {
  const pact = await begin(people[1]);
  expect((await noor.get('/')).body).not.toContain('proposes a small habit');
  expect((await agree(noor, pact)).status).toBe(409);
  await agree(ilya, pact);
  await tell(ilya, pact, 'did it', 'It was easier than I thought.');
  expect((await mara.get(at)).body).toContain('It was easier than I thought.');
  for (const path of [at, `/circles/${circleId}`, `/circles/${circleId}/board`]) {
    const { body } = await noor.get(path);
    expect(body).not.toContain(habit);
    expect(body).not.toContain('easier than I thought');
    expect(body).not.toContain(pact);
  }
  for (const action of ['end', 'report', 'change'])
    expect(
      (await noor.post(`${at}?/${action}`, { pact, version: '1', word: 'did it', 'habits[]': 'Mine' }))
        .status,
    ).toBe(409);
});

test('what was agreed stays in force until all have said yes to the new words', async () => {
  const pact = await begin(people[1]);
  await agree(ilya, pact);
  const other = { pact, version: '1', 'habits[]': 'Two open questions' };
  expect((await ilya.post(`${at}?/change`, other)).leadsTo).toBe(at);
  expect((await mara.post(`${at}?/change`, other)).status).toBe(409);
  const waiting = await mara.get(at);
  expect(waiting.body).toContain(habit);
  expect(waiting.body).toContain(m.pacts_still_holds());
  expect((await agree(mara, pact, '1')).status).toBe(409);
  await agree(mara, pact, '2');
  const { body } = await ilya.get(`/circles/${circleId}`);
  expect(body).toContain('Two open questions');
  expect(body).not.toContain(habit);
});

test('there is one of the circle and one of each two at a time; anyone ends it, and who left reads nothing more', async () => {
  const pact = await begin();
  const second = await ilya.post(`${at}?/begin`, { id: newId(), partner: '', 'habits[]': 'Another' });
  expect(second.status).toBe(409);
  expect(second.body).toContain('Another');
  await begin(people[1]);
  const same = await ilya.post(`${at}?/begin`, {
    id: newId(),
    partner: people[0]?.personId ?? '',
    'habits[]': 'Another',
  });
  expect(same.status).toBe(409);
  expect((await noor.post(`${at}?/end`, { pact })).leadsTo).toBe(at);
  expect((await ilya.post(`${at}?/begin`, { id: newId(), partner: '', 'habits[]': 'Another' })).status).toBe(
    303,
  );
  expect((await ilya.post(`${at}?/begin`, { id: newId(), partner: newId(), 'habits[]': 'x' })).status).toBe(
    409,
  );
  expect((await ilya.post(`${at}?/begin`, { id: newId(), partner: '' })).status).toBe(400);
  await asMember(app.database, people[2] as Actor, circleId, leaveCircle);
  expect((await noor.get(at)).status).toBe(404);
});

test('what somebody told is theirs alone once another says that it is about them; told anew, it is read again', async () => {
  const pact = await begin();
  for (const who of [ilya, noor]) await agree(who, pact);
  await tell(ilya, pact, 'partly', 'Noor cut me short.');
  const reportOf = async (who: Visitor) =>
    /name="report" value="([^"]+)"/.exec((await who.get(at)).body)?.[1] ?? '';
  const report = await reportOf(noor);
  // Whoever told it has nothing to say of it, and a made-up one is none.
  expect(await reportOf(ilya)).toBe('');
  for (const [who, which] of [
    [ilya, report],
    [noor, newId()],
  ] as const)
    expect((await who.post(`${at}?/aside`, { report: which })).leadsTo).toBe(at);
  expect((await mara.get(at)).body).toContain('Noor cut me short.');
  for (const who of [noor, mara]) expect((await who.post(`${at}?/aside`, { report })).leadsTo).toBe(at);
  for (const who of [mara, noor]) {
    const { body } = await who.get(at);
    expect(body).not.toContain('cut me short');
    expect(body).toContain('Ilya has not said yet.');
  }
  const own = shown(await ilya.get(at));
  expect(own).toContain('Noor cut me short.');
  expect(own).toContain(m.pacts_aside());
  // Past the pages, too, and without a name.
  const seen = await app.database.asPerson(people[0] as Actor, (tx) =>
    tx.selectFrom('pact_report').selectAll().execute(),
  );
  expect(seen).toEqual([]);
  await tell(ilya, pact, 'partly', 'I was cut short.');
  expect((await mara.get(at)).body).toContain('I was cut short.');
  expect(shown(await ilya.get(at))).not.toContain(m.pacts_aside());
});

test('somebody says so five times in a day, and not of everything that they read', async () => {
  const pact = await begin();
  for (const who of [ilya, noor]) await agree(who, pact);
  const say = async () => {
    await tell(ilya, pact, 'partly', 'Noor cut me short.');
    const report = /name="report" value="([^"]+)"/.exec((await noor.get(at)).body)?.[1] ?? '';
    return noor.post(`${at}?/aside`, { report });
  };
  for (let time = 0; time < perPerson.points; time++) expect((await say()).status).toBe(303);
  const refused = await say();
  expect(refused.status).toBe(429);
  expect(refused.body).toContain(m.sharing_aside_too_many());
  expect((await mara.get(at)).body).toContain('Noor cut me short.');
  // What is counted names nobody, also to whoever knows everybody.
  const counted = await app.database.asMaintenance((tx) =>
    tx.selectFrom('rate_limit').select('key').execute(),
  );
  const named = people.map(({ personId }) =>
    createHash('sha256').update(`${perPerson.name} ${personId}`).digest('base64url'),
  );
  expect(counted.map(({ key }) => key).filter((key) => named.some((name) => key.includes(name)))).toEqual([]);
});
