import { beforeAll, expect, test } from 'vitest';
import { m } from '#messages';
import { misfits, phone } from './stage/fits-a-phone.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { holdReadings } from './stage/hold-readings.ts';
import { keyboardOf } from './stage/keyboard.ts';
import { leavesAtOnce } from './stage/leaves-at-once.ts';
import { problemsOf } from './stage/look-at.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// One of them loses the network for a moment, the program is killed, and something is told of a card that is gone.
const stage = useStage({
  expected: [/net::ERR_/, /Failed to fetch/, /network error/i, /status of 400/],
});
let mara: Visitor;
let noor: Visitor;
let board = '';

const sentence = 'In Tuesday’s planning I ask one question before I give my view.';
const place = (person: Visitor, name: string) =>
  person.page.getByRole('listitem').filter({ has: person.page.getByRole('heading', { name, exact: true }) });
const own = (person: Visitor) => person.page.getByLabel(m.commitments_field_experiment(), { exact: true });

const note = (person: Visitor) => person.page.getByRole('textbox', { name: m.commitments_outcome_note() });

async function putCard(person: Visitor, experiment: string): Promise<void> {
  await person.page.getByRole('link', { name: m.commitments_write(), exact: true }).click();
  await own(person).fill(experiment);
  await person.press(m.commitments_put());
  await person.page.getByRole('link', { name: m.commitments_tried(), exact: true }).waitFor();
}

beforeAll(async () => {
  [mara, noor] = await Promise.all([stage.visitor('Mara Lindqvist'), stage.visitor('Noor Haddad')]);
  board = `${await foundQuickly(stage, [mara, noor])}/board`;
  await Promise.all([mara.goto(board), noor.goto(board)]);
});

test('a card that one puts there stands on the other’s board without a reload', async () => {
  await noor.page.evaluate(() => Object.assign(window, { same: true }));
  await putCard(mara, sentence);
  await noor.sees(sentence);
  expect(await noor.page.evaluate(() => 'same' in window)).toBe(true);
});

test('what others change arrives without taking the focus or what is being typed', async () => {
  await putCard(noor, 'I say “I need a minute”.');
  await place(noor, 'Mara').getByRole('link', { name: m.commitments_saw(), exact: true }).click();
  const telling = noor.page.getByRole('textbox', { name: m.commitments_saw_prompt({ name: 'Mara' }) });
  await telling.fill('You waited, and');
  await own(mara).fill(`${sentence} Really.`);
  await mara.press(m.cards_keep());
  await place(noor, 'Mara').getByText(`${sentence} Really.`).waitFor();
  expect(await telling.inputValue()).toBe('You waited, and');
  expect(await telling.evaluate((field) => field === document.activeElement)).toBe(true);
  await telling.pressSequentially(' Jon said what he knew.');
  await noor.press(m.commitments_saw_save({ name: 'Mara' }));
  await mara.sees('You waited, and Jon said what he knew.');
  await noor.sees('You waited, and Jon said what he knew.');
});

test('both change their own words at the same moment, and both are kept', async () => {
  await own(mara).fill('I ask, and I wait.');
  await own(noor).fill('I say “one minute”, and breathe.');
  await Promise.all([mara.press(m.cards_keep()), noor.press(m.cards_keep())]);
  await place(noor, 'Mara').getByText('I ask, and I wait.').waitFor();
  await place(mara, 'Noor').getByText('I say “one minute”, and breathe.').waitFor();
  expect(await own(mara).inputValue()).toBe('I ask, and I wait.');
  expect(await own(noor).inputValue()).toBe('I say “one minute”, and breathe.');
});

test('on paper each card stands with a name and its words, and nothing waits to be filled in', async () => {
  await mara.page.emulateMedia({ media: 'print' });
  const paper = await mara.page.locator('main').innerText();
  expect(paper).toMatch(/^Mara$/m);
  expect(paper).not.toMatch(new RegExp(`^${m.commitments_you()}$`, 'm'));
  for (const words of ['I ask, and I wait.', 'I say “one minute”, and breathe.'])
    expect(paper).toContain(words);
  for (const role of ['textbox', 'button', 'link'] as const)
    expect(await mara.page.locator('li').getByRole(role).count()).toBe(0);
  await mara.page.emulateMedia({ media: 'screen' });
});

test('of one person’s two windows neither writes over the other: both words are there to choose from', async () => {
  const second = await mara.secondTab();
  await second.goto(board);
  await own(second).fill('I ask twice.');
  await own(mara).fill('I ask once.');
  await mara.press(m.cards_keep());
  await second.sees(m.cards_changed_elsewhere());
  await second.sees('“I ask once.”');
  expect(await own(second).inputValue()).toBe('I ask twice.');
  await second.press(m.cards_keep());
  await expect.poll(() => own(mara).inputValue()).toBe('I ask twice.');
  await second.page.close();
});

test('while an answer is on its way, what was kept is what Escape goes back to, and is no reason to refuse what comes next', async () => {
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await mara.page.route(
    ({ search }) => search === '?/change',
    (route) => held.then(() => route.continue()),
  );
  await own(mara).fill('I ask, and breathe.');
  await mara.press(m.cards_keep());
  await own(mara).press('End');
  await own(mara).pressSequentially(' Twice.');
  await own(mara).press('Escape');
  expect(await own(mara).inputValue()).toBe('I ask, and breathe.');
  await own(mara).fill('I ask, and breathe out.');
  await mara.press(m.cards_keep());
  answer();
  await place(noor, 'Mara').getByText('I ask, and breathe out.').waitFor();
  expect(await own(mara).inputValue()).toBe('I ask, and breathe out.');
  expect(await mara.page.getByText(m.cards_changed_elsewhere()).count()).toBe(0);
  await mara.page.unrouteAll();
});

test('a card that could not be sent keeps what was typed, and says so', async () => {
  await own(mara).fill('I ask, and count to three.');
  await mara.context.setOffline(true);
  await mara.press(m.cards_keep());
  await mara.sees(m.cards_not_sent());
  expect(await own(mara).inputValue()).toBe('I ask, and count to three.');
  await mara.context.setOffline(false);
  await mara.press(m.cards_keep());
  await place(noor, 'Mara').getByText('I ask, and count to three.').waitFor();
});

test('with the keyboard alone a card is changed in place, tried, and its story read', async () => {
  const keys = keyboardOf(mara);
  await keys.reach(own(mara));
  await mara.page.keyboard.press('End');
  await mara.page.keyboard.type(' Slowly.');
  await mara.page.keyboard.press('Escape');
  expect(await own(mara).inputValue()).toBe('I ask, and count to three.');
  await mara.page.keyboard.press('End');
  await mara.page.keyboard.type(' Calmly.');
  await mara.page.keyboard.press('Enter');
  await place(noor, 'Mara').getByText('I ask, and count to three. Calmly.').waitFor();
  await keys.reach(own(mara));
  await mara.page.keyboard.press('End');
  await mara.page.keyboard.type(' Now.');
  await keys.press(m.cards_keep());
  await place(noor, 'Mara').getByText('Calmly. Now.').waitFor();
  await keys.holdsFocus();
  await keys.follow(m.commitments_tried());
  await keys.holdsFocus();
  await keys.reach(note(mara));
  await mara.page.keyboard.type('They said more than I thought.');
  // What another changed is read just before what this form changes, and that change is heard of while the form reads it.
  const readings = await holdReadings(mara);
  await noor.page.getByLabel(m.cards_where(), { exact: true }).fill('In planning.');
  await noor.press(m.cards_keep());
  await readings.begun(1);
  await keys.press(m.commitments_outcome_save());
  await readings.begun(2);
  await place(noor, 'Mara').getByText(m.cards_tried()).waitFor();
  await readings.letGo(0);
  await readings.letGo(1);
  await readings.begun(3);
  await readings.letGo(2);
  await mara.page.unrouteAll();
  await mara.page.getByRole('link', { name: m.commitments_change_outcome() }).waitFor();
  await keys.holdsFocus();
  await keys.follow(m.commitments_change_outcome());
  await keys.reach(mara.page.getByRole('radio', { checked: true }).first());
  await mara.page.keyboard.press('ArrowDown');
  await keys.reach(note(mara));
  await mara.page.keyboard.press('ControlOrMeta+a');
  await mara.page.keyboard.type('Three seconds are enough.');
  await keys.press(m.commitments_outcome_save());
  await place(noor, 'Mara').getByText(m.cards_learned()).waitFor();
});

test('its story tells each step in its owner’s words, who takes back what they like', async () => {
  await place(noor, 'Mara').getByRole('link', { name: m.cards_story() }).click();
  await noor.sees(m.cards_step_planned());
  await noor.sees('They said more than I thought.');
  expect(await noor.button(m.cards_take_back()).count()).toBe(0);
  expect(await problemsOf(noor.page, 'the story of a card')).toEqual([]);
  await noor.page.screenshot({ path: pictureFile('board-story'), fullPage: true });
  await place(mara, m.commitments_you()).getByRole('link', { name: m.cards_story() }).click();
  // It is gone from the page that somebody has open.
  const press = () => mara.press(m.cards_take_back());
  await leavesAtOnce('They said more than I thought.', { reader: noor, by: mara, press });
  await noor.sees('Three seconds are enough.');
  await mara.page.getByText('They said more than I thought.').waitFor({ state: 'detached' });
  await mara.press(m.cards_take_back());
  await mara.button(m.cards_take_back()).waitFor({ state: 'detached' });
  await expect.poll(() => noor.page.getByText('Three seconds are enough.').count()).toBe(0);
});

test('who writes about something similar is shown what was discussed before', async () => {
  await mara.goto(board);
  await mara.page.getByRole('link', { name: m.commitments_write_next(), exact: true }).click();
  await own(mara).fill('I ask for one thing.');
  await mara.press(m.commitments_put());
  await mara.page.getByRole('link', { name: m.commitments_tried(), exact: true }).waitFor();
  await noor.goto(board);
  await noor.page.getByRole('link', { name: m.commitments_adjust(), exact: true }).click();
  await own(noor).fill('In planning I ask calmly, and count to five.');
  await noor.sees(m.cards_alike());
  await noor.sees('I ask, and count to three. Calmly. Now.');
  expect(await problemsOf(noor.page, 'writing what was discussed before')).toEqual([]);
  await noor.press(m.commitments_put_adjusted());
  await noor.page.getByRole('link', { name: m.commitments_tried(), exact: true }).waitFor();
  await place(noor, m.commitments_you()).getByRole('link', { name: m.cards_story() }).click();
  await noor.sees(m.cards_before());
  await noor.page.getByRole('link', { name: 'I say “one minute”, and breathe.' }).click();
  await noor.sees(m.cards_after());
});

test('the board stands in nobody’s way, and fits a phone', async () => {
  await mara.goto(board);
  expect(await problemsOf(mara.page, 'the board')).toEqual([]);
  await mara.page.screenshot({ path: pictureFile('board-wide'), fullPage: true });
  const state = await mara.context.storageState();
  const small = await stage.visitor('Mara on her phone', { ...phone, storageState: state });
  await small.goto(board);
  expect(await misfits(small.page, 'the board')).toEqual([]);
  await small.page.screenshot({ path: pictureFile('board-phone'), fullPage: true });
  await own(small).fill('I ask for one small thing.');
  expect(await misfits(small.page, 'a card that is being changed')).toEqual([]);
  await small.press(m.cards_keep());
  await expect.poll(() => own(mara).inputValue()).toBe('I ask for one small thing.');
});

test('after the program was killed and started again, open pages hear of changes as before', async () => {
  await noor.goto(board);
  await stage.kill();
  await stage.restart();
  await own(mara).fill('I ask for one thing, after the storm.');
  await mara.press(m.cards_keep());
  await place(noor, 'Mara').getByText('I ask for one thing, after the storm.').waitFor();
});

test('without script a card is changed in place as well, and earlier ones are found', async () => {
  const state = await noor.context.storageState();
  const plain = await stage.visitor('Noor without script', { javaScriptEnabled: false, storageState: state });
  await plain.goto(board);
  await own(plain).fill('In planning I ask, and count to six.');
  // The page that comes back looks like the one that was sent.
  const back = plain.page.waitForEvent('load');
  await plain.press(m.cards_keep());
  await back;
  expect(await own(plain).inputValue()).toBe('In planning I ask, and count to six.');
  await plain.page.getByRole('link', { name: m.commitments_adjust(), exact: true }).click();
  await own(plain).fill('I ask, and count to seven, calmly.');
  await plain.press(m.cards_alike_ask());
  await plain.sees(m.cards_alike());
  expect(await own(plain).inputValue()).toBe('I ask, and count to seven, calmly.');
});

test('its owner takes a card away for good, from open boards too, and without script as well', async () => {
  await mara.goto(board);
  await noor.goto(board);
  await place(noor, 'Mara').getByRole('link', { name: m.cards_story() }).click();
  await noor.sees(m.cards_step_planned());
  expect(await noor.button(m.cards_remove()).count()).toBe(0);
  await noor.goto(board);
  await place(mara, 'Noor').getByText('In planning I ask, and count to six.').waitFor();
  await mara.page.evaluate(() => Object.assign(window, { same: true }));
  await place(mara, 'Noor').getByRole('link', { name: m.commitments_saw(), exact: true }).click();
  const telling = mara.page.getByRole('textbox', { name: m.commitments_saw_prompt({ name: 'Noor' }) });
  await telling.fill('You counted.');
  await place(noor, m.commitments_you()).getByRole('link', { name: m.cards_story() }).click();
  await noor.press(m.cards_remove());
  const asked = (person: Visitor) => person.page.getByRole('dialog', { name: m.cards_remove_title() });
  await asked(noor).getByRole('button', { name: m.cards_remove_keep() }).click();
  await asked(noor).waitFor({ state: 'hidden' });
  await noor.press(m.cards_remove());
  await asked(noor).waitFor();
  expect(await problemsOf(noor.page, 'whether a card goes')).toEqual([]);
  await noor.page.screenshot({ path: pictureFile('board-card-away') });
  const sure = asked(noor).getByRole('button', { name: m.cards_remove(), exact: true });
  const press = () => sure.click();
  await leavesAtOnce('In planning I ask, and count to six.', { reader: mara, by: noor, press });
  await noor.sees(m.commitments_mine_none());
  expect(await mara.page.evaluate(() => 'same' in window)).toBe(true);
  // What is being typed about it stays, and is not told of anything else.
  await mara.press(m.commitments_saw_save({ name: 'Noor' }));
  await mara.sees(m.commitments_refusal_card_gone());
  expect(await telling.inputValue()).toBe('You counted.');

  const state = await mara.context.storageState();
  const plain = await stage.visitor('Mara without script', { javaScriptEnabled: false, storageState: state });
  await plain.goto(board);
  await place(plain, m.commitments_you()).getByRole('link', { name: m.cards_story() }).click();
  await plain.page.getByRole('link', { name: m.cards_remove() }).click();
  await asked(plain).getByRole('button', { name: m.cards_remove(), exact: true }).click();
  await plain.sees(m.commitments_mine_none());
  await place(noor, 'Mara').getByText(m.commitments_other_none()).waitFor();
});
