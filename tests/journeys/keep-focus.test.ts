import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';

const script = stripTypeScriptTypes(
  readFileSync('src/features/sessions/views/room/keep-focus.ts', 'utf8'),
).replace('export ', '');
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await chromium.connect(inject('browserAddress'));
  page = await browser.newPage();
});
afterAll(() => browser.close());

// The room as far as its focus goes: a bar with its heading, and what happens now.
beforeEach(async () => {
  await page.setContent(
    '<div id="room"><header><h1>The Thursday two</h1></header><div class="now"><button>Ready</button></div></div>',
  );
});

const start = () => page.addScriptTag({ content: `${script}\nkeepFocus(document.getElementById('room'));` });

/** The keeper is there, and then the button has the focus. */
async function begin(): Promise<void> {
  await start();
  await page.locator('button').focus();
}

const put = (where: string, html: string) =>
  page.evaluate(
    ([where, html]) => {
      (document.querySelector(where) as Element).innerHTML = html;
    },
    [where, html] as const,
  );
const focused = () => page.evaluate(() => document.querySelector(':focus')?.textContent);
const aMoment = () => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));

test('where a step gives way, the focus goes on at the heading of what happens now', async () => {
  await begin();
  await put('.now', '<h2>Check in</h2>');
  await expect.poll(focused).toBe('Check in');
});

test('where the room gives way to a part that comes later, the focus waits for its heading', async () => {
  await begin();
  await put('#room', '<p>A moment</p>');
  await aMoment();
  await put('#room', '<h1>That was your session</h1>');
  await expect.poll(focused).toBe('That was your session');
});

test('what took the focus meanwhile keeps it', async () => {
  await begin();
  await put('.now', '<input>');
  await page.locator('input').focus();
  await put('header', '<h1>Another</h1>');
  await aMoment();
  expect(await page.locator('input').evaluate((input) => input === document.activeElement)).toBe(true);
});

test('who left by a click on nothing is not called back', async () => {
  await begin();
  await page.locator('button').evaluate((button) => button.blur());
  await aMoment();
  await put('.now', '<h2>Check in</h2>');
  await aMoment();
  expect(await focused()).toBeUndefined();
});

test('who left and is back within a moment is kept in mind', async () => {
  await begin();
  await page.locator('button').evaluate((button) => {
    button.blur();
    button.focus();
  });
  await aMoment();
  await put('.now', '<h2>Check in</h2>');
  await expect.poll(focused).toBe('Check in');
});

test('what had the focus before the keeper came is kept in mind, too', async () => {
  await page.locator('button').focus();
  await start();
  await put('.now', '<h2>Check in</h2>');
  await expect.poll(focused).toBe('Check in');
});

test('what is hidden before it vanishes passes the focus on, too', async () => {
  await begin();
  await page.locator('button').evaluate((button) => {
    (button as HTMLElement).hidden = true;
  });
  await aMoment();
  await put('.now', '<h2>Check in</h2>');
  await expect.poll(focused).toBe('Check in');
});

test('what only comes to another place keeps the focus', async () => {
  await begin();
  await page.evaluate(() => {
    const button = document.querySelector('button') as Element;
    (document.querySelector('.now') as Element).append(document.createElement('p'), button);
  });
  await expect.poll(focused).toBe('Ready');
});
