import type { Email } from 'postal-mime';
import { beforeAll, expect, test } from 'vitest';
import { wallClockAt } from '#core/time/wall-clock.ts';
import { m } from '#messages';
import { openMailServer } from '../support/mail-server.ts';
import { misfits, phone } from './stage/fits-a-phone.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { inDatabase } from './stage/let-time-pass.ts';
import { problemsOf } from './stage/look-at.ts';
import { linkIn, linksIn, newestMail } from './stage/mailbox.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const post = openMailServer();
let mails = false;
// A refused form answers with 400.
const stage = useStage({
  expected: [/status of 400/],
  settings: (): Record<string, string> => (mails ? { SMTP_URL: post.url() } : {}),
});
const address = 'mara@lantern.example';
const experiment = 'I ask one question before I explain.';
let mara: Visitor;
let noor: Visitor;
let circle = '';

const ask = (text: string, values: unknown[] = []) =>
  inDatabase(stage, (client) => client.query(text, values));
/** What happens by itself every minute. */
const sendNudges = () => ask(`SELECT graphile_worker.add_job('send-nudges')`);

async function newestNudge(words: string): Promise<Email> {
  await sendNudges();
  return newestMail(post, address, words);
}

/** As the owner of the tables: row-level security is forced on them too. */
async function moveMeeting(minutes: number): Promise<void> {
  await inDatabase(stage, async (client) => {
    await client.query('SET ROLE rondo_maintenance');
    await client.query(`UPDATE card_moment SET at = date_trunc('minute', now()) + $1 * interval '1 minute'`, [
      minutes,
    ]);
    await client.query(`UPDATE nudge_setting SET look_at = '-infinity'`);
  });
}

async function putCard(): Promise<void> {
  const put = mara.button(m.commitments_put());
  await put.click();
  await put.waitFor({ state: 'hidden' });
}

beforeAll(async () => {
  [mara, noor] = await Promise.all([stage.visitor('Mara Lindqvist'), stage.visitor('Noor Haddad')]);
  circle = await foundQuickly(stage, [mara, noor]);
  await inDatabase(stage, async (client) => {
    await client.query('SET ROLE rondo_maintenance');
    await client.query(
      `INSERT INTO person_contact (organisation_id, person_id, email) SELECT organisation_id, id, $1 FROM person
       WHERE name = 'Mara Lindqvist'`,
      [address],
    );
    // Whenever this runs, she is at work.
    await client.query(
      `INSERT INTO person_profile (organisation_id, person_id, week) SELECT organisation_id, id, repeat('1', 336)
       FROM person WHERE name = 'Mara Lindqvist'
       ON CONFLICT (organisation_id, person_id) DO UPDATE SET week = excluded.week`,
    );
  });
});

test('without a mail server the page says that nothing is sent', async () => {
  await mara.goto('/me/nudges');
  await mara.sees(m.nudges_mail_none());
  expect(await problemsOf(mara.page, 'nudges without mail')).toEqual([]);
  mails = true;
  await stage.kill();
  await stage.restart();
});

test('a card names its meeting; before it a mail brings back what its writer wants to try', async () => {
  await mara.goto(`${circle}/board?do=write`);
  await mara.type(m.commitments_field_experiment(), experiment);
  const meeting = wallClockAt(Date.now() + 40 * 60_000, 'Europe/Berlin') ?? '';
  await mara.page.locator('input[name=moment]').fill(meeting);
  await putCard();
  const mail = await newestNudge('What you want to try');
  expect(mail.text).toContain(experiment);
  expect(mail.subject).toContain(meeting.slice(11));
  // The circle reads the card, and neither its time nor that anything was mailed.
  await noor.goto(`${circle}/board`);
  await noor.sees(experiment);
  expect(await noor.page.content()).not.toContain(meeting.slice(11));
  await mara.goto('/');
  await mara.sees(m.nudges_near());
  expect(await problemsOf(mara.page, 'today with a nudge')).toEqual([]);
  await mara.page.screenshot({ path: pictureFile('nudges-today'), fullPage: true });
  await mara.goto(`${circle}/board?do=change`);
  expect(await mara.page.locator('input[name=moment]').inputValue()).toBe(meeting);
  expect(await problemsOf(mara.page, 'a card with its meeting')).toEqual([]);
});

test('the page of nudges says what comes next and why, in which hours, and keeps what is chosen', async () => {
  await mara.goto('/me');
  await mara.page.getByRole('link', { name: m.nudges_me_open() }).click();
  await mara.sees(m.nudges_kind_after());
  await mara.sees(/To ask how it went/);
  expect(await problemsOf(mara.page, 'my nudges')).toEqual([]);
  await mara.page.screenshot({ path: pictureFile('nudges-me'), fullPage: true });
  await mara.type(m.nudges_form_weekly(), '99');
  await mara.page.locator('input[name=weekly]').evaluate((field) => field.removeAttribute('max'));
  await mara.press(m.nudges_form_save());
  await mara.sees(m.nudges_problem_weekly({ most: 14 }));
  await mara.type(m.nudges_form_weekly(), '5');
  await mara.page.getByText(m.nudges_kind_practice(), { exact: true }).click();
  await mara.press(m.nudges_form_save());
  await mara.sees(m.nudges_saved());
  await mara.goto('/me/nudges');
  expect(await mara.page.locator('input[name=weekly]').inputValue()).toBe('5');
  expect(await mara.page.locator('input[value=practice-due]').isChecked()).toBe(false);
});

test('whatever opens the links of a mail changes nothing; one press on a phone that is signed in nowhere does', async () => {
  await moveMeeting(-90);
  const mail = await newestNudge('How did it go');
  for (let look = 0; look < 2; look++)
    for (const link of linksIn(mail))
      expect([200, 303]).toContain((await fetch(link, { redirect: 'manual' })).status);
  for (const link of linksIn(mail)) await fetch(link, { method: 'HEAD', redirect: 'manual' });
  await noor.goto(`${circle}/board`);
  await noor.sees(m.commitments_outcome_planned());

  const pocket = await stage.visitor('A phone', phone);
  await pocket.goto(linkIn(mail, 'say=learned'));
  await pocket.sees(experiment);
  expect(await pocket.page.content()).not.toContain('Noor');
  expect(await misfits(pocket.page, 'answer from the mail')).toEqual([]);
  await pocket.page.screenshot({ path: pictureFile('nudges-answer-phone'), fullPage: true });
  await pocket.type(m.nudges_answer_note(), 'They told me more than I had asked.');
  await pocket.press(m.nudges_say_learned());
  await pocket.sees(m.nudges_answer_done_title());
  expect(await pocket.context.cookies()).toEqual([]);
  await noor.goto(`${circle}/board`);
  await noor.sees(m.commitments_outcome_learned());
  await noor.sees('They told me more than I had asked.');
  await pocket.goto(linkIn(mail, 'say=attempted'));
  await pocket.sees(m.nudges_answer_dead_title());
});

test('the mail reads well on a phone and a wide screen, by day and by night', async () => {
  const [mail] = post.to(address);
  const { page } = await stage.visitor('A mail program');
  await page.setContent(mail?.html ?? '');
  expect(await problemsOf(page, 'the mail')).toEqual([]);
  for (const [name, width] of [
    ['phone', 390],
    ['wide', 1240],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: pictureFile(`nudges-mail-${name}-${colorScheme}`), fullPage: true });
    }
});

test('a pause has a day of return; until then nothing is said, and one press ends it', async () => {
  await mara.goto('/me/nudges');
  const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await mara.page.locator('input[name=until]').fill('2020-01-01');
  await mara.press(m.nudges_pause_do());
  await mara.sees(m.nudges_problem_until());
  await mara.page.locator('input[name=until]').fill(day);
  await mara.press(m.nudges_pause_do());
  await mara.page.getByText(/^Paused\./).waitFor();
  expect(await problemsOf(mara.page, 'paused nudges')).toEqual([]);

  await mara.goto(`${circle}/board?do=write`);
  await mara.type(m.commitments_field_experiment(), 'I count to three.');
  const meeting = wallClockAt(Date.now() + 50 * 60_000, 'Europe/Berlin') ?? '';
  await mara.page.locator('input[name=moment]').fill(meeting);
  await putCard();
  const before = post.to(address).length;
  await sendNudges();
  await mara.goto('/');
  expect(await mara.page.getByText(m.nudges_near()).count()).toBe(0);
  await mara.goto('/me/nudges');
  await mara.sees(m.nudges_next_pause());
  expect(post.to(address)).toHaveLength(before);
  await mara.press(m.nudges_pause_end());
  await mara.page.locator('input[name=until]').waitFor();
  await sendNudges();
  const told = () => post.to(address).some(({ text }) => text?.includes('I count to three.'));
  await expect.poll(told, { timeout: 20_000, interval: 100 }).toBe(true);
});

test('a mail program stops the mails by one click, with neither a cookie nor a page', async () => {
  const mail = post.to(address).at(-1) as Email;
  const stop = mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value.slice(1, -1) ?? '';
  const looked = await stage.visitor('Another browser');
  await looked.page.goto(stop);
  await looked.sees(m.nudges_stop_title());
  expect(await problemsOf(looked.page, 'stop the mails')).toEqual([]);
  await mara.goto('/me/nudges');
  expect(await mara.page.getByText(m.nudges_mail_stopped()).count()).toBe(0);
  const answer = await fetch(stop, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(answer.status).toBe(200);
  await mara.goto('/me/nudges');
  await mara.sees(m.nudges_mail_stopped());
  await looked.page.goto(stop);
  await looked.sees(m.nudges_stop_done_title());
});
