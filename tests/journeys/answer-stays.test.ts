import { buffer } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { unsentDays } from '#core/exchange/terms.ts';
import { m } from '#messages';
import { misfits, phone } from './stage/fits-a-phone.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { problemsOf } from './stage/look-at.ts';
import { record } from './stage/record.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// What is gone answers “not found”, an upload is cut off, and what answers nothing any more is refused.
const stage = useStage({ expected: [/ERR_|Failed to load resource/] });
let mara: Visitor;
let noor: Visitor;
let circle = '';

beforeAll(async () => {
  [mara, noor] = await Promise.all([stage.visitor('Mara Lind'), stage.visitor('Noor Haddad', phone)]);
  circle = await foundQuickly(stage, [mara, noor]);
});

/** Mara asks the circle for something in a few lines; the address of it. */
async function ask(words: string): Promise<string> {
  await mara.goto(`${circle}/exchange/new`);
  await mara.page.getByText(m.exchange_write_instead(), { exact: true }).click();
  await mara.type(m.exchange_note(), words);
  await mara.page.getByRole('button', { name: m.exchange_send(), exact: true }).click();
  await mara.page.waitForURL(/exchange\/[0-9a-f-]{36}$/);
  return new URL(mara.page.url()).pathname;
}

/** And takes it away for everybody, from the page on which she is. */
async function takeAway(): Promise<void> {
  await mara.press(m.exchange_remove());
  await mara.page.getByRole('dialog').getByRole('button', { name: m.exchange_remove() }).click();
  await mara.page.waitForURL((url) => url.pathname === `${circle}/exchange`);
}

async function answerWithVoice(question: string): Promise<void> {
  await noor.goto(question);
  await noor.page.getByRole('link', { name: m.exchange_thread_voice() }).click();
  await record(noor, 2);
  await noor.page.locator('textarea[name=words]:visible').first().fill('What I say in it.');
}

test('an answer whose question was taken away meanwhile stays with whoever recorded it, who keeps it, private first, and chooses whom to send it to', async () => {
  const question = await ask('How did you begin?');
  await answerWithVoice(question);
  await takeAway();
  await noor.press(m.exchange_send());
  await noor.sees(m.exchange_reason_unanswerable());
  await noor.sees(m.exchange_alone({ days: unsentDays }));
  expect(await noor.page.locator('textarea[name=words]:visible').first().inputValue()).toBe(
    'What I say in it.',
  );
  expect(await misfits(noor.page, 'an answer to nothing')).toEqual([]);
  expect(await problemsOf(noor.page, 'an answer to nothing')).toEqual([]);
  await noor.page.screenshot({ path: pictureFile('answer-stays-phone'), fullPage: true });
  // As a file of their own.
  const saving = noor.page.waitForEvent('download');
  await noor.page.getByRole('link', { name: m.exchange_save_file() }).click();
  const saved = await buffer(await (await saving).createReadStream());
  expect(saved.subarray(0, 4).toString('hex')).toBe('1a45dfa3');
  // Found again after a reload, as what it is.
  await noor.page.reload();
  await noor.sees(m.exchange_unanswerable());
  await noor.press(m.exchange_found_go());
  await noor.press(m.exchange_alone_keep());
  await noor.page.waitForURL(/exchange\/[0-9a-f-]{36}$/, { timeout: 60_000 });
  const own = new URL(noor.page.url()).pathname;
  await noor.sees(/^Only you can see it/);
  expect(await noor.page.locator('textarea[name=words]').first().inputValue()).toBe('What I say in it.');
  expect((await mara.page.request.get(mara.origin + own)).status()).toBe(404);
  await noor.page.getByLabel('Mara Lind', { exact: true }).first().check();
  await noor.page.screenshot({ path: pictureFile('answer-kept-phone'), fullPage: true });
  await noor.press(m.exchange_send());
  await noor.sees(m.exchange_heard_by());
  await mara.goto(own);
  await mara.sees('What I say in it.');
});

test('an answer that was on its way when its question went goes to nobody, also through a reload, and is thrown away if its owner likes', async () => {
  const question = await ask('And how did it end?');
  await answerWithVoice(question);
  await noor.page.route('**/exchange/uploads/**', (route) => route.abort());
  await noor.press(m.exchange_send());
  await noor.sees(m.exchange_offline());
  await takeAway();
  await noor.page.reload();
  await noor.sees(m.exchange_offline());
  await noor.page.unrouteAll();
  await noor.sees(m.exchange_alone({ days: unsentDays }));
  await mara.goto(`${circle}/exchange`);
  expect(await mara.page.getByRole('link', { name: 'What I say in it.' }).count()).toBe(1);
  await noor.press(m.exchange_again());
  const gone = noor.page.waitForResponse((answer) => answer.request().method() === 'DELETE');
  await noor.page.getByRole('dialog').getByRole('button', { name: m.exchange_again(), exact: true }).click();
  expect((await gone).status()).toBe(204);
  await noor.goto(`${circle}/exchange`);
  await noor.sees(m.exchange_others());
  expect(await noor.page.getByText(m.exchange_unsent(), { exact: true }).count()).toBe(0);
});

test('words that were being written stay when what they answer goes, and are sent by themselves', async () => {
  const question = await ask('What would you keep?');
  await noor.goto(question);
  await noor.type(m.exchange_thread_words(), 'The pause before the first word.');
  await takeAway();
  await noor.sees(m.exchange_reason_unanswerable());
  expect(await noor.page.getByText('What would you keep?').count()).toBe(0);
  expect(await noor.page.getByLabel(m.exchange_note(), { exact: true }).inputValue()).toBe(
    'The pause before the first word.',
  );
  await noor.press(m.exchange_send());
  await noor.sees(m.exchange_heard_by());

  // Without script nobody tells the page: it is said when they send it.
  const again = await ask('And what would you leave?');
  const { cookies } = await noor.context.storageState();
  const plain = await stage.visitor('Noor without script', {
    javaScriptEnabled: false,
    storageState: { cookies, origins: [] },
  });
  await plain.goto(again);
  await plain.type(m.exchange_thread_words(), 'The long way round.');
  await takeAway();
  await plain.press(m.exchange_thread_send());
  await plain.sees(m.exchange_reason_unanswerable());
  expect(await plain.page.getByLabel(m.exchange_note(), { exact: true }).inputValue()).toBe(
    'The long way round.',
  );
  await plain.press(m.exchange_send());
  await plain.sees('The long way round.');
});
