import { beforeAll, expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { problemsOf } from './stage/look-at.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// Somebody answers by a link that was answered already.
const stage = useStage({ expected: [/status of 410/] });
let mara: Visitor;
let noor: Visitor;
let ilya: Visitor;
let ama: Visitor;
let vera: Visitor;
let circle = '';
const obstacle = 'We forget what we wrote before anybody looks at it.';

beforeAll(async () => {
  const names = ['Mara Lindqvist', 'Noor Haddad', 'Ilya Berg', 'Ama Mensah', 'Vera Sand'];
  [mara, noor, ilya, ama, vera] = (await Promise.all(names.map((name) => stage.visitor(name)))) as [
    Visitor,
    Visitor,
    Visitor,
    Visitor,
    Visitor,
  ];
  circle = await foundQuickly(stage, [mara, noor, ilya, ama]);
});

/** Looks at the page for what stands in somebody's way, and keeps pictures of it. */
async function look({ page }: Visitor, name: string): Promise<void> {
  expect(await problemsOf(page, name)).toEqual([]);
  for (const [size, width] of [
    ['wide', 1240],
    ['phone', 390],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: pictureFile(`${name}-${size}-${colorScheme}`), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1240, height: 800 });
}

test('four agree to the exact words, they leave the circle without names, are answered, and the answer comes back', async () => {
  await mara.goto(`${circle}/findings/new`);
  await mara.type(m.findings_field_title(), 'Reviews wait for two weeks');
  await mara.type(m.findings_field_obstacle(), `${obstacle} Noor says so.`);
  await mara.type(m.findings_field_change(), 'One hour a day for reviews.');
  await mara.type(m.findings_field_name(), 'Vera Sand');
  await look(mara, 'finding-form');
  await mara.press(m.findings_lay());
  await mara.sees(m.findings_consents({ agreed: 1, members: 4 }));
  await mara.sees(m.findings_names({ names: 'Noor' }));
  await look(mara, 'finding-asked');
  const finding = new URL(mara.page.url()).pathname;

  // Noor would rather not be named, and says it differently; which asks everyone again.
  await noor.goto('/');
  await noor.sees(m.today_waiting_finding({ circle: 'The Thursday four' }));
  await noor.goto(finding);
  await noor.page.getByRole('link', { name: m.findings_reword() }).click();
  await noor.type(m.findings_field_obstacle(), obstacle);
  await noor.press(m.findings_lay());
  await noor.sees(m.findings_consents({ agreed: 1, members: 4 }));
  await ilya.goto(finding);
  await ilya.press(m.findings_not_yet());
  await ilya.sees(m.findings_mine_not_yet());
  for (const who of [mara, ama]) {
    await who.goto(finding);
    await who.press(m.findings_yes());
    await who.sees(m.findings_mine_yes());
    expect(await who.page.getByText(m.findings_mine_not_yet()).count()).toBe(0);
  }
  await mara.sees(m.findings_consents({ agreed: 2, members: 4 }));
  await ilya.goto(finding);
  await ilya.press(m.findings_yes());
  await ilya.sees(m.findings_state_agreed());
  await ilya.press(m.findings_send_link({ name: 'Vera Sand' }));
  const link = await ilya.page.getByLabel(m.findings_link({ name: 'Vera Sand' })).inputValue();
  await look(ilya, 'finding-sent');

  await vera.goto(new URL(link).pathname);
  await vera.sees(obstacle);
  const read = await vera.page.content();
  for (const name of ['Mara', 'Noor', 'Ilya', 'Ama', 'Thursday']) expect(read).not.toContain(name);
  await look(vera, 'finding-outside');
  const late = await vera.secondTab();
  await late.goto(new URL(link).pathname);
  await vera.type(m.findings_reply_label(), 'From May on, an hour each day.');
  await vera.press(m.findings_reply_send());
  await vera.sees(m.findings_reply_thanks());
  // The other one was open all the while: it says so, and what was typed there is not lost.
  await late.type(m.findings_reply_label(), 'And two hours in June.');
  await late.press(m.findings_reply_send());
  await late.sees(m.findings_reply_dead_answered());
  await late.sees('And two hours in June.');
  await late.page.close();

  await mara.goto('/');
  await mara.sees(m.people_notice_finding_answered({ name: 'The Thursday four' }));
  await mara.goto(finding);
  await mara.sees('From May on, an hour each day.');
  await look(mara, 'finding-answered');
  await mara.goto(`${circle}/findings`);
  await look(mara, 'findings');
});

test('who practises what is filled in from the card, kept, and read by the others', async () => {
  await mara.goto(`${circle}/board?do=write`);
  await mara.type(m.commitments_field_experiment(), 'On Monday I count to three.');
  await mara.press(m.commitments_put());
  await mara.page.getByRole('link', { name: m.cards_story() }).waitFor();
  await mara.goto(`${circle}/improvement?write`);
  expect(await mara.page.getByLabel(m.improvement_field_practises()).inputValue()).toBe(
    'On Monday I count to three.',
  );
  await mara.type(m.improvement_field_measure(), 'Somebody else goes on.');
  await look(mara, 'improvement-form');
  await mara.press(m.improvement_keep());
  await noor.goto(`${circle}/improvement`);
  await noor.sees('Somebody else goes on.');
  await look(noor, 'improvement');
});

test('two agree on a small habit, tell each other how it goes, and the others read nothing of it', async () => {
  await mara.goto(`${circle}/pacts`);
  await mara.page.getByLabel(m.pacts_field_with()).selectOption({ label: 'Noor Haddad' });
  await mara.type(m.pacts_field_habit({ number: 1 }), 'One open question before any advice');
  await mara.page.getByLabel(m.pacts_field_telling()).fill('A word here each Friday.');
  await look(mara, 'pact-form');
  await mara.press(m.pacts_lay());
  await mara.sees(m.pacts_waits({ names: 'Noor Haddad' }));
  await noor.goto('/');
  await noor.sees(m.today_waiting_pact({ circle: 'The Thursday four', name: 'Mara Lindqvist' }));
  await noor.goto(`${circle}/pacts`);
  await noor.press(m.pacts_yes());
  await noor.page.getByLabel(m.pacts_report_partly(), { exact: true }).check();
  await noor.page.getByLabel(m.pacts_report_text()).fill('Asking slows me down, kindly.');
  await noor.press(m.pacts_report_send());
  await mara.goto(`${circle}/pacts`);
  await mara.sees('Asking slows me down, kindly.');
  await look(mara, 'pacts');
  await ilya.goto(`${circle}/pacts`);
  expect(await ilya.page.getByText('One open question').count()).toBe(0);
  await mara.goto(circle);
  await mara.sees('One open question before any advice');
  await look(mara, 'circle-with-growth');
});

test('what somebody saw in the wild comes to the page of what was received, for its person alone', async () => {
  await noor.goto(`${circle}/board`);
  await noor.page.getByRole('link', { name: m.commitments_saw() }).first().click();
  await noor.page.locator('textarea[name="text"]').fill('You let the pause stand.');
  await noor.page.locator('form[action*="saw"] button').first().click();
  await noor.page.getByText('You let the pause stand.').first().waitFor();
  await mara.goto('/');
  await mara.page.getByRole('link', { name: m.received_title() }).click();
  await mara.sees('You let the pause stand.');
  await look(mara, 'received');
  await mara.type(m.received_find(), 'pause');
  await mara.press(m.received_show());
  await mara.sees('You let the pause stand.');
  await noor.goto('/me/received');
  await noor.sees(m.received_none_title());
});
