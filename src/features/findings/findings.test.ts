import { beforeEach, expect, test } from 'vitest';
import { enterByInvitation } from '#features/circles/use-cases/enter-by-invitation.ts';
import { inviteByMail } from '#features/circles/use-cases/invite.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import type { Actor } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { type Page, usePages, type Visitor } from '../../../tests/support/pages.ts';

const app = useApp();
const pages = usePages(app);
let people: Actor[];
let mara: Visitor;
let ilya: Visitor;
let noor: Visitor;
let olga: Visitor;
let olgaId = '';
let at = '';
let circleId = '';

beforeEach(async () => {
  const all = await makePeople(app.database, ['Mara Lind', 'Ilya Berg', 'Noor Haddad', 'Olga Fern']);
  people = all.slice(0, 3);
  olgaId = (all[3] as Actor).personId;
  ({ circleId } = await makeCircle(app.database, people));
  [mara, ilya, noor, olga] = (await Promise.all(all.map((each) => pages.signedIn(each)))) as [
    Visitor,
    Visitor,
    Visitor,
    Visitor,
  ];
  at = `/circles/${circleId}/findings`;
});

const words = {
  title: 'Reviews wait for two weeks',
  obstacle: 'We forget what we wrote before anybody looks at it.',
  change: 'One hour a day for reviews.',
  toPerson: '',
  toName: 'Vera Sand',
};

/** Mara writes one up; its address. */
async function begin(more: Record<string, string> = {}): Promise<string> {
  const page = await mara.post(`${at}/new`, { id: newId(), card: '', ...words, ...more });
  if (!page.leadsTo) throw new Error(`not begun: ${page.status}`);
  return page.leadsTo;
}
const say = (who: Visitor, finding: string, what: 'yes' | 'not yet' = 'yes', version = '1') =>
  who.post(`${finding}?/consent`, { version, say: what });

/** All agree, and Mara makes the link: its path. */
async function raise(more: Record<string, string> = {}): Promise<{ finding: string; link: string }> {
  const finding = await begin(more);
  for (const who of [ilya, noor]) expect((await say(who, finding)).leadsTo).toBe(finding);
  return { finding, link: linkIn(await mara.post(`${finding}?/send`)) };
}

function linkIn({ body, status }: Page): string {
  const path = /value="[^"]*(\/reply\/[^"]+)"/u.exec(body)?.[1];
  if (!path) throw new Error(`no link was shown, status ${status}`);
  return path;
}

test('it leaves the circle when every member has agreed to the exact words, is answered once, and comes back to all', async () => {
  const finding = await begin();
  expect((await ilya.get('/')).body).toContain('words are to leave the circle');
  expect((await mara.post(`${finding}?/send`)).status).toBe(409);
  await say(ilya, finding);
  const waiting = await ilya.get(finding);
  expect(waiting.body).toContain('2 of 3 agree.');
  expect(waiting.body).not.toMatch(/Mara|Noor/u);
  await say(noor, finding);
  expect((await mara.get('/')).body).toContain('said yes to the words');
  const link = linkIn(await mara.post(`${finding}?/send`));

  const owner = pages.visitor();
  for (let look = 0; look < 3; look += 1) {
    const { body, status } = await owner.get(link);
    expect(status).toBe(200);
    expect(body).toContain(words.obstacle);
    expect(body).not.toContain('Thursday');
  }
  expect((await owner.post(link, { answer: ' ' })).status).toBe(400);
  expect((await owner.post(link, { answer: 'From May on, an hour each day.' })).body).toContain('Thank you');
  expect((await owner.post(link, { answer: 'And again.' })).status).toBe(410);
  expect((await owner.get(link)).body).not.toContain(words.obstacle);
  for (const who of [mara, ilya, noor]) {
    expect((await who.get('/')).body).toContain('has an answer');
    for (const path of [finding, at]) expect((await who.get(path)).body).toContain('From May on');
  }
  expect((await noor.post(`${finding}?/withdraw`)).status).toBe(409);
  const kept = await app.database.asMaintenance(async (tx) => [
    await tx.selectFrom('finding_version').selectAll().execute(),
    await tx.selectFrom('finding_answer').selectAll().execute(),
  ]);
  expect(JSON.stringify(kept)).not.toMatch(/Reviews|forget|Vera|From May/u);
});

test('one “not yet” holds it, which only whoever said so reads; it no longer asks them on their first page', async () => {
  const finding = await begin();
  await say(ilya, finding, 'not yet');
  await say(noor, finding);
  expect((await mara.get(finding)).body).toContain('2 of 3 agree.');
  for (const who of [mara, noor]) expect((await who.get(finding)).body).not.toContain('You said “not yet”');
  expect((await ilya.get(finding)).body).toContain('You said “not yet”');
  expect((await ilya.get('/')).body).not.toContain('words are to leave the circle');
  const rows = await app.database.asPerson(people[0] as Actor, (tx) =>
    tx.selectFrom('finding_consent').select('person_id').execute(),
  );
  expect(rows).toEqual([{ person_id: people[0]?.personId }]);
  expect((await mara.post(`${finding}?/send`)).status).toBe(409);
});

test('each version asks everybody again; a yes to words that changed meanwhile counts for nothing', async () => {
  const finding = await begin();
  await say(ilya, finding);
  const other = { ...words, version: '1', obstacle: 'Reviews wait, and so do we.' };
  expect((await noor.post(`${finding}?/reword`, other)).leadsTo).toBe(finding);
  expect((await mara.get(finding)).body).toContain('1 of 3 agree.');
  expect((await say(mara, finding, 'yes', '1')).status).toBe(409);
  expect((await mara.post(`${finding}?/reword`, other)).status).toBe(409);
  expect((await mara.get('/')).body).toContain('words are to leave the circle');
  await say(mara, finding, 'yes', '2');
  await say(ilya, finding, 'yes', '2');
  expect((await noor.post(`${finding}?/reword`, { ...other, version: '2' })).status).toBe(409);
  expect((await pages.visitor().get(linkIn(await noor.post(`${finding}?/send`)))).body).toContain(
    'Reviews wait, and so do we.',
  );
});

test('two who say yes at once settle it, and of two who reword at once one is told', async () => {
  const finding = await begin();
  const reworded = await Promise.all(
    [ilya, noor].map((who) => who.post(`${finding}?/reword`, { ...words, version: '1' })),
  );
  expect(reworded.map(({ status }) => status).sort()).toEqual([303, 409]);
  await Promise.all([mara, ilya, noor].map((who) => say(who, finding, 'yes', '2')));
  expect((await mara.get(finding)).body).toContain('All of you agreed');
});

test('whom it is for learns the words, and the circle’s name where all said so; never who is in it', async () => {
  const { link } = await raise();
  const { body } = await olga.get(link);
  for (const { personId } of people) expect(body).not.toContain(personId);
  expect(body).not.toMatch(/Mara|Ilya|Noor|Thursday/u);
  const data = await olga.get(`${link}/__data.json`);
  for (const secret of [circleId, ...people.map(({ personId }) => personId)])
    expect(data.body).not.toContain(secret);
  const named = await raise({ namesCircle: 'yes' });
  expect((await pages.visitor().get(named.link)).body).toContain('The Thursday five asks you something');
});

test('a colleague can be asked, one of the circle cannot; one who joins before all agreed stops it, and later learns nothing', async () => {
  const finding = await begin({ toPerson: olgaId, toName: '' });
  for (const path of [at, finding]) expect((await olga.get(path)).status).toBe(404);
  const inside = await mara.post(`${at}/new`, {
    id: newId(),
    ...words,
    toPerson: people[1]?.personId ?? '',
  });
  expect(inside.status).toBe(409);
  expect(inside.body).toContain('sits in your circle');
  expect(inside.body).toContain(words.obstacle);
  const before = await raise({ title: 'Settled before', toPerson: olgaId, toName: '' });
  const join = await asMember(app.database, people[0] as Actor, circleId, (tx, member) =>
    inviteByMail(tx, member, { email: 'olga@example.org', mail: false, linkTo: (token) => token }),
  );
  const actor = { organisationId: people[0]?.organisationId ?? '', personId: olgaId };
  await app.database.asPerson(actor, (tx) => enterByInvitation(tx, join.ok ? (join.link ?? '') : ''));
  for (const who of [ilya, noor]) await say(who, finding);
  expect((await say(olga, finding)).status).toBe(409);
  expect((await olga.get(before.finding)).status).toBe(404);
  expect((await olga.get(at)).body).not.toContain('Settled before');
});

test('any member takes it back until it is answered, and a new link ends the earlier one', async () => {
  const { finding, link } = await raise();
  const second = linkIn(await noor.post(`${finding}?/send`));
  expect((await pages.visitor().get(link)).status).toBe(404);
  expect((await ilya.post(`${finding}?/withdraw`)).leadsTo).toBe(finding);
  expect((await pages.visitor().get(second)).body).toContain('has taken it back');
  const late = await pages.visitor().post(second, { answer: 'Late, and long.' });
  expect(late.status).toBe(410);
  for (const said of ['has taken it back', 'Late, and long.']) expect(late.body).toContain(said);
  expect((await mara.get(finding)).body).toContain('One of you took it back');
  expect((await mara.post(`${finding}?/send`)).status).toBe(409);
});

test('a link that is too old answers nothing, and one that nobody made is not found', async () => {
  const { finding, link } = await raise();
  await app.database.asMaintenance((tx) =>
    tx
      .updateTable('finding')
      .set({ expires_at: new Date(0) })
      .where('sent_at', 'is not', null)
      .execute(),
  );
  expect((await pages.visitor().get(link)).body).toContain('The time for an answer is over');
  expect((await pages.visitor().post(link, { answer: 'Late.' })).status).toBe(410);
  expect((await mara.get(finding)).body).toContain('You can send it again');
  for (const guess of ['nobody-made-this', 'A'.repeat(43), '..%2f..%2fme'])
    expect((await pages.visitor().get(`/reply/${guess}`)).status).toBe(404);
});

test('names that stand in the words are noticed for all, and nothing is held up by it', async () => {
  const finding = await begin({ obstacle: 'Noor waits two weeks, as The Thursday five knows.' });
  const { body } = await ilya.get(finding);
  expect(body).toContain('We noticed Noor and The Thursday five.');
  for (const who of [ilya, noor]) await say(who, finding);
  expect((await mara.get(finding)).body).toContain('All of you agreed');
});

test('the same form twice is one, a fourth has to wait, a circle of one raises nothing, who left is not waited for', async () => {
  const id = newId();
  for (let sent = 0; sent < 2; sent += 1)
    expect((await mara.post(`${at}/new`, { id, card: '', ...words })).leadsTo).toBe(`${at}/${id}`);
  await begin();
  await begin();
  const fourth = await mara.post(`${at}/new`, { id: newId(), card: '', ...words });
  expect(fourth.status).toBe(409);
  expect(fourth.body).toContain('Three are open already');
  await say(ilya, `${at}/${id}`);
  await asMember(app.database, people[2] as Actor, circleId, leaveCircle);
  expect((await noor.get(at)).status).toBe(404);
  const left = await ilya.get(`${at}/${id}`);
  expect(left.body).toContain('2 of 2 agree.');
  await say(ilya, `${at}/${id}`);
  expect((await mara.get(`${at}/${id}`)).body).toContain('All of you agreed');
  await asMember(app.database, people[1] as Actor, circleId, leaveCircle);
  const alone = await mara.post(`${at}/new`, { id: newId(), card: '', ...words });
  expect(alone.status).toBe(409);
});

test('what does not fit comes back with what was typed', async () => {
  const page = await mara.post(`${at}/new`, { id: newId(), ...words, change: '', toName: '' });
  expect(page.status).toBe(400);
  expect(page.body).toContain('Say what you ask for');
  expect(page.body).toContain(words.obstacle);
});
