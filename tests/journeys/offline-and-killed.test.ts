import { expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { allSeeStep, enterRoom, gather, moveOnTo, openRoom, start, stepOf, whoSees } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// The network is taken away, and the program killed: the browser says so itself.
const stage = useStage({ expected: [/net::ERR_/] });
let mara: Visitor;
let noor: Visitor;
let room = '';

/** When the step ends by the clock that this person sees, in seconds. */
const endOf = async ({ page }: Visitor) => {
  const [, minutes, seconds] =
    /(\d+):(\d\d)/.exec((await page.locator('.clock').first().textContent()) ?? '') ?? [];
  return Date.now() / 1000 + Number(minutes) * 60 + Number(seconds);
};

test('what is typed and done without a network is sent once when it is back', async () => {
  const people = await Promise.all(['Mara Lindqvist', 'Noor Haddad'].map((name) => stage.visitor(name)));
  [mara, noor] = people as [Visitor, Visitor];
  const circle = await foundQuickly(stage, people);
  room = await openRoom(mara, { circle });
  await gather(people, room);
  await start(people, mara);
  await moveOnTo(people, { by: mara, to: 'Check in' });

  await mara.context.setOffline(true);
  // Said at once, before anything is tried.
  await mara.sees(m.room_offline());
  await mara.type(m.tool_checkin_attempted(), 'I waited before I spoke');
  await mara.press(m.tool_say());
  await mara.sees(m.room_offline_waiting({ count: 1 }));
  await mara.page.screenshot({ path: pictureFile('offline') });
  expect(await noor.page.getByText('I waited before I spoke').count()).toBe(0);

  await mara.context.setOffline(false);
  await noor.sees('I waited before I spoke');
  await mara.page.getByText(m.room_offline()).waitFor({ state: 'hidden' });
  expect(await noor.page.getByText('I waited before I spoke').count()).toBe(1);
  await enterRoom(mara, room);
  await mara.page.locator('.answers').getByText('I waited before I spoke').waitFor();
});

test('what the server is told just after the next page was made stands in that page all the same', async () => {
  let made = () => {};
  const pageMade = new Promise<void>((resolve) => {
    made = resolve;
  });
  await noor.page.route('**/commands', async (told) => {
    await pageMade;
    await told.continue();
  });
  const heard = noor.page.waitForResponse((answer) => answer.url().endsWith('/commands'));
  await noor.type(m.tool_checkin_attempted(), 'typed while the page was made');
  await noor.page.route(
    (url) => url.pathname === room,
    async (asked) => {
      const response = await asked.fetch();
      made();
      await heard;
      await asked.fulfill({ response });
    },
    { times: 1 },
  );
  await enterRoom(noor, room);
  await noor.page.unroute('**/commands');
  await expect
    .poll(() => noor.page.getByLabel(m.tool_checkin_attempted(), { exact: true }).first().inputValue())
    .toBe('typed while the page was made');
});

test('after the program was killed the room is back by itself: same step, same clock, same half sentence, also after a reload', async () => {
  await noor.type(m.tool_checkin_attempted(), 'a sentence that is not yet');
  const before = { end: await endOf(noor), step: await stepOf(noor) };
  await stage.kill();
  for (const person of [mara, noor]) await person.sees(m.room_offline());
  await noor.type(m.tool_checkin_harder(), 'typed while nobody listened');
  await stage.restart();
  for (const person of [mara, noor])
    await person.page.getByText(m.room_offline()).waitFor({ state: 'hidden' });

  expect(await stepOf(noor)).toBe(before.step);
  // A page that is busy for a moment shows a second that has passed.
  await expect.poll(async () => Math.abs((await endOf(noor)) - before.end)).toBeLessThan(2.5);
  const field = (label: string) => noor.page.getByLabel(label, { exact: true }).first();
  expect(await field(m.tool_checkin_attempted()).inputValue()).toBe('a sentence that is not yet');
  expect(await field(m.tool_checkin_harder()).inputValue()).toBe('typed while nobody listened');

  await enterRoom(noor, room);
  // What this browser keeps comes back when the page's script has taken over.
  await expect.poll(() => field(m.tool_checkin_attempted()).inputValue()).toBe('a sentence that is not yet');
  expect(await field(m.tool_checkin_harder()).inputValue()).toBe('typed while nobody listened');
  await noor.press(m.tool_say());
  await mara.sees('typed while nobody listened');
});

test('what was sent too late comes back to its author with the reason, and stays until they let it go', async () => {
  await moveOnTo([mara, noor], { by: mara, to: 'Set the scene' });
  const focus = await whoSees([mara, noor], m.tool_objective_label());
  const other = focus === mara ? noor : mara;
  await focus.context.setOffline(true);
  await focus.type(m.tool_objective_label(), 'Ask before I suggest');
  await focus.press(m.tool_objective_set());
  await focus.sees(m.room_offline_waiting({ count: 1 }));
  await moveOnTo([other], { by: other, to: 'Live drill' });

  await focus.context.setOffline(false);
  await allSeeStep([focus], 'Live drill');
  const card = focus.page.getByRole('region', { name: m.room_came_back() });
  await card.getByText('Ask before I suggest').waitFor();
  await card.getByText(m.room_refusal_not_in_this_step()).waitFor();
  await focus.page.screenshot({ path: pictureFile('came-back'), fullPage: true });
  expect(await other.page.getByText('Ask before I suggest').count()).toBe(0);

  await enterRoom(focus, room);
  await card.getByText('Ask before I suggest').waitFor();
  await card.getByText(m.room_refusal_not_in_this_step()).waitFor();
  const forgotten = focus.page.waitForResponse((answer) => answer.url().endsWith('/commands'));
  await card.getByRole('button', { name: m.room_came_back_let_go() }).click();
  await card.waitFor({ state: 'hidden' });
  await forgotten;
  await enterRoom(focus, room);
  await allSeeStep([focus], 'Live drill');
  await card.waitFor({ state: 'detached' });
});
