import { expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { enterRoom, openRoom, start } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let mara: Visitor;
let noor: Visitor;
let ilya: Visitor;
let circle = '';
let room = '';

const askedOf = (name: string) => m.room_missing_opt_in_mine({ name });

test('somebody says who manages them, and finds that the two have to settle something', async () => {
  const names = ['Mara Lindqvist', 'Noor Haddad', 'Ilya Petrenko'];
  [mara, noor, ilya] = (await Promise.all(names.map((name) => stage.visitor(name)))) as [
    Visitor,
    Visitor,
    Visitor,
  ];
  circle = await foundQuickly(stage, [mara, noor, ilya]);
  await noor.goto('/me');
  await noor.page.locator('select[name=managerId]').selectOption({ label: mara.name });
  await noor.press(m.people_me_save());
  await noor.sees(m.people_me_saved());
  await noor.goto(circle);
  await noor.sees(m.circles_pair_report({ name: mara.name }));
  await mara.goto(circle);
  await mara.sees(m.circles_pair_manager({ name: noor.name }));
  await mara.page.screenshot({ path: pictureFile('manager-circle') });
});

test('at the door the two read of each other, and the third only that something is open', async () => {
  room = await openRoom(ilya, { circle });
  for (const person of [mara, noor]) await enterRoom(person, room);
  await mara.sees(askedOf(noor.name));
  await noor.sees(askedOf(mara.name));
  await ilya.sees(m.room_missing_opt_in_others());
  for (const { name } of [mara, noor]) expect(await ilya.page.getByText(askedOf(name)).count()).toBe(0);
  for (const person of [mara, noor, ilya]) expect(await person.button(m.room_start()).count()).toBe(0);
  await mara.page.screenshot({ path: pictureFile('manager-door') });
  await ilya.page.screenshot({ path: pictureFile('manager-door-third') });
});

test('one yes is not enough; with the second the room opens for all by itself, and nobody else has read of it', async () => {
  await mara.page.getByRole('link', { name: m.room_open_circle() }).first().click();
  await mara.page.waitForURL(`**${circle}`);
  await mara.press(m.circles_pair_yes());
  await mara.sees(m.circles_pair_given({ name: noor.name }));
  await enterRoom(mara, room);
  await mara.sees(askedOf(noor.name));
  await noor.sees(askedOf(mara.name));
  expect(await ilya.button(m.room_start()).count()).toBe(0);

  const second = await ilya.secondTab();
  await second.goto(circle);
  expect(await second.page.getByText(m.circles_pair_title()).count()).toBe(0);
  await second.page.close();

  await noor.page.getByRole('link', { name: m.room_open_circle() }).first().click();
  await noor.press(m.circles_pair_yes());
  await noor.page.getByText(m.circles_pair_title()).waitFor({ state: 'hidden' });
  // Whoever waits at the door hears of it without looking again.
  await ilya.page.getByText(m.room_missing_opt_in_others()).waitFor({ state: 'hidden' });
  await mara.page.getByText(askedOf(noor.name)).waitFor({ state: 'hidden' });
  await enterRoom(noor, room);
  await start([mara, noor, ilya], ilya);
});
