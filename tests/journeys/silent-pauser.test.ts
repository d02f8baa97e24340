import { expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { letTimePass } from './stage/let-time-pass.ts';
import { allSeeStep, gather, moveOnTo, openRoom, start } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// Time is moved while the program is down, and the browsers say that they lost it.
const stage = useStage({ expected: [/net::ERR_/] });
let people: [Visitor, Visitor];
let room = '';

test('before five minutes are over, nobody but who paused has a way on', async () => {
  people = (await Promise.all(
    ['Mara Lindqvist', 'Noor Haddad'].map((name) => stage.visitor(name)),
  )) as typeof people;
  const [mara, noor] = people;
  const circle = await foundQuickly(stage, people);
  room = await openRoom(mara, { circle });
  await gather(people, room);
  await start(people, mara);
  await moveOnTo(people, { by: mara, to: 'Live drill' });
  await noor.press(m.room_pause());
  await mara.sees(m.room_pause_of({ name: 'Noor' }));
  await letTimePass(stage, { room, minutes: 3 });
  await mara.sees(/^It goes on when Noor says so/);
  for (const way of [m.room_pause_resume(), m.room_pause_without_step(), m.room_pause_close()]) {
    expect(await mara.button(way).count()).toBe(0);
  }
});

test('after five minutes of silence the others may close or leave the exercise, and cannot resume it', async () => {
  const [mara, noor] = people;
  await letTimePass(stage, { room, minutes: 3 });
  await mara.sees(m.room_pause_silent({ name: 'Noor' }));
  await mara.button(m.room_pause_close()).waitFor();
  expect(await mara.button(m.room_pause_resume()).count()).toBe(0);
  await mara.page.screenshot({ path: pictureFile('silent-pauser') });
  await mara.press(m.room_pause_without_step());
  await allSeeStep(people, 'Evidence');
  await mara.press(m.room_menu());
  await mara.button(m.room_extend({ count: 1 })).waitFor();
  expect(await mara.button(m.room_go_back()).count()).toBe(0);
  await mara.page.keyboard.press('Escape');
  await noor.press(m.room_menu());
  await noor.press(m.room_go_back());
  await allSeeStep(people, 'Live drill');
});

test('after another silence the others close', async () => {
  const [mara, noor] = people;
  await noor.press(m.room_pause());
  await mara.sees(m.room_pause_of({ name: 'Noor' }));
  await letTimePass(stage, { room, minutes: 6 });
  await mara.press(m.room_pause_close());
  for (const person of people) await person.sees(m.room_over_closed());
});
