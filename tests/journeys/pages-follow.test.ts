import { beforeAll, expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// Words that changed meanwhile are answered with 409, and whoever has left is not let in any more.
const stage = useStage({ expected: [/status of 40[49]/] });
let mara: Visitor;
let noor: Visitor;
let ilya: Visitor;
let circle = '';

const seen = 'You let the pause stand.';
const habit = 'One open question before any advice';

beforeAll(async () => {
  [mara, noor, ilya] = await Promise.all([
    stage.visitor('Mara Lindqvist'),
    stage.visitor('Noor Haddad'),
    stage.visitor('Ilya Berg'),
  ]);
  circle = await foundQuickly(stage, [mara, noor, ilya]);
});

/** Opens a page in a tab of its own, which nobody touches afterwards. */
async function open(person: Visitor, path: string): Promise<Visitor> {
  const tab = await person.secondTab();
  await tab.goto(path);
  await tab.page.evaluate(() => Object.assign(window, { untouched: true }));
  return tab;
}

/** After this was done the words go from all of these pages, and none is loaded anew. */
async function gone(words: string, tabs: readonly Visitor[], work: () => Promise<unknown>): Promise<void> {
  await work();
  for (const { page } of tabs) await page.getByText(words).first().waitFor({ state: 'detached' });
  for (const { page } of tabs) {
    expect(await page.evaluate(() => 'untouched' in window)).toBe(true);
    // Nor does the source with which the page came hold it any longer.
    await expect.poll(() => page.content()).not.toContain(words);
  }
}

const close = (tabs: readonly Visitor[]) => Promise.all(tabs.map(({ page }) => page.close()));

test('what a partner saw comes to whom it is about, and leaves all their open pages by itself', async () => {
  await mara.goto(`${circle}/board?do=write`);
  await mara.type(m.commitments_field_experiment(), 'I count to three.');
  await mara.press(m.commitments_put());
  const story = mara.page.getByRole('link', { name: m.cards_story() });
  const card = (await story.getAttribute('href')) ?? '';
  const received = await open(mara, '/me/received');
  await received.sees(m.received_none_title());
  await noor.goto(`${circle}/board?saw=${card.split('/').at(-1)}`);
  await noor.page.locator('textarea[name="text"]').fill(seen);
  await noor.press(m.commitments_saw_save({ name: 'Mara' }));
  await received.sees(seen);
  const tabs = [
    received,
    ...(await Promise.all(['/', card, `${circle}/board`].map((path) => open(mara, path)))),
  ];
  for (const tab of tabs) await tab.sees(seen);
  await gone(seen, tabs, () => noor.press(m.commitments_strike()));
  await close(tabs);
});

test('whoever says it differently keeps what they type while another has done so, and is shown the other words', async () => {
  const list = await open(noor, `${circle}/findings`);
  await mara.goto(`${circle}/findings/new`);
  await mara.type(m.findings_field_title(), 'Reviews wait for two weeks');
  await mara.type(m.findings_field_obstacle(), 'We forget what we wrote.');
  await mara.type(m.findings_field_change(), 'One hour a day for reviews.');
  await mara.type(m.findings_field_name(), 'Vera Sand');
  await mara.press(m.findings_lay());
  await list.sees('Reviews wait for two weeks');
  await mara.page.waitForURL(/findings\/[0-9a-f-]{36}$/u);
  const finding = new URL(mara.page.url()).pathname;
  const read = await open(ilya, finding);

  await noor.goto(`${finding}?reword`);
  await noor.type(m.findings_field_change(), 'Two of us each morning.');
  await mara.page.getByRole('link', { name: m.findings_reword() }).click();
  await mara.type(m.findings_field_change(), 'An hour on Mondays.');
  await mara.press(m.findings_lay());
  await read.sees('An hour on Mondays.');
  await noor.sees('An hour on Mondays.');
  const typed = noor.page.getByLabel(m.findings_field_change(), { exact: true });
  expect(await typed.inputValue()).toBe('Two of us each morning.');
  // Pressed without having looked, it overwrites nothing; pressed again, it is meant.
  await noor.press(m.findings_lay());
  await noor.sees(m.findings_refused_words_changed());
  expect(await typed.inputValue()).toBe('Two of us each morning.');
  await noor.press(m.findings_lay());
  await read.sees('Two of us each morning.');

  await noor.goto(finding);
  await noor.press(m.findings_withdraw());
  const back = noor.page
    .getByRole('dialog')
    .getByRole('button', { name: m.findings_withdraw(), exact: true });
  await back.click();
  await read.sees(m.findings_withdrawn());
  await list.sees(m.findings_state_withdrawn());
  await close([list, read]);
});

test('a habit of two comes and goes on both pages while one of them is writing', async () => {
  const other = await open(noor, `${circle}/pacts`);
  await mara.goto(`${circle}/pacts`);
  await mara.page.getByLabel(m.pacts_field_with()).selectOption({ label: 'Noor Haddad' });
  await mara.type(m.pacts_field_habit({ number: 1 }), habit);
  await mara.press(m.pacts_lay());
  await other.press(m.pacts_yes());
  await mara.page.getByLabel(m.pacts_report_partly(), { exact: true }).check();
  await mara.page.getByLabel(m.pacts_report_text()).fill('Asking slows me down,');
  await other.page.getByLabel(m.pacts_report_did(), { exact: true }).check();
  await other.page.getByLabel(m.pacts_report_text()).fill('Twice on Tuesday.');
  await other.press(m.pacts_report_send());
  await mara.sees('Twice on Tuesday.');
  expect(await mara.page.getByLabel(m.pacts_report_text()).inputValue()).toBe('Asking slows me down,');
  expect(await mara.page.getByLabel(m.pacts_report_partly(), { exact: true }).isChecked()).toBe(true);

  const tabs = await Promise.all(
    [`${circle}/pacts`, `${circle}/board`, circle].map((path) => open(noor, path)),
  );
  for (const tab of tabs) await tab.sees(habit);
  await mara.press(m.pacts_end());
  const ends = mara.page.getByRole('dialog').getByRole('button', { name: m.pacts_end(), exact: true });
  await gone(habit, tabs, () => ends.click());
  await close([other, ...tabs]);
});

test('a row of the plan comes and goes while another writes theirs', async () => {
  await noor.goto(`${circle}/improvement?write`);
  await noor.type(m.improvement_field_practises(), 'Waiting');
  await noor.page.evaluate(() => Object.assign(window, { untouched: true }));
  await mara.goto(`${circle}/improvement?write`);
  await mara.type(m.improvement_field_measure(), 'Somebody else goes on.');
  await mara.press(m.improvement_keep());
  await noor.sees('Somebody else goes on.');
  await mara.goto(`${circle}/improvement?write`);
  const words = 'Somebody else goes on.';
  await gone(words, [noor], () => mara.press(m.improvement_remove()));
  expect(await noor.page.getByLabel(m.improvement_field_practises()).inputValue()).toBe('Waiting');
});

test('whoever leaves the circle sees nothing of it any more on the pages that they left open', async () => {
  const tabs = await Promise.all(
    ['board', 'findings', 'improvement', 'pacts'].map((path) => open(ilya, `${circle}/${path}`)),
  );
  await ilya.goto(`${circle}/leave`);
  await ilya.press(m.circles_leave_do());
  for (const { page } of tabs)
    await expect.poll(() => page.locator('body').innerText()).not.toContain('The Thursday four');
});
