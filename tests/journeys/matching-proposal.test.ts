import { expect, test } from 'vitest';
import { m } from '#messages';
import { misfits } from './stage/fits-a-phone.ts';
import { setUp } from './stage/found-circle.ts';
import { inDatabase } from './stage/let-time-pass.ts';
import { problemsOf } from './stage/look-at.ts';
import { openRoundOfTwelve } from './stage/open-round.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let ana: Visitor;
let round = '';

/** Who sits where, as the page says it. */
const seats = () =>
  ana.page
    .locator('article')
    .evaluateAll((circles) =>
      circles.map((circle) =>
        [...circle.querySelectorAll('.seat')].map((seat) => seat.getAttribute('title') ?? ''),
      ),
    );

/** A round of twelve has twenty looks; these tests together need more. */
async function forgetLooks(): Promise<void> {
  await inDatabase(stage, async (client) => {
    await client.query('BEGIN; SET LOCAL ROLE rondo_maintenance; DELETE FROM round_look; COMMIT');
  });
}

/** Presses people's seats, one after the other, until one of them is offered a place; gives their name. */
async function lookForPlaces(): Promise<string> {
  await forgetLooks();
  const open = await ana.page
    .locator('button.seat')
    .evaluateAll((all) => all.map((seat) => seat.getAttribute('title') ?? ''));
  for (const name of open) {
    await ana.page.locator(`button.seat[title="${name}"]`).press('Enter');
    await ana.page.getByRole('heading', { name: m.proposal_places_title({ name }) }).waitFor();
    // They are worked out beside the page, which says so until they have come.
    await ana.page.locator('#places [role=status]').waitFor({ state: 'detached' });
    if ((await ana.page.locator('#places form').count()) > 0) return name;
  }
  throw new Error('nobody is offered a place');
}

test('twelve people want to be in, and a proposal is made', async () => {
  ana = await stage.visitor('Ana Reed');
  await setUp(ana, stage);
  ({ round } = await openRoundOfTwelve(ana, stage));
  await ana.goto(round);
  await ana.press(m.matching_solve());
  await ana.page.getByRole('link', { name: m.matching_solve_look() }).click();
  await ana.page.getByRole('heading', { name: m.proposal_title({ number: 1 }) }).waitFor();
  expect((await seats()).flat()).toHaveLength(12);
});

test('the organiser moves somebody with the keyboard, sees what it does, and takes it back', async () => {
  const before = await seats();
  const name = await lookForPlaces();
  await expect.poll(() => ana.page.evaluate(() => document.activeElement?.id)).toBe('places-title');
  await ana.page.screenshot({ path: pictureFile('proposal-places'), fullPage: true });
  await ana.page.locator('#places form button').first().press('Enter');
  await ana.page.getByRole('heading', { name: m.proposal_title_hand() }).waitFor();
  await ana.sees(new RegExp(`${name} now sits in circle \\d`));
  await expect.poll(seats).not.toEqual(before);
  const after = await seats();
  expect(after.flat().sort()).toEqual(before.flat().sort());
  await ana.press(m.proposal_undo());
  await ana.button(m.proposal_redo()).waitFor();
  await expect.poll(seats).toEqual(before);
  await ana.press(m.proposal_redo());
  await ana.sees(new RegExp(`${name} now sits in circle \\d`));
  await expect.poll(seats).toEqual(after);
});

test('the table, places that are offered, and two proposals beside each other are clean, in light and dark', async () => {
  await lookForPlaces();
  const problems = await problemsOf(ana.page, 'proposal with places');
  await ana.page.emulateMedia({ colorScheme: 'dark' });
  await ana.page.screenshot({ path: pictureFile('proposal-places-dark') });
  await ana.page.emulateMedia({ colorScheme: 'light' });
  await ana.page.keyboard.press('Escape');
  await ana.page.locator('#places').waitFor({ state: 'detached' });
  await expect.poll(() => ana.page.evaluate(() => document.activeElement?.className)).toContain('seat');
  await ana.goto(`${round}/compare`);
  problems.push(...(await problemsOf(ana.page, 'compare')));
  expect(problems).toEqual([]);
  await ana.goto(`${round}/proposal`);
});

test('with a mouse somebody is dragged to a circle that is offered, and let go elsewhere stays where they are', async () => {
  const { page } = ana;
  const name = await lookForPlaces();
  const seat = page.locator(`button.seat[title="${name}"]`);
  const offered = page.locator('article.offered').first();
  const before = await seats();
  await offered.scrollIntoViewIfNeeded();
  const from = await seat.boundingBox();
  if (!from) throw new Error('no seat');
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 40, { steps: 4 });
  await page.locator('.ghost').waitFor();
  await page.mouse.move(5, 400, { steps: 4 });
  await page.mouse.up();
  expect(await seats()).toEqual(before);
  const there = await seat.boundingBox();
  if (!there) throw new Error('no seat');
  await page.mouse.move(there.x + 20, there.y + 20);
  await page.mouse.down();
  await page.mouse.move(there.x + 60, there.y + 40, { steps: 4 });
  const target = await offered.boundingBox();
  if (!target) throw new Error('no circle');
  await page.mouse.move(target.x + target.width / 2, target.y + 150, { steps: 8 });
  await page.locator('article.offered.over').waitFor();
  await page.screenshot({ path: pictureFile('proposal-drag') });
  await page.mouse.up();
  await ana.sees(new RegExp(`${name} now sits in circle \\d`));
  await expect.poll(seats).not.toEqual(before);
  await ana.press(m.proposal_undo());
  await expect.poll(seats).toEqual(before);
});

test('a locked circle stays through the next proposal, and the two are compared', async () => {
  const [first = []] = await seats();
  await ana.press(m.proposal_lock_label({ number: 1 }));
  await ana.sees(m.proposal_locked_now({ number: 1 }));
  await ana.page.screenshot({ path: pictureFile('proposal-locked'), fullPage: true });
  await ana.press(m.proposal_again_locks());
  await ana.page.getByRole('link', { name: m.matching_solve_look() }).nth(1).click();
  await ana.page.getByRole('heading', { name: m.proposal_title({ number: 2 }) }).waitFor();
  expect((await seats()).map((circle) => [...circle].sort())).toContainEqual([...first].sort());
  await ana.page.getByRole('link', { name: m.proposal_compare() }).click();
  await ana.page.getByLabel(m.proposal_compare_one()).selectOption({ label: m.proposal_name({ number: 1 }) });
  await ana.press(m.proposal_compare_do());
  await ana.page.waitForURL(/one=1/);
  await ana.page.getByRole('heading', { name: m.proposal_name_hand() }).waitFor();
  await ana.page.screenshot({ path: pictureFile('proposal-compared'), fullPage: true });
  await ana.goto(`${round}/proposal?solve=2`);
  await ana.press(m.proposal_take());
  await ana.sees(m.proposal_taken_now({ number: 2 }));
});

test('with a finger, on a phone, somebody is dragged once they are chosen', async () => {
  const phone = await ana.secondTab();
  await phone.page.setViewportSize({ width: 390, height: 844 });
  await phone.goto(`${round}/proposal`);
  expect(await misfits(phone.page, 'proposal')).toEqual([]);
  const { page } = ana;
  ana.page = phone.page;
  const name = await lookForPlaces();
  await phone.page.screenshot({ path: pictureFile('proposal-places-390') });
  expect(await misfits(phone.page, 'proposal, places')).toEqual([]);
  const before = await seats();
  const seat = phone.page.locator(`button.seat[title="${name}"]`);
  await seat.scrollIntoViewIfNeeded();
  const target = phone.page.locator('article.offered').first();
  await seat.evaluate(
    (from, to) => {
      // A finger, as the browser tells of it.
      const tell = (type: string, x: number, y: number, on: EventTarget) =>
        on.dispatchEvent(
          new PointerEvent(type, {
            pointerType: 'touch',
            pointerId: 7,
            clientX: x,
            clientY: y,
            bubbles: true,
            cancelable: true,
            isPrimary: true,
          }),
        );
      const start = from.getBoundingClientRect();
      tell('pointerdown', start.x + 10, start.y + 10, from);
      tell('pointermove', start.x + 30, start.y + 10, window);
      to?.scrollIntoView({ block: 'center' });
      const end = (to as Element).getBoundingClientRect();
      tell('pointermove', end.x + end.width / 2, end.y + 60, window);
      tell('pointerup', end.x + end.width / 2, end.y + 60, window);
    },
    await target.elementHandle(),
  );
  await phone.sees(new RegExp(`${name} now sits in circle \\d`));
  await expect.poll(seats).not.toEqual(before);
  await phone.page.screenshot({ path: pictureFile('proposal-390'), fullPage: true });
  await phone.page.close();
  ana.page = page;
});

test('without a script somebody is moved with forms alone', async () => {
  const plain = await stage.visitor('Ana, without script', {
    javaScriptEnabled: false,
    storageState: await ana.context.storageState(),
  });
  await plain.goto(`${round}/proposal`);
  await forgetLooks();
  const buttons = plain.page.locator('button.seat');
  const move = plain.page.locator('#places form button').first();
  for (let seat = 0; seat < (await buttons.count()) && (await move.count()) === 0; seat += 1) {
    await buttons.nth(seat).click();
    await plain.page.locator('#places').waitFor();
  }
  await move.click();
  await plain.sees(/now sits in circle \d/);
});

test('the circles are published as they were changed', async () => {
  await ana.goto(`${round}/proposal`);
  const circles = await seats();
  await ana.press(m.matching_publish());
  await ana.sees(m.matching_published_count({ founded: 0, circles: circles.length }));
  await ana.goto(`${round}/circle`);
  const own = circles.find((circle) => circle.includes('Ana Reed')) ?? [];
  const text = await ana.page.locator('main').textContent();
  for (const name of own) expect(text).toContain(name.split(' ')[0]);
});
