import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newOnTheLoom } from '#core/demonstration/new-on-the-loom.ts';
import { m } from '#messages';
import { problemsOf } from './stage/look-at.ts';
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
  const found: string[] = [];
  await operator.goto(stage.operatorLink());
  found.push(...(await problemsOf(operator, 'the operator’s link')));
  await visitor.press(m.doors_operator_link_use());
  const explore = operator.getByRole('link', { name: m.doors_explore_go() });
  await explore.waitFor();
  found.push(...(await problemsOf(operator, 'two doors')));
  await explore.click();
  await visitor.press(m.doors_demonstration_make());
  for (const name of people) {
    const opened = profile.waitForEvent('page');
    await operator.getByRole('link', { name: m.doors_demonstration_open_as({ name }) }).click();
    const tab = await opened;
    const chair = tab.getByRole('button', { name: `Sit in ${name}’s chair` });
    await chair.waitFor();
    if (name === people[0]) found.push(...(await problemsOf(tab, 'a chair')));
    await chair.click();
    await tab.getByRole('link', { name }).waitFor();
    tabs.push({ name, tab });
  }
  found.push(...(await problemsOf(operator, 'who sits in the demonstration')));
  expect(found).toEqual([]);
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

test('somebody invited by a made-up person comes straight into their circle, and the five stay who they are', async () => {
  const noor = tabs.find(({ name }) => name === 'Noor Haddad')?.tab as Page;
  const inviting = await profile.newPage();
  await inviting.goto(new URL('/circles', noor.url()).href);
  await inviting.getByRole('link', { name: newOnTheLoom.name }).first().click();
  await inviting.waitForURL(/\/circles\/[0-9a-f-]{36}$/);
  const circle = new URL(inviting.url()).pathname;
  await inviting.goto(new URL(`${circle}/invite`, inviting.url()).href);
  await inviting.locator('input[type=email]').fill('vera@lantern.example');
  await inviting.locator('form:has(input[type=email])').getByRole('button').click();
  const link = await inviting.getByLabel(m.circles_invite_made_label(), { exact: true }).inputValue();
  await inviting.close();

  const vera = await stage.visitor('Vera Sand');
  await vera.page.goto(link);
  await vera.page.locator('input[name=name]').fill(vera.name);
  await vera.page.locator('main form').getByRole('button').last().click();
  // A demonstration lasts a day: there is no code to keep, and nothing to read on the way.
  await vera.page.waitForURL(new URL(circle, link).href);
  await vera.page.getByRole('heading', { level: 1, name: newOnTheLoom.name }).waitFor();
  await vera.goto('/me');
  expect(await vera.page.getByRole('heading', { level: 1 }).textContent()).toBe(vera.name);
  // A link for somebody else makes nobody of the five another person, nor the newcomer one of them.
  for (const { name, tab } of tabs.slice(0, 5)) {
    const second = await profile.newPage();
    await second.goto(new URL('/me', tab.url()).href);
    expect(await second.getByRole('heading', { level: 1 }).textContent()).toBe(name);
    await second.close();
  }
  const elsewhere = await vera.secondTab();
  await elsewhere.page.goto(new URL('/me', noor.url()).href);
  expect(new URL(elsewhere.page.url()).pathname).toBe('/sign-in');
  await elsewhere.page.close();
});

test('the operator removes it with one click and a yes, and its people are gone', async () => {
  await operator.goto(new URL('/operator/demonstration', operator.url()).href);
  await operator.getByRole('button', { name: m.doors_demonstration_remove() }).first().click();
  await operator.getByRole('dialog').getByRole('button', { name: m.doors_demonstration_remove() }).click();
  await operator.getByText(m.doors_demonstration_removed()).waitFor();
  for (const { tab } of tabs) {
    await tab.goto(new URL('/me', tab.url()).href);
    expect(new URL(tab.url()).pathname).toBe('/sign-in');
  }
});
