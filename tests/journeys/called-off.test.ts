import { expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { openRoom } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// The page of what is gone answers a form with 409, which the browser reports.
const stage = useStage({ expected: [/status of 409/] });
let mara: Visitor;
let noor: Visitor;
let circle = '';

test('a session that was planned for a day is called off with forms alone, and says so to whoever comes to its page', async () => {
  const visitors = ['Mara Lindqvist', 'Noor Haddad'].map((name) =>
    stage.visitor(name, { javaScriptEnabled: false }),
  );
  [mara, noor] = (await Promise.all(visitors)) as [Visitor, Visitor];
  circle = await foundQuickly(stage, [mara, noor]);
  await mara.goto(`${circle}/sessions/new?playbook=two-question-check-in`);
  await mara.page.getByRole('radio', { name: m.playbooks_plan_later() }).check({ force: true });
  await mara.page.locator('main form').getByRole('button', { name: m.playbooks_plan_open() }).first().click();
  await mara.page.waitForURL(`**${circle}`);
  await mara.page.getByRole('link', { name: m.sessions_change() }).click();
  await mara.page.waitForURL(/\/sessions\/[0-9a-f-]{36}$/);
  const session = new URL(mara.page.url()).pathname;
  // Somebody has the same page open, and knows nothing of it yet.
  await noor.goto(session);
  await mara.page.getByRole('link', { name: m.after_planned_cancel(), exact: true }).click();
  await mara.sees(m.after_planned_cancel_title());
  await mara.page.screenshot({ path: pictureFile('called-off-asked') });
  await mara.page.getByRole('dialog').getByRole('button', { name: m.after_planned_cancel() }).click();
  await mara.page.waitForURL(`**${circle}`);
  expect(await mara.page.getByRole('link', { name: m.sessions_change() }).count()).toBe(0);

  await noor.press(m.after_planned_open());
  await noor.sees(m.after_gone_cancelled());
  for (const person of [mara, noor]) {
    await person.goto(session);
    await person.sees(m.after_gone_cancelled());
    // There is no lobby to wait in.
    for (const place of ['room', 'status']) {
      const answer = await person.context.request.get(`${person.origin}${session}/${place}`, {
        maxRedirects: 0,
      });
      expect([place, answer.status()]).toEqual([place, 404]);
    }
  }
  await noor.page.screenshot({ path: pictureFile('called-off-planned') });
});

test('a room that was opened and called off before the start says so in its status, and on its pages', async () => {
  const room = await openRoom(mara, { circle, playbook: 'two-question-check-in' });
  await noor.goto(room);
  await noor.press(m.room_come_in());
  const status = noor.page.frameLocator('iframe');
  await status.getByText(m.room_status_lobby({ here: 1 })).waitFor();
  await mara.press(m.room_come_in());
  await mara.page.getByRole('link', { name: m.room_menu(), exact: true }).first().click();
  await mara.page.getByText(m.room_call_off(), { exact: true }).first().click();
  await mara.press(m.room_call_off());
  await mara.sees(m.room_over_called_off());
  // The frame looks again by itself, and shows no lobby any more.
  await status.getByText(m.room_over_called_off()).waitFor();
  await noor.page.screenshot({ path: pictureFile('called-off-status') });
  await noor.goto(room);
  await noor.sees(m.room_over_called_off());
  await noor.goto(room.replace(/\/room$/, ''));
  await noor.sees(m.after_called_off());
  await noor.page.screenshot({ path: pictureFile('called-off-page'), fullPage: true });
});
