import { expect, test } from 'vitest';
import { m } from '#messages';
import { misfits, phone } from './stage/fits-a-phone.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { allSeeStep, gather, moveOnTo, openRoom, start, whoSees } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import { unnamedScripts } from './stage/unnamed-scripts.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let people: [Visitor, Visitor];
let circle = '';
let room = '';
const found: string[] = [];

/** Looks at the screens as they stand. */
async function look(name: string, who: readonly Visitor[] = people): Promise<void> {
  for (const { page, name: full } of who) {
    const call = full.split(' ')[0];
    found.push(...(await misfits(page, `${name}, ${call}`)));
    await page.screenshot({
      path: pictureFile(`phone-${name.replaceAll(' ', '-')}-${call}`),
      fullPage: true,
    });
  }
}

test('a circle on two phones is founded, and its room opened', async () => {
  people = (await Promise.all(
    ['Mara Lindqvist', 'Noor Haddad'].map((name) => stage.visitor(name, phone)),
  )) as typeof people;
  const [mara] = people;
  circle = await foundQuickly(stage, people);
  for (const person of people) await person.goto(`${circle}/agreement`);
  await look('agreed');
  await mara.goto('/');
  await people[1].goto(circle);
  await look('today');
  room = await openRoom(mara, { circle });
  await gather(people, room);
  await look('lobby');
  expect(found.splice(0)).toEqual([]);
});

test('what people open first names all scripts that it needs at once', async () => {
  const pages = [
    '/',
    '/library',
    '/library/live-drill',
    circle,
    `${circle}/board`,
    `${circle}/agreement`,
    room,
  ];
  for (const page of pages) found.push(...(await unnamedScripts(people[0], { page })));
  expect(found.splice(0)).toEqual([]);
});

test('every step of a session fits, and every button is large enough for a thumb', async () => {
  const [mara] = people;
  await start(people, mara);
  await look('strengths');
  await moveOnTo(people, { by: mara, to: 'Check in' });
  for (const person of people) {
    await person.type(m.tool_checkin_attempted(), 'I asked one question before I gave my view in planning');
    await person.press(m.tool_say());
  }
  for (const person of people) await person.sees(/I asked one question/);
  await look('check-in');
  await mara.press(m.room_pause());
  for (const person of people) await person.sees(m.room_paused());
  await look('pause');
  await mara.press(m.room_pause_resume());
  await allSeeStep(people, 'Check in');
  await moveOnTo(people, { by: mara, to: 'Set the scene' });
  await look('scene');
  await moveOnTo(people, { by: mara, to: 'Live drill' });
  const focus = await whoSees(people, m.tool_focus_title());
  const observer = await whoSees(people, m.tool_sheet_sealed());
  await focus.press(m.tool_focus_anchors());
  await observer.page.getByRole('button', { name: /^Asks before suggesting/ }).tap();
  await observer.type(
    m.tool_sheet_heard(),
    'averyveryverylongwordthatnobodywouldeverbreakanywhere'.repeat(2),
  );
  await observer.press(m.tool_sheet_heard_keep());
  await observer.page.getByText(m.tool_sheet_mine()).tap();
  await observer.page
    .getByText(m.tool_sheet_anchors_sentence({ name: focus.name.split(' ')[0] ?? '' }))
    .waitFor();
  await look('drill');
  expect(await unnamedScripts(focus, { page: room, parts: ['drill', 'focus-side'] })).toEqual([]);
  expect(await unnamedScripts(observer, { page: room, parts: ['drill', 'sheet', 'sheet-list'] })).toEqual([]);
  await mara.press(m.room_menu());
  await mara.button(m.room_menu_close()).waitFor();
  await look('menu');
  await mara.press(m.room_menu_close());
  await moveOnTo(people, { by: mara, to: 'Evidence' });
  await look('evidence');
  await moveOnTo(people, { by: mara, to: 'One suggestion' });
  await observer.type(m.tool_suggest_label(), 'Wait one breath before you answer');
  await observer.press(m.tool_suggest_give());
  await focus.page.getByText(m.tool_suggest_take()).tap();
  await look('suggestion');
  await moveOnTo(people, { by: mara, to: 'Commitment cards' });
  await look('card');
  await moveOnTo(people, { by: mara, to: 'Close' });
  await mara.press(m.tool_next_set());
  for (const person of people) await person.page.getByRole('link', { name: m.tool_next_take() }).waitFor();
  await look('close');
  await mara.press(m.tool_close_anyway());
  for (const person of people) await person.sees(m.room_over_closed());
  await look('over');
  expect(found.splice(0)).toEqual([]);
});

test('what comes after it fits as well', async () => {
  for (const [name, path] of [
    ['page after', room.replace(/\/room$/, '')],
    ['board', `${circle}/board`],
    ['choose', `${circle}/sessions/new`],
    ['plan', `${circle}/sessions/new?playbook=live-drill`],
    ['library', '/library'],
    ['playbook', '/library/live-drill'],
    ['me', '/me'],
  ] as const) {
    await people[0].goto(path);
    await look(name, [people[0]]);
  }
  expect(found.splice(0).filter((line) => line.includes('sideways'))).toEqual([]);
});

test('a page that one comes to by a link looks as it does when it is opened', async () => {
  const [mara] = people;
  const { page } = mara;
  const measures = () =>
    page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.querySelectorAll('main *')].map((element) => {
        const { width, height } = element.getBoundingClientRect();
        return `${element.tagName} ${Math.round(width)} ${Math.round(height)}`;
      });
    });
  await mara.goto('/me');
  const opened = await measures();
  await mara.goto('/');
  await page.locator('a[href="/me"]').first().click();
  await page.waitForURL(/\/me$/);
  await expect.poll(measures).toEqual(opened);
});

test('on paper a playbook has nothing of the screen, on no page of it', async () => {
  const { page } = people[0];
  await people[0].goto('/library/live-drill');
  await page.emulateMedia({ media: 'print' });
  for (const words of [m.common_skip(), m.playbooks_alone(), m.playbooks_deck()]) {
    expect(await page.getByText(words, { exact: true }).first().isVisible()).toBe(false);
  }
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  await page.emulateMedia({ media: null });
});
