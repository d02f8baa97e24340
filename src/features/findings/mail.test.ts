import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { startJobs } from '#server/jobs.ts';
import { openSendMail } from '#server/send-mail.ts';
import { useApp } from '../../../tests/support/app.ts';
import { makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { openMailServer } from '../../../tests/support/mail-server.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';

const app = useApp();
const pages = usePages(app);
const post = openMailServer();
let mara: Visitor;
let ilya: Visitor;
let vera: Actor;
let at = '';

const words = {
  title: 'Reviews wait for two weeks',
  obstacle: 'We forget what we wrote before anybody looks at it.',
  change: 'One hour a day for reviews.',
  card: '',
};

beforeAll(async () => {
  app.config.SMTP_URL = post.url();
  const mail = openSendMail(app);
  const jobs = await startJobs(app, { ownerUrl: app.database.ownerUrl, tasks: { 'send-mail': mail.task } });
  return async () => {
    await jobs.stop();
    mail.close();
  };
});

beforeEach(async () => {
  post.reset();
  const all = await makePeople(app.database, ['Mara Lind', 'Ilya Berg', 'Vera Sand']);
  vera = all[2] as Actor;
  const { circleId } = await makeCircle(app.database, all.slice(0, 2));
  [mara, ilya] = (await Promise.all(all.slice(0, 2).map((each) => pages.signedIn(each)))) as [
    Visitor,
    Visitor,
  ];
  at = `/circles/${circleId}/findings`;
});

/** Mara writes it up for somebody, Ilya agrees, and it goes out; its address and what the page said. */
async function raise(to: Record<string, string>): Promise<{ finding: string; said: string }> {
  const { leadsTo: finding } = await mara.post(`${at}/new`, { id: newId(), ...words, toPerson: '', ...to });
  if (!finding) throw new Error('not begun');
  await ilya.post(`${finding}?/consent`, { version: '1', say: 'yes' });
  const sent = await ilya.post(`${finding}?/send`);
  expect(sent.status).toBe(200);
  return { finding, said: sent.body };
}

/** The newest mail to this address, once there are so many. */
async function mailed(address: string, count = 1) {
  await expect.poll(() => post.to(address), { timeout: 20_000 }).toHaveLength(count);
  return post.to(address).at(-1);
}

const linkIn = (text = '') => /\/reply\/[\w-]+/.exec(text)?.[0] ?? '';

test('what a circle raises goes by mail to its owner, who answers without an account; the answer comes back to all', async () => {
  const { finding, said } = await raise({ toName: 'Olga Fern', toEmail: 'olga@example.org' });
  expect(said).not.toContain('/reply/');
  const letter = await mailed('olga@example.org');
  expect(letter?.text).toContain('Hello Olga Fern,');
  // A mail lies on servers that are nobody's here: neither the words nor who is in the circle stand in it.
  const source = JSON.stringify(letter);
  for (const secret of [...Object.values(words).filter(Boolean), 'Mara', 'Ilya', 'Thursday'])
    expect(source).not.toContain(secret);

  // Whatever looks at the link before its reader does, changes nothing.
  const link = linkIn(letter?.text);
  const owner = pages.visitor();
  for (let look = 0; look < 2; look += 1) expect((await pages.visitor().get(link)).status).toBe(200);
  expect((await pages.visitor().get(link, { method: 'HEAD' })).status).toBe(200);
  const page = await owner.get(link);
  expect(page.body).toContain(words.obstacle);
  expect(page.body).not.toMatch(/Mara|Ilya|Thursday/u);
  expect((await owner.post(link, { answer: 'An hour each day, from May on.' })).status).toBe(200);
  expect((await pages.visitor().post(link, { answer: 'No.' })).status).toBe(410);
  for (const who of [mara, ilya]) {
    expect((await who.get('/')).body).toContain('has an answer');
    expect((await who.get(finding)).body).toContain('An hour each day, from May on.');
  }
  // The first to open these pages waits until they are compiled.
}, 60_000);

test('a colleague is written to at their own address, which no member is shown', async () => {
  const email = `vera-${vera.personId.slice(-6)}@example.org`;
  await app.database.asMaintenance((tx) =>
    tx
      .insertInto('person_contact')
      .values({ organisation_id: vera.organisationId, person_id: vera.personId, email })
      .execute(),
  );
  const { finding, said } = await raise({ toPerson: vera.personId, toName: '' });
  const letter = await mailed(email);
  for (const body of [said, (await mara.get(finding)).body]) {
    expect(body).not.toContain(email);
    expect(body).not.toContain('/reply/');
  }
  expect((await pages.visitor().post(linkIn(letter?.text), { answer: 'Yes.' })).status).toBe(200);
  expect((await mara.get(finding)).body).toContain('Yes.');
});

test('sent again it is a new mail, and the link of the one before leads nowhere', async () => {
  const { finding } = await raise({ toName: 'Olga Fern', toEmail: 'olga@example.org' });
  const first = linkIn((await mailed('olga@example.org'))?.text);
  await mara.post(`${finding}?/send`);
  const second = linkIn((await mailed('olga@example.org', 2))?.text);
  expect((await pages.visitor().get(first)).status).toBe(404);
  expect((await pages.visitor().get(second)).status).toBe(200);
});
