import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { m } from '#messages';
import { pictureFile, useStage } from './stage/stage.ts';

// When its people are removed, their rooms are told that they are signed in no more.
const stage = useStage({ expected: [/status of 401/] });
const people = ['Mara Lindqvist', 'Noor Haddad', 'Ilya Petrenko', 'Ama Mensah', 'Tomás Vidal'];
let profile: BrowserContext;
let operator: Page;
const tabs: { name: string; tab: Page }[] = [];

test('one browser is five people in seven tabs, and the operator beside them', async () => {
  const visitor = await stage.visitor('the operator');
  profile = visitor.context;
  operator = visitor.page;
  await operator.goto(stage.operatorLink());
  await visitor.press(m.doors_operator_link_use());
  await operator.getByRole('link', { name: m.doors_explore_go() }).click();
  await visitor.press(m.doors_demonstration_make());
  for (const name of people) {
    const opened = profile.waitForEvent('page');
    await operator.getByRole('link', { name: m.doors_demonstration_open_as({ name }) }).click();
    const tab = await opened;
    await tab.getByRole('button', { name: `Sit in ${name}’s chair` }).click();
    await tab.getByRole('link', { name }).waitFor();
    tabs.push({ name, tab });
  }
  // Two of them look at a second page at the same time.
  for (const { name, tab } of tabs.slice(0, 2)) {
    const second = await profile.newPage();
    await second.goto(new URL('/circles', tab.url()).href);
    tabs.push({ name, tab: second });
  }
  expect(tabs).toHaveLength(7);
  for (const { name, tab } of tabs) {
    await tab.goto(new URL('/me', tab.url()).href);
    expect(await tab.getByRole('heading', { level: 1 }).textContent()).toBe(name);
  }
  // The operator's own host stays nobody's.
  await operator.goto(new URL('/me', operator.url()).href);
  expect(new URL(operator.url()).pathname).toBe('/sign-in');
});

test('all seven tabs are in one room and see the same step begin', async () => {
  const first = tabs[0]?.tab as Page;
  await first.goto(new URL('/', first.url()).href);
  const open = new RegExp(`^(${m.sessions_open_now()}|${m.sessions_enter()})$`);
  await first.getByRole('button', { name: open }).first().click();
  await first.waitForURL('**/room');
  const room = new URL(first.url()).pathname;
  for (const { tab } of tabs.slice(1)) await tab.goto(new URL(room, tab.url()).href);
  for (const { tab } of tabs) await tab.getByText(m.room_lobby_all_here()).waitFor();
  await first.getByRole('button', { name: m.room_start(), exact: true }).click();
  for (const { tab } of tabs) await tab.getByRole('button', { name: m.room_pause(), exact: true }).waitFor();
  const steps = await Promise.all(tabs.map(({ tab }) => tab.locator('h2.display').textContent()));
  expect(new Set(steps).size).toBe(1);
  await first.screenshot({ path: pictureFile('demonstration-room') });
});

test('the operator removes it with one click, and its people are gone', async () => {
  await operator.goto(new URL('/operator/demonstration', operator.url()).href);
  await operator.getByRole('button', { name: m.doors_demonstration_remove() }).first().click();
  await operator.getByRole('dialog').getByRole('button', { name: m.doors_demonstration_remove() }).click();
  await operator.getByText(m.doors_demonstration_removed()).waitFor();
  for (const { tab } of tabs) {
    await tab.goto(new URL('/me', tab.url()).href);
    expect(new URL(tab.url()).pathname).toBe('/sign-in');
  }
});
