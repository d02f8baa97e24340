import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { allSeeStep, close, enterRoom, gather, moveOnTo, openRoom, start } from './stage/room.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// The network is taken away: the browser says so itself.
const stage = useStage({ expected: [/net::ERR_/] });
let people: [Visitor, Visitor];
let room = '';

interface Given {
  /** In what state the audio was when each note began. */
  notes: string[];
  vibrations: unknown[];
  contexts: number;
}

/** Runs in the page before its own script: writes down what reaches ear and hand, and lets it through. */
function listenToDevice(): void {
  const given: Given = { notes: [], vibrations: [], contexts: 0 };
  Object.assign(window, { given });
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (at) {
    given.notes.push(this.context.state);
    start.call(this, at);
  };
  const vibrate = navigator.vibrate.bind(navigator) as (pattern: VibratePattern) => boolean;
  navigator.vibrate = (pattern: VibratePattern | Iterable<number>) => {
    given.vibrations.push(pattern);
    return vibrate(pattern as VibratePattern);
  };
  // Runs ahead when it is told to; what ticks goes on ticking.
  const { now } = Date;
  let ahead = 0;
  Date.now = () => now() + ahead;
  addEventListener('run-ahead', (event) => {
    ahead += (event as CustomEvent<number>).detail;
  });
  const Heard = AudioContext;
  window.AudioContext = class extends Heard {
    constructor() {
      super();
      given.contexts += 1;
    }
  };
}

const given = (page: Page) => page.evaluate(() => (window as unknown as { given: Given }).given);
const secondsLeft = async (page: Page) => {
  const [minutes = 0, seconds = 0] = ((await page.locator('.clock').first().textContent()) ?? '')
    .split(':')
    .map(Number);
  return minutes * 60 + seconds;
};
/** Lets the page's own clock run ahead until so many seconds of the step are left. */
async function runDownTo({ page }: Visitor, left: number): Promise<void> {
  const ahead = ((await secondsLeft(page)) - left) * 1000;
  await page.evaluate((detail) => dispatchEvent(new CustomEvent('run-ahead', { detail })), ahead);
}
const spoken = ({ page }: Visitor, words: string) => page.locator('[aria-live]', { hasText: words }).first();

test('a minute before the end of a step there is one note, one short shake, and a sentence', async () => {
  people = (await Promise.all(
    ['Mara Lindqvist', 'Noor Haddad'].map((name) => stage.visitor(name)),
  )) as typeof people;
  const [mara, noor] = people;
  const circle = await foundQuickly(stage, people);
  room = await openRoom(mara, { circle });
  await gather(people, room);
  await start(people, mara);
  await moveOnTo(people, { by: mara, to: 'Set the scene' });
  await noor.context.addInitScript(listenToDevice);
  await enterRoom(noor, room);
  await allSeeStep(people, 'Set the scene');
  // Browsers let nothing be heard before that.
  await noor.page.locator('h2.display').click();
  // What tells the time comes a moment after the room.
  await spoken(noor, m.room_announce_step({ step: 'Set the scene' })).waitFor({ state: 'attached' });
  await runDownTo(noor, 58);
  await spoken(noor, m.room_one_minute_left()).waitFor({ state: 'attached' });
  expect(await given(noor.page)).toEqual({ notes: ['running'], vibrations: [90], contexts: 1 });
});

test('its end is heard, felt and said in another way', async () => {
  const [, noor] = people;
  await runDownTo(noor, 0);
  await spoken(noor, m.room_time_is_up()).waitFor({ state: 'attached' });
  expect(await given(noor.page)).toEqual({
    notes: ['running', 'running', 'running'],
    vibrations: [90, [90, 80, 90]],
    contexts: 1,
  });
});

test('whoever goes on after that sounds for nobody again', async () => {
  const [mara, noor] = people;
  const before = await given(noor.page);
  await mara.press(m.room_move_on());
  await spoken(noor, m.room_announce_step({ step: 'Live drill' })).waitFor({ state: 'attached' });
  expect(await given(noor.page)).toEqual(before);
});

test('a step that somebody leaves early ends so for the others, and not for whoever left it', async () => {
  const [mara, noor] = people;
  await moveOnTo(people, { by: mara, to: 'Evidence' });
  await mara.context.addInitScript(listenToDevice);
  for (const person of people) {
    await enterRoom(person, room);
    await person.page.locator('h2.display').click();
    await spoken(person, m.room_announce_step({ step: 'Evidence' })).waitFor({ state: 'attached' });
  }
  await mara.press(m.room_move_on());
  await expect
    .poll(() => given(noor.page))
    .toEqual({ notes: ['running', 'running'], vibrations: [[90, 80, 90]], contexts: 1 });
  // With the next step she has been told what happens now, and nothing else.
  await mara.press(m.room_move_on());
  await spoken(mara, m.room_announce_step({ step: 'Commitment cards' })).waitFor({ state: 'attached' });
  expect(await given(mara.page)).toMatchObject({ notes: [], vibrations: [] });
});

test('whoever comes back finds another step, and hears nothing of the one before', async () => {
  const [mara, noor] = people;
  await allSeeStep(people, 'Commitment cards');
  await spoken(noor, m.room_announce_step({ step: 'Commitment cards' })).waitFor({ state: 'attached' });
  const before = await given(noor.page);
  await noor.context.setOffline(true);
  await noor.sees(m.room_offline());
  await mara.press(m.room_move_on());
  await allSeeStep([mara], 'Close');
  await noor.context.setOffline(false);
  await spoken(noor, m.room_announce_step({ step: 'Close' })).waitFor({ state: 'attached' });
  expect(await given(noor.page)).toEqual(before);
});

test('each of them is switched off by itself, and this browser remembers', async () => {
  const [mara, noor] = people;
  for (const cue of [m.room_cue_sound(), m.room_cue_announcement()]) {
    await noor.press(m.room_menu());
    await noor.page.getByRole('checkbox', { name: cue }).uncheck();
    await noor.press(m.room_menu_close());
  }
  await enterRoom(noor, room);
  await noor.page.locator('h2.display').click();
  // What happens is said all the same: that is no cue.
  await mara.press(m.room_pause());
  await spoken(noor, m.room_pause_of({ name: 'Mara' })).waitFor({ state: 'attached' });
  await mara.press(m.room_pause_resume());
  await noor.button(m.room_pause()).waitFor();
  await expect.poll(() => secondsLeft(noor.page)).toBeGreaterThan(60);
  await runDownTo(noor, 58);
  await expect.poll(async () => (await given(noor.page)).vibrations).toEqual([90]);
  await runDownTo(noor, 0);
  await expect.poll(async () => (await given(noor.page)).vibrations).toEqual([90, [90, 80, 90]]);
  expect((await given(noor.page)).notes).toEqual([]);
  for (const words of [m.room_one_minute_left(), m.room_time_is_up()])
    expect(await spoken(noor, words).count()).toBe(0);
});

test('one that is closed early ends so for those who did not close it', async () => {
  const [mara, noor] = people;
  await noor.press(m.room_menu());
  await noor.page.getByRole('checkbox', { name: m.room_cue_announcement() }).check();
  await enterRoom(noor, room);
  await noor.page.locator('h2.display').click();
  await spoken(noor, m.room_announce_step({ step: 'Close' })).waitFor({ state: 'attached' });
  await close(people, mara);
  await expect.poll(async () => (await given(noor.page)).vibrations).toEqual([[90, 80, 90]]);
});
