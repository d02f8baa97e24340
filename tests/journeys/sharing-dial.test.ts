import { beforeAll, expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { leavesAtOnce } from './stage/leaves-at-once.ts';
import { problemsOf } from './stage/look-at.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// What is withdrawn answers "not found" to a page that looks again.
const stage = useStage({ expected: [/status of 404/] });
let mara: Visitor;
let noor: Visitor;
let circle = '';
const words = 'The lift was broken, and I took the stairs with Ilya.';
const problems: string[] = [];

const look = async ({ page }: Visitor, name: string, colorScheme: 'light' | 'dark' = 'light') => {
  problems.push(...(await problemsOf(page, name)));
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.screenshot({ path: pictureFile(`${name}-390`), fullPage: true });
  await page.setViewportSize({ width: 1240, height: 800 });
  await page.screenshot({ path: pictureFile(name), fullPage: true });
};
/** Everything that a browser keeps for later: storage, databases, caches of service workers. */
const kept = ({ page }: Visitor) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const cached = await Promise.all(
      names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
    );
    const databases = (await indexedDB.databases?.()) ?? [];
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, cached, databases]);
  });

beforeAll(async () => {
  [mara, noor] = await Promise.all([stage.visitor('Mara Lindqvist'), stage.visitor('Noor Haddad')]);
  circle = await foundQuickly(stage, [mara, noor]);
});

test('an entry is nobody’s but its author’s, until its dial is turned to the circle', async () => {
  await mara.goto('/journal/write');
  await mara.type(m.journal_context(), words);
  await mara.press(m.journal_keep());
  await mara.page.waitForURL((url) => url.pathname === '/journal');
  await mara.page.getByRole('listitem').filter({ hasText: 'The lift' }).getByRole('link').click();
  await mara.sees(m.sharing_now_me());
  await mara.sees(m.sharing_copies_before());
  await noor.goto(`${circle}/entries`);
  await noor.sees(m.sharing_entries_none());
  await look(noor, 'entries-none');
  await mara.page.getByText(m.sharing_to_circle(), { exact: true }).click();
  await mara.press(m.sharing_do());
  await mara.sees(m.sharing_now_circle({ names: 'Noor Haddad', circle: 'The Thursday four' }));
  await mara.sees(m.sharing_copies());
  expect(await mara.page.getByText(m.sharing_copies_before()).count()).toBe(0);
  await look(mara, 'entry-shared');
  // The other's list shows it by itself.
  await noor.page.getByRole('link', { name: /^Mara Lindqvist, shared/ }).waitFor();
  await noor.sees(m.sharing_read_told());
  await look(noor, 'entries');
});

test('whoever opens it is seen to have read it, and nothing of it is kept by their browser', async () => {
  await noor.page.getByRole('link', { name: /^Mara Lindqvist, shared/ }).click();
  await noor.sees(words);
  await noor.sees(m.sharing_entry_read({ name: 'Mara Lindqvist' }));
  await look(noor, 'entry-read');
  await mara.sees(/Noor Haddad read it on/);
  expect(await kept(noor)).not.toContain('lift');
});

test('withdrawn, it leaves the other’s screen by itself, without a reload', async () => {
  await noor.page.evaluate(() => Object.assign(window, { stillThere: true }));
  await mara.goto('/me/sharing');
  await look(mara, 'my-sharing');
  await leavesAtOnce(words, { reader: noor, by: mara, press: () => mara.press(m.sharing_withdraw()) });
  expect(await noor.page.evaluate(() => 'stillThere' in window)).toBe(true);
  await expect.poll(() => noor.page.content()).not.toContain(words);
  expect(await kept(noor)).not.toContain('lift');
  await mara.sees(m.sharing_withdrawn());
  // Neither its address nor the way back finds it.
  await noor.page.reload();
  expect(await noor.page.content()).not.toContain(words);
  await noor.goto(`${circle}/entries`);
  await noor.sees(m.sharing_entries_none());
  await noor.page.goBack();
  await noor.page.waitForTimeout(300);
  expect(await noor.page.content()).not.toContain(words);
});

test('a story is told to everyone, and is gone from their pages as soon as it is taken back', async () => {
  await noor.goto('/stories');
  await noor.sees(m.sharing_stories_none());
  await mara.goto('/stories');
  await mara.page.getByRole('link', { name: m.sharing_story_write() }).first().click();
  await mara.type(m.sharing_story_title(), 'Two breaths');
  await mara.type(m.sharing_story_text(), 'I waited for two breaths, and they said the rest.');
  await look(mara, 'story-write');
  await mara.press(m.sharing_story_publish());
  await mara.page.waitForURL((url) => url.pathname === '/stories');
  await noor.sees('and they said the rest');
  await look(noor, 'stories');
  expect(await kept(noor)).not.toContain('breaths');
  const press = () => mara.press(m.sharing_story_withdraw());
  await leavesAtOnce('and they said the rest', { reader: noor, by: mara, press });
  await mara.sees(m.sharing_story_mine());
});

test('somebody counts themselves in, and so few are told as no number', async () => {
  await mara.goto('/counted');
  await mara.press(m.sharing_counted_in());
  await mara.sees(m.sharing_counted_mine());
  await mara.sees(/^Fewer than five people/);
  await look(mara, 'counted');
  await mara.goto('/me/sharing');
  await mara.sees(m.sharing_now_aggregate());
  await mara.page.getByLabel(m.sharing_keep_entries()).selectOption({ index: 1 });
  await mara.press(m.sharing_keep_do());
  await mara.sees(m.sharing_keep_saved());
  await look(mara, 'my-sharing-counted');
});

test('in the dark, too, nothing stands in anybody’s way', async () => {
  for (const [path, name] of [
    ['/me/sharing', 'my-sharing-dark'],
    ['/stories', 'stories-dark'],
    ['/counted', 'counted-dark'],
  ] as const) {
    await mara.goto(path);
    await look(mara, name, 'dark');
  }
  await mara.goto('/journal');
  await mara.page.getByRole('listitem').filter({ hasText: 'The lift' }).getByRole('link').click();
  await mara.sees(m.sharing_now_me());
  await look(mara, 'dial-dark', 'dark');
  expect(problems).toEqual([]);
});

test('what somebody ticked at a dial stays ticked while news arrive', async () => {
  await mara.goto('/me/signals');
  await mara.page.getByText(m.sharing_to_circle(), { exact: true }).click();
  // Not its end: a page that has all that it needs lets go of an answer, which then counts as finished or as failed.
  const renewed = mara.page.waitForResponse((answer) => answer.url().includes('/me/signals/__data.json'));
  const other = await mara.secondTab();
  await other.goto('/journal');
  await other.page.getByRole('listitem').filter({ hasText: 'The lift' }).getByRole('link').click();
  await other.page.getByText(m.sharing_to_circle(), { exact: true }).click();
  await other.press(m.sharing_do());
  await other.sees(m.sharing_now_circle({ names: 'Noor Haddad', circle: 'The Thursday four' }));
  await renewed;
  await mara.press(m.sharing_do());
  await mara.sees(m.sharing_now_circle({ names: 'Noor Haddad', circle: 'The Thursday four' }));
});

test('signals that are withdrawn leave the other’s screen by themselves, too', async () => {
  await noor.goto(`${circle}/entries`);
  await noor.page.locator(`a[href*="/signals/"]`).click();
  const told = m.signals_told_sentence({ name: 'Mara Lindqvist' });
  await noor.sees(told);
  await mara.page.getByText(m.sharing_to_me(), { exact: true }).click();
  await leavesAtOnce(told, { reader: noor, by: mara, press: () => mara.press(m.sharing_do()) });
  await mara.sees(m.sharing_now_me());
  await noor.goto(`${circle}/entries`);
  await noor.page.getByRole('link', { name: /^Mara Lindqvist, shared/ }).waitFor();
  expect(await noor.page.locator(`a[href*="/signals/"]`).count()).toBe(0);
});
