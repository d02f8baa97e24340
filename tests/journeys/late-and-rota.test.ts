import { expect, test } from 'vitest';
import { m } from '#messages';
import { consent, joinByInvitation } from './stage/found-circle.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { allSeeStep, enterRoom, gather, moveOnTo, openRoom, start, stepOf } from './stage/room.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let people: Visitor[] = [];
let circle = '';
let room = '';
/** Who led and who practised, by session. */
const held: { leader: string; focus: string }[] = [];

/** What the lobby says that each would do. */
async function rolesIn(reader: Visitor): Promise<{ leader: string; focus: string }> {
  const who = async (role: string) => {
    const line = reader.page.locator('.people li').filter({ hasText: role });
    const text = (await line.first().textContent()) ?? '';
    return people.find(({ name }) => text.includes(name))?.name ?? 'nobody';
  };
  return { leader: await who('facilitator'), focus: await who('focus owner') };
}

async function closeEarly(by: Visitor): Promise<void> {
  await by.press(m.room_menu());
  await by.page.getByText(m.room_close(), { exact: true }).click();
  await by.press(m.room_close_yes());
  for (const person of people) await person.sees(m.room_over_closed());
}

test('who comes late finds the step that runs; who reloads finds what they had typed', async () => {
  const names = ['Mara Lindqvist', 'Noor Haddad', 'Ilya Petrenko'];
  people = await Promise.all(names.map((name) => stage.visitor(name)));
  const [mara, noor, ilya] = people as [Visitor, Visitor, Visitor];
  circle = await foundQuickly(stage, people);
  room = await openRoom(mara, { circle });
  await enterRoom(noor, room);
  await mara.sees(m.room_lobby_ready());
  held.push(await rolesIn(mara));
  await start([mara, noor], mara);
  await moveOnTo([mara, noor], { by: mara, to: 'Check in' });
  await noor.type(m.tool_checkin_attempted(), 'half a sentence about');

  await enterRoom(ilya, room);
  await ilya.sees(m.room_door_running());
  await ilya.press(m.room_come_in());
  await allSeeStep(people, 'Check in');
  const roles = ilya.page.getByRole('region', { name: m.room_roles() });
  await ilya.press(m.room_menu());
  expect(await roles.getByText(/^You have:/).textContent()).not.toMatch(/facilitator|focus owner/);
  await ilya.page.keyboard.press('Escape');

  await noor.page.reload();
  await allSeeStep([noor], 'Check in');
  const field = noor.page.getByLabel(m.tool_checkin_attempted(), { exact: true }).first();
  // What this browser keeps comes back when the page's script has taken over.
  await expect.poll(() => field.inputValue()).toBe('half a sentence about');
  await noor.press(m.tool_say());
  for (const reader of people) await reader.sees('half a sentence about');
  await moveOnTo(people, { by: ilya, to: 'Set the scene' });
  await closeEarly(mara);
});

test('in the next session the roles have gone on, and a newcomer leads nothing', async () => {
  const [mara] = people as [Visitor];
  const ama = await stage.visitor('Ama Mensah');
  await joinByInvitation(mara, ama, circle);
  await consent(ama, circle);
  people.push(ama);
  room = await openRoom(mara, { circle });
  await gather(people, room);
  held.push(await rolesIn(mara));
  const [first, second] = held as [(typeof held)[0], (typeof held)[0]];
  expect(second.leader).not.toBe(first.leader);
  expect(second.focus).not.toBe(first.focus);
  expect([second.leader, second.focus]).not.toContain(ama.name);
  expect([second.leader, second.focus]).not.toContain('nobody');
  await start(people, mara);
  expect(await stepOf(ama)).toBe(await stepOf(mara));
  await closeEarly(mara);
});

test('after that the newcomer has their turn like everybody else', async () => {
  const [mara] = people as [Visitor];
  for (let session = 3; session <= 5; session += 1) {
    room = await openRoom(mara, { circle, playbook: 'live-drill' });
    await gather(people, room);
    held.push(await rolesIn(mara));
    await start(people, mara);
    await closeEarly(mara);
  }
  for (const role of ['leader', 'focus'] as const) {
    const turns = people.map(({ name }) => held.filter((each) => each[role] === name).length);
    expect(Math.max(...turns) - Math.min(...turns), `${role}: ${turns}`).toBeLessThanOrEqual(1);
  }
});
