import { beforeAll, expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { record } from './stage/record.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// What is refused is an error on the console.
const stage = useStage({ expected: [/Failed to load resource/] });
const words = 'Good morning. We are here to decide one thing, and I say it slowly.';
let mara: Visitor;
let ilse: Visitor;
let circle = '';

const title = () => mara.page.locator('input[name=title]:visible');
const written = () => mara.page.locator('textarea[name=words]:visible');
const chosen = () => mara.page.locator('input[name=to]:visible:checked');

/** What this browser keeps of the recordings that were not sent. */
const kept = () =>
  mara.page.evaluate(async () => {
    const opening = indexedDB.open(`rondo-recordings:${localStorage.getItem('rondo-person')}`);
    await new Promise((resolve) => {
      opening.onsuccess = resolve;
    });
    const all = opening.result.transaction('recordings').objectStore('recordings').getAll();
    await new Promise((resolve) => {
      all.onsuccess = resolve;
    });
    opening.result.close();
    return all.result as { send?: object; told?: { words: string; to: string } }[];
  });

beforeAll(async () => {
  const noor = await stage.visitor('Noor Haddad');
  [mara, ilse] = await Promise.all([stage.visitor('Mara Lind'), stage.visitor('Ilse Brandt')]);
  circle = await foundQuickly(stage, [mara, noor, ilse]);
});

test('what is written beside a recording is there again after a reload, and was not sent', async () => {
  await mara.goto(`${circle}/exchange/new`);
  await record(mara, 2);
  await title().fill('The first three sentences');
  await written().fill(words);
  await mara.page.getByLabel('Ilse Brandt', { exact: true }).first().check();
  await expect
    .poll(async () => (await kept())[0]?.told)
    .toMatchObject({ words, to: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  await mara.page.reload();
  await mara.press(m.exchange_found_go());
  expect(await title().inputValue()).toBe('The first three sentences');
  expect(await written().inputValue()).toBe(words);
  expect(await mara.page.getByLabel('Ilse Brandt', { exact: true }).first().isChecked()).toBe(true);
});

test('what is refused keeps its words, now and after a reload, and goes to nobody who was not chosen', async () => {
  await ilse.goto(`${circle}/leave`);
  await ilse.press(m.circles_leave_do());
  await ilse.page.waitForURL((url) => !url.pathname.endsWith('/leave'));
  await mara.press(m.exchange_send());
  await mara.sees(m.exchange_reason_nobody());
  expect(await title().inputValue()).toBe('The first three sentences');
  expect(await written().inputValue()).toBe(words);
  await mara.page.reload();
  await mara.press(m.exchange_found_go());
  expect(await written().inputValue()).toBe(words);
  expect(await chosen().count()).toBe(0);
  await written().fill(`${words} So.`);
  await mara.page.getByLabel(m.exchange_whom_circle(), { exact: true }).first().check();
  await mara.press(m.exchange_send());
  await mara.page.waitForURL(/exchange\/[0-9a-f-]{36}$/, { timeout: 60_000 });
  await mara.sees(`${words} So.`);
  expect(await kept()).toEqual([]);
});
