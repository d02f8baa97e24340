import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { m } from '#messages';
import { makeCircle } from './stage/found-circle.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { problemsOf } from './stage/look-at.ts';
import { gather, moveOnTo, openRoom, start, whoSees } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// One page that is looked at is the one for an address that leads nowhere.
const stage = useStage({ expected: [/status of 404/] });
const problems: string[] = [];
/** Addresses that led to another page than their own. */
const elsewhere: string[] = [];
let people: Visitor[] = [];
let circle = '';
let room = '';

/** The frame that renews itself for browsers without script, held still while it is looked at. */
async function lookAtStatus(visitor: Visitor): Promise<void> {
  const { page } = await visitor.secondTab();
  await page.route('**/status', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({
      response: answer,
      body: (await answer.text()).replace(/<meta http-equiv="refresh"[^>]*>/, ''),
    });
  });
  await page.goto(new URL(room.replace(/room$/, 'status'), visitor.origin).href);
  problems.push(...(await problemsOf(page, 'status')));
  await page.close();
}

async function look(visitor: Visitor, path: string): Promise<void> {
  const answer = await visitor.page.goto(new URL(path, visitor.origin).href);
  const at = new URL(visitor.page.url()).pathname;
  if (answer?.status() !== 200 || at !== path) elsewhere.push(`${path}: ${answer?.status()} ${at}`);
  problems.push(...(await problemsOf(visitor.page, path.replaceAll(/[\w-]{30,}/g, '…'))));
}

test('nothing stands in anybody’s way in the room, from the lobby to the end', async () => {
  people = await Promise.all(['Mara Lindqvist', 'Noor Haddad'].map((name) => stage.visitor(name)));
  const [mara, noor] = people as [Visitor, Visitor];
  circle = await foundQuickly(stage, people);
  room = await openRoom(mara, { circle });
  await gather(people, room);
  const lookAll = async (name: string) => {
    for (const { page, name: who } of people) problems.push(...(await problemsOf(page, `${name} as ${who}`)));
    await mara.page.setViewportSize({ width: 390, height: 844 });
    await mara.page.screenshot({ path: pictureFile(`axe-${name}-390`), fullPage: true });
    await mara.page.setViewportSize({ width: 1240, height: 800 });
  };
  await lookAll('lobby');
  await start(people, mara);
  for (const step of [
    'Check in',
    'Set the scene',
    'Live drill',
    'Evidence',
    'One suggestion',
    'Commitment cards',
    'Close',
  ]) {
    if (step === 'Evidence') {
      const observer = await whoSees(people, m.tool_sheet_sealed());
      await observer.page.getByRole('button', { name: /^Asks before suggesting/ }).click();
      await observer.page.getByLabel(m.tool_sheet_heard(), { exact: true }).waitFor();
      await lookAll('a behaviour was tapped');
      await noor.press(m.room_pause());
      for (const person of people) await person.sees(m.room_paused());
      await lookAll('pause');
      await lookAtStatus(noor);
      await noor.press(m.room_pause_resume());
      await mara.press(m.room_menu());
      await lookAll('menu');
      await mara.page.keyboard.press('Escape');
      await mara.press(m.room_move_on());
      await lookAll('observers are asked');
    }
    await moveOnTo(people, { by: mara, to: step });
    await lookAll(step);
  }
  await mara.page.getByRole('button', { name: m.tool_close_anyway() }).click();
  for (const person of people) await person.sees(m.room_over_closed());
  await lookAll('closed');
  expect(problems.splice(0)).toEqual([]);
}, 300_000);

test('nothing stands in anybody’s way where people share a device, or wait at the door', async () => {
  const [mara, noor] = people as [Visitor, Visitor];
  await mara.goto(`${circle}/sessions/new?playbook=two-question-check-in`);
  await mara.page.getByText(m.playbooks_plan_device_one(), { exact: true }).click();
  await mara.press(m.playbooks_plan_open());
  await mara.sees(m.room_who_holds());
  problems.push(...(await problemsOf(mara.page, 'who holds it')));
  await mara.press(m.room_i_hold_it({ name: mara.name }));
  const shared = new URL(mara.page.url()).pathname;
  await noor.goto(shared);
  await noor.press(m.room_i_hold_it({ name: noor.name }));
  await mara.press(m.room_start());
  await mara.button(m.room_pause()).waitFor();
  await noor.press(m.room_menu());
  await noor.press(m.room_leave());
  await noor.sees(m.room_door_back());
  problems.push(...(await problemsOf(noor.page, 'at the door')));
  await mara.press(m.room_menu());
  await mara.page.getByText(m.room_close(), { exact: true }).click();
  await mara.press(m.room_close_yes());
  await mara.sees(m.room_over_closed());
  expect(problems.splice(0)).toEqual([]);
});

test('nothing stands in anybody’s way on any page', async () => {
  const [member] = people as [Visitor];
  const newcomer = await stage.visitor('a newcomer');
  await member.goto(`${circle}/invite`);
  await member.press(m.circles_invite_link_make());
  const link = await member.page.waitForFunction(
    () => [...document.querySelectorAll('input')].find(({ value }) => value.includes('/join/'))?.value,
  );
  const values: Record<string, string> = {
    '[circle=id]': circle.split('/')[2] ?? '',
    '[session=id]': room.split('/')[2] ?? '',
    '[slug]': 'live-drill',
    '[skill]': 'listening',
  };
  await member.goto('/journal/write');
  await member.type(m.journal_context(), 'A quiet afternoon');
  await member.press(m.journal_keep());
  await member.page.getByRole('link', { name: /\d/ }).last().click();
  await member.page.waitForURL(/\/journal\/[0-9a-f-]{36}$/);
  values['[entry=id]'] = new URL(member.page.url()).pathname.split('/')[2] ?? '';
  await member.goto(`${circle}/exchange/new`);
  await member.page.getByText(m.exchange_write_instead(), { exact: true }).click();
  await member.type(m.exchange_note(), 'A few lines for everybody');
  await member.page.getByRole('button', { name: m.exchange_send(), exact: true }).click();
  await member.page.waitForURL(/\/exchange\/[0-9a-f-]{36}$/);
  values['[recording=id]'] = new URL(member.page.url()).pathname.split('/')[4] ?? '';
  await member.goto(`${circle}/board?do=write`);
  await member.type(m.commitments_field_experiment(), 'I ask one question first.');
  await member.press(m.commitments_put());
  const story = member.page.getByRole('link', { name: m.cards_story() }).first();
  values['[card=id]'] = (await story.getAttribute('href'))?.split('/').at(-1) ?? '';
  await member.goto(`${circle}/findings/new`);
  await member.type(m.findings_field_title(), 'Reviews wait for two weeks');
  await member.type(m.findings_field_obstacle(), 'What we try waits until we have forgotten why.');
  await member.type(m.findings_field_change(), 'One hour a day for reviews.');
  await member.type(m.findings_field_name(), 'Vera Sand');
  await member.press(m.findings_lay());
  await member.page.waitForURL(/\/findings\/[0-9a-f-]{36}$/);
  values['[finding=id]'] = new URL(member.page.url()).pathname.split('/')[4] ?? '';
  const [, author] = people as [Visitor, Visitor];
  await author.goto('/journal/write');
  await author.type(m.journal_context(), 'A loud afternoon');
  await author.press(m.journal_keep());
  await author.page.getByRole('link', { name: /\d/ }).last().click();
  await author.page.getByText(m.sharing_to_circle(), { exact: true }).click();
  await author.press(m.sharing_do());
  await author.sees(m.sharing_now_circle({ names: member.name, circle: 'The Thursday four' }));
  await member.goto(`${circle}/entries`);
  const shared = member.page.getByRole('link', { name: new RegExp(`^${author.name}`) }).first();
  values['[share=id]'] = (await shared.getAttribute('href'))?.split('/').at(-1) ?? '';
  await author.goto('/me/signals');
  await author.page.getByText(m.sharing_to_circle(), { exact: true }).click();
  await author.press(m.sharing_do());
  await author.sees(m.sharing_copies());
  await member.goto(`${circle}/entries`);
  const signals = member.page.locator(`a[href*="/signals/"]`).first();
  values['[signal=id]'] = (await signals.getAttribute('href'))?.split('/').at(-1) ?? '';
  const another = await makeCircle(author, 'The Monday three');
  await member.goto(`${another}/visit`);
  await member.type(m.visits_field_sentence(), 'I would like to see how you listen.');
  await member.press(m.visits_ask_do());
  await member.page.waitForURL(/\/visits\/[0-9a-f-]{36}$/);
  values['[visit=id]'] = new URL(member.page.url()).pathname.split('/')[2] ?? '';
  await member.goto('/skills/new?from=listening');
  await member.press(m.skills_save());
  await member.page.waitForURL('**/skills/listening-2');
  await member.goto('/rounds/new');
  await member.type(m.matching_name(), 'Spring circles');
  await member.press(m.matching_open());
  await member.page.waitForURL(/\/rounds\/[0-9a-f-]{36}$/);
  const round = new URL(member.page.url()).pathname;
  values['[round=id]'] = round.split('/')[2] ?? '';
  for (const person of people) {
    await person.goto(round);
    await person.press(m.matching_join());
    await person.sees(m.matching_in());
  }
  await member.goto(round);
  await member.press(m.matching_solve());
  await member.page.getByRole('link', { name: m.matching_solve_look() }).click();
  await member.press(m.matching_publish());
  await member.sees(m.matching_published_count({ founded: 0, circles: 1 }));
  await member.goto('/me/code');
  await member.press(m.people_code_make());
  await member.sees(m.people_code_new_sentence());
  problems.push(...(await problemsOf(member.page, 'a code that was made')));
  // What is there for a circle that one does not sit in, and for one whose agreement nobody has agreed to yet.
  await look(member, `${another}/visit`);
  await look(author, `${another}/agreement/edit`);
  const made = 'x'.repeat(43);
  // A token is looked at by whom it was made for; used up or made up, the page is one that people meet as well.
  const tokens: Record<string, string> = {
    '/join/[token]': new URL(String(await link.jsonValue())).pathname,
  };
  const newcomers = /^\/(welcome$|sign-in|privacy|operator\/\[token\]|join)/;

  /** Looked at above, where they are pages of their own. */
  const seenBefore = [
    '/circles/[circle=id]/agreement/edit',
    '/circles/[circle=id]/visit',
    '/sessions/[session=id]/consent',
  ];

  await look(member, '/nowhere');
  for (const file of globSync('src/routes/**/+page.svelte').sort()) {
    const route = file.replace(/^src\/routes/, '').replace(/\/\+page\.svelte$/, '') || '/';
    // The room was looked at in all its states; the status is a frame inside it, without script, that renews itself on purpose.
    if (route.endsWith('/room') || route.endsWith('/status')) continue;
    if (seenBefore.includes(route)) continue;
    const path =
      tokens[route] ??
      route
        .split('/')
        .map(
          (part) =>
            (/^\/(skills|me\/focus)/.test(route) && part === '[slug]' ? 'listening-2' : values[part]) ??
            (part === '[token]' ? made : part),
        )
        .join('/');
    expect(path, 'every parameter of a route has a value here').not.toContain('[');
    if (newcomers.test(route)) await look(newcomer, path);
    if (!/^\/(sign-in|join|operator\/\[token\])/.test(route)) await look(member, path);
  }
  const dead = ['/answer', '/nudges/answer', '/nudges/stop', '/reply'].map(
    (door) => `${door}/${made}: 404 ${door}/${made}`,
  );
  expect(elsewhere).toEqual(['/nowhere: 404 /nowhere', ...dead]);
  expect(problems).toEqual([]);
}, 400_000);
