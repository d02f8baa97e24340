import { expect, test } from 'vitest';
import { m } from '#messages';
import { openMailServer } from '../support/mail-server.ts';
import { misfits, phone } from './stage/fits-a-phone.ts';
import { consent, makeCircle, setUp } from './stage/found-circle.ts';
import { problemsOf } from './stage/look-at.ts';
import { linkIn, linksIn, newestMail } from './stage/mailbox.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const post = openMailServer();
const address = 'noor@lantern.example';
const stage = useStage({ settings: () => ({ SMTP_URL: post.url() }) });
let mara: Visitor;
let circle = '';
let link = '';

/** What opens links in mails before anybody reads them. */
async function scan(links: readonly string[]): Promise<void> {
  for (const each of links)
    for (const method of ['HEAD', 'GET', 'GET']) expect((await fetch(each, { method })).status).toBe(200);
}

test('a colleague is invited by mail, and comes in by its link although something opened it before her', async () => {
  mara = await stage.visitor('Mara Lindqvist');
  await setUp(mara, stage, 'mara@lantern.example');
  circle = await makeCircle(mara, 'The Thursday four');
  await mara.goto(`${circle}/invite`);
  await mara.type(m.circles_invite_mail_field(), address);
  await mara.press(m.circles_invite_mail_send());
  await mara.sees(m.circles_invite_sent({ email: address }));
  const mail = await newestMail(
    post,
    address,
    m.circles_mail_subject({ inviter: mara.name, circle: 'The Thursday four' }),
  );
  await scan(linksIn(mail));
  const noor = await stage.visitor('Noor Haddad');
  await noor.goto(linkIn(mail, '/join/'));
  await noor.page.locator('input[name=name]').fill(noor.name);
  await noor.press(m.circles_join_do());
  await noor.page.getByRole('link', { name: m.circles_join_go() }).click();
  await noor.page.waitForURL(`**${circle}`);
  for (const person of [mara, noor]) await consent(person, circle);
});

test('on her phone she asks for a link, and is where she wanted to be after one press; looking at it changes nothing', async () => {
  const pocket = await stage.visitor('Noor’s phone', phone);
  await pocket.goto(`${circle}/board`);
  await pocket.page.waitForURL(/\/sign-in\?next=/);
  await pocket.type(m.people_email(), address);
  await pocket.press(m.people_sign_in_send());
  await pocket.sees(m.people_sign_in_sent_sentence({ email: address }));
  const mail = await newestMail(post, address, m.mail_sign_in_subject());
  await scan(linksIn(mail));
  link = linkIn(mail, '/sign-in/');
  await pocket.goto(link);
  await pocket.sees(m.people_link_title({ name: 'Noor Haddad' }));
  expect(await problemsOf(pocket.page, 'a link from a mail')).toEqual([]);
  await pocket.page.setViewportSize(phone.viewport);
  expect(await misfits(pocket.page, 'a link from a mail')).toEqual([]);
  await pocket.page.screenshot({ path: pictureFile('sign-in-by-mail-phone'), fullPage: true });
  await pocket.press(m.people_link_use());
  await pocket.page.waitForURL(`**${circle}/board`);
  await pocket.goto('/me');
  await pocket.sees('Noor Haddad');
});

test('the link brings nobody in twice, and a new one is a press away', async () => {
  const finder = await stage.visitor('Whoever reads her mail');
  await finder.goto(link);
  await finder.sees(m.people_link_spent_title());
  expect(await problemsOf(finder.page, 'a link that was used')).toEqual([]);
  await finder.page.getByRole('link', { name: m.people_link_again() }).click();
  await finder.page.waitForURL('**/sign-in');
});

test('whoever is not known reads the same words, and gets no mail', async () => {
  const stranger = await stage.visitor('A stranger');
  await stranger.goto('/sign-in');
  await stranger.type(m.people_email(), 'nobody@lantern.example');
  await stranger.press(m.people_sign_in_send());
  await stranger.sees(m.people_sign_in_sent_sentence({ email: 'nobody@lantern.example' }));
  // Mails go out one after the other: once that of a later question is there, one to a stranger would be.
  const before = post.to(address).length;
  await stranger.goto('/sign-in');
  await stranger.type(m.people_email(), address);
  await stranger.press(m.people_sign_in_send());
  await expect.poll(() => post.to(address).length, { timeout: 30_000 }).toBeGreaterThan(before);
  expect(post.to('nobody@lantern.example')).toEqual([]);
});
