import type { Route } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { inDatabase } from './stage/let-time-pass.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let mara: Visitor;
let circle = '';

beforeAll(async () => {
  mara = await stage.visitor('Mara Lindqvist');
  circle = await foundQuickly(stage, [mara, await stage.visitor('Noor Haddad')]);
});

/** Holds back what her browser asks for, where this says so, until the returned function is called. */
async function hold(which: (url: URL, method: string) => boolean): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let holding = true;
  await mara.page.route('**', async (route) => {
    const request = route.request();
    if (holding && which(new URL(request.url()), request.method())) held.push(route);
    else await route.continue();
  });
  return async () => {
    holding = false;
    for (const route of held) await route.continue();
    await mara.page.unrouteAll({ behavior: 'wait' });
  };
}

test('what is typed before the script has come is still there when it has', async () => {
  const scripts = await hold(
    ({ pathname }) => pathname.startsWith('/_app/immutable/') && pathname.endsWith('.js'),
  );
  await mara.page.goto(`${mara.origin}/rounds/new`, { waitUntil: 'commit' });
  await mara.type(m.matching_name(), 'Spring pairs');
  await scripts();
  await mara.page.locator('#svelte-announcer').waitFor({ state: 'attached' });
  expect(await mara.page.getByLabel(m.matching_name(), { exact: true }).inputValue()).toBe('Spring pairs');
});

test('what is pressed twice because nothing seems to happen is done once', async () => {
  const posts = await hold((_, method) => method === 'POST');
  await mara.press(m.matching_open());
  await mara.press(m.matching_open());
  await posts();
  await mara.page.waitForURL(/\/rounds\/[0-9a-f-]{36}$/);
  const { rows } = await inDatabase(stage, (client) => client.query(`SELECT name FROM matching_round`));
  expect(rows).toEqual([{ name: 'Spring pairs' }]);
});

test('what is typed while an answer is on its way stays in its field', async () => {
  await mara.goto(`${circle}/invite`);
  const email = mara.page.locator('input[type=email]');
  await email.fill('ilya@lantern.example');
  const posts = await hold((_, method) => method === 'POST');
  await mara.page.locator('form:has(input[type=email])').getByRole('button').click();
  await email.fill('ama@lantern.example');
  await posts();
  await mara.page.getByLabel(m.circles_invite_made_label(), { exact: true }).waitFor();
  expect(await email.inputValue()).toBe('ama@lantern.example');
});
