import { expect, test } from 'vitest';
import { m } from '#messages';
import { consent, joinByInvitation } from './stage/found-circle.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { allSeeStep, enterRoom, gather, moveOnTo, openRoom, start, whoSees } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let people: Visitor[] = [];
let circle = '';
let room = '';

const others = (person: Visitor) => people.filter((each) => each !== person);
const callName = ({ name }: Visitor) => name.split(' ')[0] ?? '';
const timeOf = (instant: number) =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/Berlin' }).format(instant);

test('a challenge is asked for first, and only who is challenged answers', async () => {
  const names = ['Mara Lindqvist', 'Noor Haddad', 'Ilya Petrenko'];
  people = await Promise.all(names.map((name) => stage.visitor(name)));
  const [mara] = people as [Visitor];
  circle = await foundQuickly(stage, people);
  room = await openRoom(mara, { circle, playbook: 'clear' });
  await gather(people, room);
  await start(people, mara);
  await moveOnTo(people, { by: mara, to: 'Explore' });

  // Who coaches has the words; it is the thinker whom they challenge.
  const coach = await whoSees(people, m.tool_focus_title());
  const asking = (person: Visitor) => m.room_challenge_ask({ name: callName(person) });
  await coach.sees(m.room_challenge_ask_first({ name: '' }).split('.')[0] ?? '');
  const offered = await Promise.all(others(coach).map((person) => coach.button(asking(person)).count()));
  const thinker = others(coach)[offered.indexOf(1)];
  if (!thinker) throw new Error('nobody is to be asked');
  const [third] = others(coach).filter((person) => person !== thinker) as [Visitor];
  await coach.sees('May I ask something a little harder?');
  await third.button(asking(thinker)).waitFor();
  expect(await thinker.page.getByText('May I ask something a little harder?').count()).toBe(0);
  await coach.press(asking(thinker));
  await thinker.sees(m.room_challenge_for_me({ name: callName(coach) }));
  await third.sees(m.room_challenge_waits({ name: callName(thinker) }));
  expect(await third.button(m.room_challenge_yes()).count()).toBe(0);
  await thinker.page.screenshot({ path: pictureFile('challenge') });

  // Nobody waits for an answer of whoever has left; back in, they find the question as it was.
  await thinker.press(m.room_menu());
  await thinker.press(m.room_leave());
  for (const person of others(thinker)) await person.sees(m.room_challenge_away({ name: callName(thinker) }));
  await thinker.press(m.room_come_in());
  await third.sees(m.room_challenge_waits({ name: callName(thinker) }));
  await thinker.sees(m.room_challenge_for_me({ name: callName(coach) }));
  await thinker.press(m.room_challenge_no());
  for (const person of others(thinker))
    await person.sees(m.room_challenge_declined({ name: callName(thinker) }));
});

test('anyone pauses without a reason, and it goes on only when they say so', async () => {
  const pauser = people.at(-1) as Visitor;
  const before = Date.now();
  await pauser.press(m.room_pause());
  await pauser.sees(m.room_pause_mine());
  const after = Date.now();
  const fiveMinutes = 5 * 60_000;
  for (const person of others(pauser)) {
    await person.sees(m.room_pause_of({ name: callName(pauser) }));
    await person.sees(m.room_pause_no_reason());
    expect(await person.page.locator('.now').getByRole('textbox').count()).toBe(0);
    for (const way of [
      m.room_pause_resume(),
      m.room_pause_without_step(),
      m.room_pause_close(),
      m.room_move_on(),
    ]) {
      expect(await person.button(way).count()).toBe(0);
    }
    const sentence = await person.page.getByText(/^It goes on when/).textContent();
    const possible = [before, after].map((from) =>
      m.room_pause_waits({ name: callName(pauser), time: timeOf(from + fiveMinutes) }),
    );
    expect(possible).toContain(sentence?.trim());
  }
  expect(await pauser.page.locator('.now').getByRole('textbox').count()).toBe(0);
  await others(pauser)[0]?.page.screenshot({ path: pictureFile('paused') });
  await pauser.press(m.room_pause_resume());
  await allSeeStep(people, 'Explore');
});

test('when the one who paused leaves, the others go on without that step', async () => {
  const pauser = people.at(-1) as Visitor;
  await pauser.press(m.room_pause());
  await pauser.sees(m.room_pause_mine());
  await pauser.press(m.room_menu());
  await pauser.press(m.room_leave());
  const [other] = others(pauser) as [Visitor];
  await other.sees(m.room_pause_pauser_left({ name: callName(pauser) }));
  expect(await other.button(m.room_pause_resume()).count()).toBe(0);
  await other.press(m.room_pause_without_step());
  await allSeeStep(others(pauser), 'Action');
  await pauser.press(m.room_come_in());
  await allSeeStep(people, 'Action');
});

test('a newcomer waits at the door until they have agreed, comes in late, and does not lead', async () => {
  const [mara] = people as [Visitor];
  const ama = await stage.visitor('Ama Mensah');
  await joinByInvitation(await mara.secondTab(), ama, circle);
  await enterRoom(ama, room);
  await ama.sees(m.room_missing_my_consent());
  expect(await ama.button(m.room_come_in()).count()).toBe(0);
  await ama.page.screenshot({ path: pictureFile('door') });
  await consent(ama, circle);
  await enterRoom(ama, room);
  await ama.press(m.room_come_in());
  await allSeeStep([...people, ama], 'Action');
  await ama.press(m.room_menu());
  const mine = await ama.page.getByText(/^You have:/).textContent();
  expect(mine).not.toMatch(/facilitator|focus owner/);
  expect(
    await ama.page.getByRole('button', { name: m.room_take_role({ role: 'facilitator' }) }).count(),
  ).toBe(0);
});
