import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { m } from '#messages';
import { phone } from './stage/fits-a-phone.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { leavesAtOnce } from './stage/leaves-at-once.ts';
import { hasRecorded, record } from './stage/record.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// A request without a network, to a program that was killed, or for what was just removed, is an error on the console; and
// the browser mentions the camera, which stays forbidden, whenever it is asked for a screen.
const stage = useStage({
  expected: [/ERR_|Failed to load resource/, /Permissions policy violation: camera is not allowed/],
});
let mara: Visitor;
let noor: Visitor;
let ilse: Visitor;
let circle: string;

/** Seconds that the player is at. */
const position = ({ page }: Visitor) =>
  page
    .locator('audio, video')
    .first()
    .evaluate((media: HTMLMediaElement) => media.currentTime);

async function name(person: Visitor, title: string): Promise<void> {
  await person.page.locator('input[name=title]:visible').fill(title);
}

const isSent = ({ page }: Visitor) => page.waitForURL(/exchange\/[0-9a-f-]{36}$/, { timeout: 60_000 });

test('a voice note is recorded, listened to, named and sent to the circle', async () => {
  mara = await stage.visitor('Mara Lind', phone);
  noor = await stage.visitor('Noor Haddad');
  ilse = await stage.visitor('Ilse Brandt', { colorScheme: 'dark' });
  circle = await foundQuickly(stage, [mara, noor, ilse]);
  await mara.goto(circle);
  await mara.page.getByRole('link', { name: m.exchange_open() }).click();
  await mara.page.getByRole('link', { name: m.exchange_record() }).click();
  await mara.page.waitForURL('**/exchange/new');
  await mara.page.screenshot({ path: pictureFile('exchange-ready-phone'), fullPage: true });
  await record(mara, 3);
  await mara.sees(m.exchange_review());
  await name(mara, 'The first three sentences');
  await mara.page
    .locator('textarea[name=words]:visible')
    .fill('Good morning. We are here to decide one thing.');
  await mara.page.screenshot({ path: pictureFile('exchange-review-phone'), fullPage: true });
  await mara.press(m.exchange_send());
  await isSent(mara);
  await mara.sees('The first three sentences');
  await mara.page.screenshot({ path: pictureFile('exchange-sent-phone'), fullPage: true });
});

test('it waits for an answer of the others, plays, faster, and from the middle, and is answered in words', async () => {
  await noor.goto(`${circle}/exchange`);
  await noor.sees(m.exchange_waiting());
  await noor.page.screenshot({ path: pictureFile('exchange-list'), fullPage: true });
  await noor.page.getByRole('link', { name: 'The first three sentences' }).click();
  await noor.sees('Good morning. We are here to decide one thing.');
  await noor.page.getByLabel(m.exchange_speed()).selectOption('2');
  await noor.press(m.exchange_play());
  await expect.poll(() => position(noor)).toBeGreaterThan(0.5);
  await noor.page.getByRole('slider', { name: m.exchange_play_position() }).fill('1');
  await expect.poll(() => position(noor)).toBeGreaterThan(0.9);
  await noor.page.screenshot({ path: pictureFile('exchange-thread'), fullPage: true });
  await noor.type(m.exchange_thread_words(), 'The second sentence is the one that I would keep.');
  await noor.press(m.exchange_thread_send());
  await noor.sees(m.exchange_answers_heading());
  await noor.goto(`${circle}/exchange`);
  await noor.sees(m.exchange_nothing_waits());
});

test('a tab that is closed in the middle of recording loses nothing: it is found again, and sent', async () => {
  await noor.goto(`${circle}/exchange/new`);
  await noor.press(m.exchange_voice_start());
  await hasRecorded(noor, 3);
  await noor.page.screenshot({ path: pictureFile('exchange-recording'), fullPage: true });
  const { page } = noor;
  noor = await noor.secondTab();
  await page.close();
  await noor.goto(`${circle}/exchange/new`);
  await noor.sees(m.exchange_found());
  await noor.page.screenshot({ path: pictureFile('exchange-found'), fullPage: true });
  await noor.press(m.exchange_found_go());
  await noor.sees(m.exchange_review());
  await name(noor, 'Out of a closed tab');
  await noor.press(m.exchange_send());
  await isSent(noor);
  await noor.sees('Out of a closed tab');
  expect(await noor.page.locator('audio').count()).toBe(1);
});

test('without a connection it waits, through a reload of the page, and goes on by itself', async () => {
  await noor.goto(`${circle}/exchange/new`);
  await record(noor, 2);
  await name(noor, 'From the train');
  // The first part gets through to the door, the others do not.
  await noor.page.route('**/exchange/uploads/**', (route) => route.abort());
  await noor.press(m.exchange_send());
  await noor.sees(m.exchange_offline());
  await noor.page.screenshot({ path: pictureFile('exchange-offline'), fullPage: true });
  await noor.page.unrouteAll();
  await noor.page.route('**/exchange/uploads/**', (route) => route.abort());
  await noor.page.reload();
  await noor.sees(m.exchange_offline());
  await noor.page.unrouteAll();
  await isSent(noor);
  await noor.sees('From the train');
});

test('a program that is killed while a recording is on its way has all of it afterwards', async () => {
  await mara.goto(`${circle}/exchange/new`);
  await record(mara, 3);
  await name(mara, 'Through a power cut');
  await stage.kill();
  await mara.press(m.exchange_send());
  await mara.sees(m.exchange_offline());
  await stage.restart();
  await isSent(mara);
  await mara.sees('Through a power cut');
});

test('a screen is recorded for one partner, who watches it; the third in the circle finds nothing', async () => {
  await noor.goto(`${circle}/exchange/new`);
  await record(noor, 3, m.exchange_screen_start());
  await noor.sees(m.exchange_review_screen());
  await name(noor, 'Where I get lost');
  await noor.page.getByLabel('Ilse Brandt', { exact: true }).first().check();
  await noor.page.screenshot({ path: pictureFile('exchange-review-screen'), fullPage: true });
  await noor.press(m.exchange_send());
  await isSent(noor);
  const thread = new URL(noor.page.url()).pathname;
  await ilse.goto(thread);
  await ilse.press(m.exchange_play());
  await expect.poll(() => position(ilse)).toBeGreaterThan(0.5);
  await ilse.page.screenshot({ path: pictureFile('exchange-thread-dark'), fullPage: true });
  expect((await mara.page.request.get(mara.origin + thread)).status()).toBe(404);
  expect((await mara.page.request.get(`${mara.origin}${thread}/file`)).status()).toBe(404);
  // Who has opened it is told to whoever recorded it.
  await noor.page.reload();
  await noor.sees(/Ilse/);

  await noor.press(m.exchange_remove());
  const sure = noor.page.getByRole('dialog').getByRole('button', { name: m.exchange_remove() });
  // The page that is open elsewhere loses it at once.
  await leavesAtOnce('Where I get lost', { reader: ilse, by: noor, press: () => sure.click() });
  await noor.page.waitForURL((url) => url.pathname === `${circle}/exchange`);
  expect((await ilse.page.request.get(`${ilse.origin}${thread}/file`)).status()).toBe(404);
});

test('a recording is answered with a recording', async () => {
  await ilse.goto(`${circle}/exchange`);
  await ilse.page.screenshot({ path: pictureFile('exchange-list-dark'), fullPage: true });
  await ilse.page.getByRole('link', { name: 'The first three sentences' }).click();
  await ilse.page.getByRole('link', { name: m.exchange_thread_voice() }).click();
  await record(ilse, 2);
  await ilse.page.screenshot({ path: pictureFile('exchange-answer-dark'), fullPage: true });
  await ilse.press(m.exchange_send());
  await isSent(ilse);
  await ilse.sees(m.exchange_answers_heading());
  expect(await ilse.page.locator('audio').count()).toBe(2);
});

test('other terms are proposed, agreed to by everybody, and hold from then on', async () => {
  await mara.goto(`${circle}/exchange/terms`);
  await noor.goto(`${circle}/exchange/terms`);
  await noor.page.getByLabel(m.exchange_terms_longest()).selectOption('60');
  await noor.press(m.exchange_terms_propose());
  await noor.sees(m.exchange_terms_proposed_by_you());
  // Who has the page open reads it there.
  await mara.sees(/Noor proposes this/);
  await mara.page.screenshot({ path: pictureFile('exchange-terms-phone'), fullPage: true });
  await mara.press(m.exchange_terms_yes());
  await noor.sees(m.exchange_terms_waits({ names: 'Ilse' }));
  await ilse.goto('/');
  await ilse.sees(/what you agreed about recordings/);
  await ilse.goto(`${circle}/exchange`);
  await ilse.page.getByRole('link', { name: m.exchange_terms_asked() }).click();
  await ilse.page.screenshot({ path: pictureFile('exchange-terms-dark'), fullPage: true });
  await ilse.press(m.exchange_terms_yes());
  await ilse.sees(/Noor proposed it, in force since/);
  await mara.sees(/Noor proposed it, in force since/);
});

test('whoever proposes takes it back, and what held goes on to hold', async () => {
  await mara.goto(`${circle}/exchange/terms`);
  await mara.page.getByLabel(m.exchange_terms_keep()).selectOption('90');
  await mara.press(m.exchange_terms_propose());
  await noor.sees(/Mara proposes this/);
  await mara.press(m.exchange_terms_withdraw());
  await mara.page.getByRole('dialog').getByRole('button', { name: m.exchange_terms_withdraw() }).click();
  await mara.page.getByText(m.exchange_terms_proposed_by_you()).waitFor({ state: 'detached' });
  await noor.page.getByText(/Mara proposes this/).waitFor({ state: 'detached' });
});

test('without script one writes, brings a file that was recorded elsewhere, and hears in a clear sentence what is no recording', async () => {
  const { cookies } = await noor.context.storageState();
  const plain = await stage.visitor('Noor without script', {
    javaScriptEnabled: false,
    storageState: { cookies, origins: [] },
  });
  await plain.goto(`${circle}/exchange/new`);
  await plain.page.screenshot({ path: pictureFile('exchange-no-script'), fullPage: true });
  await plain.type(m.exchange_note(), 'A few lines without a script');
  await plain.press(m.exchange_send());
  await plain.sees('A few lines without a script');

  const bring = async (file: string) => {
    await plain.goto(`${circle}/exchange/new`);
    await plain.page.getByText(m.exchange_file_instead(), { exact: true }).click();
    await plain.page.locator('input[type=file]').setInputFiles(file);
    const answered = plain.page.waitForEvent('load');
    await plain.press(m.exchange_file_keep());
    await answered;
  };
  const folder = mkdtempSync(join(tmpdir(), 'rondo-exchange-'));
  const page = join(folder, 'no-recording.webm');
  writeFileSync(page, '<!doctype html><script>alert(1)</script>'.repeat(10));
  await bring(page);
  await plain.sees(m.exchange_reason_wrong_type());
  const recording = join(folder, 'recording.webm');
  const file = await noor.page.request.get(`${noor.origin}${await firstThread()}/file`);
  writeFileSync(recording, await file.body());
  await bring(recording);
  await plain.page.locator('textarea[name=words]').first().fill('What I say in it');
  await plain.press(m.exchange_send());
  await plain.sees('What I say in it');
  expect(await plain.page.locator('audio[controls]').count()).toBe(1);
});

async function firstThread(): Promise<string> {
  await noor.goto(`${circle}/exchange`);
  const link = noor.page.getByRole('link', { name: 'Out of a closed tab' });
  return (await link.getAttribute('href')) ?? '';
}
