import { expect, test } from 'vitest';
import { m } from '#messages';
import { misfits } from './stage/fits-a-phone.ts';
import { setUp } from './stage/found-circle.ts';
import { inDatabase } from './stage/let-time-pass.ts';
import { problemsOf } from './stage/look-at.ts';
import { openRoundOfTwelve } from './stage/open-round.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// What is refused is answered with 409.
const stage = useStage({ expected: [/status of 409/] });
let ana: Visitor;
let round = '';

const waiting = 'button.seat[title="Leo Wren"]';

async function asMaintenance(statement: string, values: unknown[] = []): Promise<void> {
  await inDatabase(stage, async (client) => {
    await client.query('BEGIN; SET LOCAL ROLE rondo_maintenance');
    await client.query(statement, values);
    await client.query('COMMIT');
  });
}

/** Chance refuses one pair in five by a key; another key is drawn until Leo is offered a place. */
async function untilPlaced(visitor: Visitor, press: () => Promise<void>): Promise<void> {
  for (let draw = 0; draw < 12; draw++) {
    await press();
    await visitor.page
      .getByRole('heading', { name: m.proposal_places_title_waiting({ name: 'Leo Wren' }) })
      .waitFor();
    // Without a script the page is read again by hand, as it says.
    if (visitor.scripted) await visitor.page.locator('#places [role=status]').waitFor({ state: 'detached' });
    if ((await visitor.page.locator('#places form').count()) > 0) return;
    await asMaintenance('DELETE FROM round_look');
    await asMaintenance('UPDATE matching_key SET key = sha256($1)', [Buffer.from(`key ${draw}`)]);
    await visitor.goto(`${round}/proposal`);
  }
  throw new Error('nowhere is there room for Leo');
}

test('somebody whose hours fit nobody stays without a circle, and it is said which rule could be relaxed', async () => {
  ana = await stage.visitor('Ana Reed');
  await setUp(ana, stage);
  const opened = await openRoundOfTwelve(ana, stage);
  round = opened.round;
  const leo = opened.colleagues.find(({ name }) => name === 'Leo Wren');
  // Half an hour on Monday mornings.
  const week = `${'0'.repeat(22)}1`.padEnd(336, '0');
  await asMaintenance('UPDATE person_profile SET week = $1 WHERE person_id = $2', [week, leo?.id]);
  await ana.goto(round);
  await ana.press(m.matching_solve());
  await ana.page.getByRole('link', { name: m.matching_solve_look() }).waitFor();
  await ana.page.screenshot({ path: pictureFile('round-waiting'), fullPage: true });
  const problems = await problemsOf(ana.page, 'round with somebody waiting');
  const relax = ana.page.getByRole('button', { name: /instead of/ });
  await relax.click();
  await relax.waitFor({ state: 'detached' });
  await ana.page.getByRole('link', { name: m.matching_solve_look() }).click();
  await ana.page.getByRole('heading', { name: m.proposal_title({ number: 1 }) }).waitFor();
  await ana.page.screenshot({ path: pictureFile('proposal-waiting'), fullPage: true });
  problems.push(...(await problemsOf(ana.page, 'proposal with somebody waiting')));
  expect(problems).toEqual([]);
});

test('where there is room for them is shown, on a phone and in the dark as well', async () => {
  const { page } = ana;
  await untilPlaced(ana, () => page.locator(waiting).press('Enter'));
  // Whoever was chosen is in sight, and not under what shows their places.
  const inSight = () =>
    page.locator(waiting).evaluate((seat) => {
      const { x, y, width, height } = seat.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2) === seat;
    });
  await expect.poll(inSight).toBe(true);
  await page.screenshot({ path: pictureFile('proposal-waiting-places') });
  const problems = await problemsOf(page, 'places for somebody waiting');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: pictureFile('proposal-waiting-places-dark') });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: pictureFile('proposal-waiting-places-390-dark') });
  problems.push(...(await misfits(page, 'places for somebody waiting')));
  await page.emulateMedia({ colorScheme: 'light' });
  await page.screenshot({ path: pictureFile('proposal-waiting-390'), fullPage: true });
  await page.setViewportSize({ width: 1240, height: 800 });
  expect(problems).toEqual([]);
});

test('from where people wait somebody is dragged into a circle that has room', async () => {
  const { page } = ana;
  const seat = page.locator(waiting);
  await seat.scrollIntoViewIfNeeded();
  const from = await seat.boundingBox();
  if (!from) throw new Error('no seat');
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y - 40, { steps: 4 });
  await page.locator('.ghost').waitFor();
  const target = page.locator('article.offered').first();
  await target.evaluate((circle) => circle.scrollIntoView({ block: 'center' }));
  const to = await target.boundingBox();
  if (!to) throw new Error('no circle');
  await page.mouse.move(to.x + to.width / 2, to.y + 150, { steps: 8 });
  await page.locator('article.offered.over').waitFor();
  await page.screenshot({ path: pictureFile('proposal-waiting-drag') });
  await page.mouse.up();
  await ana.sees(/Leo Wren now sits in circle \d/);
  await page.screenshot({ path: pictureFile('proposal-waiting-moved'), fullPage: true });
  await ana.press(m.proposal_undo());
  await page.locator(waiting).waitFor();
});

test('without a script they are placed with forms alone', async () => {
  const plain = await stage.visitor('Ana, without script', {
    javaScriptEnabled: false,
    storageState: await ana.context.storageState(),
  });
  await plain.goto(`${round}/proposal`);
  await untilPlaced(plain, () => plain.page.locator(waiting).click());
  await plain.page.locator('#places form button').first().click();
  await plain.sees(/Leo Wren now sits in circle \d/);
});

test('where every circle is locked another proposal is refused with a sentence, here and on the page of the round', async () => {
  await ana.goto(`${round}/proposal`);
  for (const number of [1, 2, 3]) {
    await ana.press(m.proposal_lock_label({ number }));
    await ana.button(m.proposal_unlock_label({ number })).waitFor();
  }
  await ana.press(m.proposal_again_locks());
  await ana.sees(m.matching_refused_all_locked());
  await ana.page.screenshot({ path: pictureFile('proposal-all-locked') });
  await ana.goto(round);
  await ana.page.screenshot({ path: pictureFile('round-all-locked'), fullPage: true });
  expect(await problemsOf(ana.page, 'round with every circle locked')).toEqual([]);
});
