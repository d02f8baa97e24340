import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createOperatorLink } from '#features/doors/use-cases/create-operator-link.ts';
import { useApp } from '../support/app.ts';
import { usePages } from '../support/pages.ts';

const app = useApp();
usePages(app);
let browser: Browser;

beforeAll(async () => {
  browser = await chromium.connect(inject('browserAddress'));
});
afterAll(() => browser.close());

test('one browser is five people in seven tabs, and the operator beside them', async () => {
  const profile = await browser.newContext();
  const operator = await profile.newPage();
  await operator.goto(await createOperatorLink(app));
  await operator.getByRole('button', { name: 'Open the doors' }).click();
  await operator.getByRole('link', { name: 'Look around' }).click();
  await operator.getByRole('button', { name: 'Set up the demonstration' }).click();

  const people = ['Mara Lindqvist', 'Noor Haddad', 'Ilya Petrenko', 'Ama Mensah', 'Tomás Vidal'];
  const tabs = [];
  for (const name of people) {
    const opened = profile.waitForEvent('page');
    await operator.getByRole('link', { name: `Open as ${name}` }).click();
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
  await profile.close();
});
