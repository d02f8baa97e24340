import { expect, test } from 'vitest';
import { m } from '#messages';
import { phone } from './stage/fits-a-phone.ts';
import { foundCircle } from './stage/found-circle.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// A request without a network is an error on the console.
const stage = useStage({ expected: [/ERR_INTERNET_DISCONNECTED|Failed to load resource/] });
let mara: Visitor;

const field = (label: string) => mara.page.getByLabel(label, { exact: true });
/** Whose words lie in this browser, beside the note of whose it is. */
const kept = () =>
  mara.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':journal:')).length);

test('half a sentence of the journal is there again after a reload', async () => {
  mara = await stage.visitor('Mara Lind');
  await foundCircle(stage, [mara, await stage.visitor('Noor Haddad')]);
  await mara.goto('/journal');
  await mara.page.getByRole('link', { name: m.journal_write(), exact: true }).click();
  await mara.type(m.journal_context(), 'The review ran late');
  await mara.page.reload();
  await mara.sees(m.journal_draft_back());
  expect(await field(m.journal_context()).inputValue()).toBe('The review ran late');
});

test('what is kept without a network waits on the device, through a reload of the page, and arrives once', async () => {
  await mara.context.setOffline(true);
  await mara.type(m.journal_feelings(), 'Calmer than I thought');
  await mara.press(m.journal_keep());
  await mara.sees(m.journal_waiting({ count: 1 }));
  expect(await field(m.journal_context()).inputValue()).toBe('');
  await mara.type(m.journal_context(), 'A second one');
  await mara.press(m.journal_keep());
  await mara.sees(m.journal_waiting({ count: 2 }));
  expect(await kept()).toBe(2);

  await mara.context.setOffline(false);
  await expect.poll(kept).toBe(0);
  await mara.goto('/journal');
  await mara.sees('The review ran late');
  await mara.sees('A second one');
  expect(await mara.page.getByRole('listitem').filter({ hasText: 'The review ran late' }).count()).toBe(1);
});

test('the journal is found by its words, and an entry is changed and removed', async () => {
  await mara.type(m.journal_find(), 'calmer');
  await mara.press(m.journal_find_button());
  await mara.page.waitForURL(/words=calmer/);
  const entries = mara.page.getByRole('listitem').filter({ has: mara.page.getByRole('link') });
  await entries.filter({ hasText: 'The review ran late' }).getByRole('link').click();
  await mara.page.getByText(m.journal_afterwards(), { exact: true }).click();
  await mara.type(m.journal_keep_it(), 'Ask for the time beforehand');
  await mara.press(m.journal_keep());
  await mara.page.waitForURL((url) => url.pathname === '/journal');
  await mara.page.getByRole('listitem').filter({ hasText: 'A second one' }).getByRole('link').click();
  await mara.press(m.journal_remove());
  await mara.page.getByRole('dialog').getByRole('button', { name: m.journal_remove() }).click();
  await mara.page.waitForURL((url) => url.pathname === '/journal');
  await mara.page.getByText('A second one').waitFor({ state: 'detached' });
});

test('what is kept, changed or removed in one place shows wherever the journal is open, and takes the place of nothing typed there', async () => {
  const other = await stage.visitor('Mara Lind at her phone', phone);
  await other.context.addCookies(await mara.context.cookies());
  const list = await mara.secondTab();
  await list.goto('/journal');
  await other.goto('/journal');
  await other.type(m.journal_find(), 'half a wo');
  await mara.goto('/journal/write');
  await mara.type(m.journal_context(), 'Said on the stairs');
  await mara.press(m.journal_keep());
  await list.sees('Said on the stairs');
  await other.sees('Said on the stairs');
  expect(await other.page.getByLabel(m.journal_find(), { exact: true }).inputValue()).toBe('half a wo');

  const context = other.page.getByLabel(m.journal_context(), { exact: true });
  for (const { page } of [other, mara]) {
    await page.getByRole('listitem').filter({ hasText: 'Said on the stairs' }).getByRole('link').click();
    await page.waitForURL(/journal\/[0-9a-f-]{36}$/u);
  }
  const entry = mara.page.url();
  await mara.type(m.journal_context(), 'Said on the stairs, and again outside');
  await mara.press(m.journal_keep());
  await mara.page.waitForURL((url) => url.pathname === '/journal');
  await expect.poll(() => context.inputValue()).toBe('Said on the stairs, and again outside');
  await context.fill('Said in the lift');
  await mara.goto(entry);
  await mara.type(m.journal_feelings(), 'Relieved');
  await mara.press(m.journal_keep());
  await mara.page.waitForURL((url) => url.pathname === '/journal');
  await other.press(m.journal_keep());
  await other.sees(m.journal_problem_changed());
  expect(await context.inputValue()).toBe('Said in the lift');

  await mara.goto(entry);
  await mara.press(m.journal_remove());
  await mara.page.getByRole('dialog').getByRole('button', { name: m.journal_remove() }).click();
  await list.page.getByText(/^Said on the stairs/u).waitFor({ state: 'detached' });
  for (const { page } of [other, list]) await page.close();
});

test('a ladder is begun, and after a hard exercise there is one more, smaller one', async () => {
  await mara.goto('/practice');
  await mara.page.getByLabel(m.ladders_begin_which()).selectOption('listening');
  await mara.press(m.ladders_begin());
  await mara.sees('Count to two');
  await mara.page.getByText(m.ladders_tried(), { exact: true }).first().click();
  await mara.page.getByText(m.ladders_went_hard(), { exact: true }).first().click();
  await mara.press(m.ladders_tell());
  await mara.sees(m.ladders_told_hard_title());
  await mara.sees(m.ladders_more());
  await mara.goto('/journal');
  await mara.page
    .getByText(/exercise/)
    .first()
    .waitFor();
});
