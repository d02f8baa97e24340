import { expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { gather, openRoom } from './stage/room.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// A link that cannot be one is answered with 400.
const stage = useStage({ expected: [/status of 400/] });
let mara: Visitor;
let noor: Visitor;
let circle = '';
const meeting = 'https://meet.example.org/thursday?pwd=1&room=2';

const field = () => mara.page.getByLabel(m.circles_field_link());
const saveLink = async (link: string) => {
  await mara.goto(`${circle}/settings`);
  await field().fill(link);
  await mara.page.locator('form:has(input[name=meetingLink])').getByRole('button').last().click();
};

test('a link to the circle’s own meeting is refused with a sentence where it leads nowhere or is script', async () => {
  [mara, noor] = await Promise.all([stage.visitor('Mara Lindqvist'), stage.visitor('Noor Haddad')]);
  circle = await foundQuickly(stage, [mara, noor]);
  for (const wrong of ['javascript:alert(1)', 'data:text/html,<b>five</b>', 'ftp://meet.example.org/five']) {
    await saveLink(wrong);
    await mara.sees(m.circles_problem_link());
    expect(await field().inputValue()).toBe(wrong);
  }
});

test('one that leads to a meeting stands on the circle’s page, at the room’s door and in its menu', async () => {
  await saveLink(meeting);
  await expect
    .poll(async () => {
      await noor.goto(circle);
      return noor.page
        .getByRole('link', { name: m.circles_page_meet() })
        .getAttribute('href', { timeout: 2_000 });
    })
    .toBe(meeting);
  const room = await openRoom(mara, { circle });
  await gather([mara, noor], room);
  const link = noor.page.getByRole('link', { name: m.room_meeting_link() }).first();
  // The meeting does not learn from which room one came, and gets no hand on its page.
  const attributes = ['href', 'target', 'rel'].map((name) => link.getAttribute(name));
  expect(await Promise.all(attributes)).toEqual([meeting, '_blank', 'noopener noreferrer']);
  await mara.press(m.room_menu());
  await mara.page.getByRole('dialog').getByRole('link', { name: m.room_meeting_link() }).waitFor();
});

test('whoever said yes to words that changed since reads who changed them', async () => {
  await mara.goto(`${circle}/agreement`);
  await mara.press(m.agreement_propose());
  await mara.page.waitForURL(/agreement\/edit/);
  const add = async (title: string) => {
    await mara.goto(`${circle}/agreement/edit`);
    const form = mara.page.locator('form[action="?/add"]');
    await form.getByLabel(m.agreement_edit_heading(), { exact: true }).fill(title);
    await form.getByLabel(m.agreement_edit_words(), { exact: true }).fill('With milk, or without.');
    await form.getByRole('button', { name: m.agreement_edit_add() }).click();
    await mara.page.getByText(title).first().waitFor();
  };
  await add('Tea');
  await noor.goto(`${circle}/agreement`);
  await noor.press(m.agreement_consent_to());
  await noor.sees(m.agreement_you_consented());
  await add('Cake');
  const changed = new RegExp(`^${m.agreement_words_changed({ name: 'Mara Lindqvist', day: '.+' })}$`);
  for (const page of ['', '/agreement']) {
    await noor.goto(circle + page);
    await noor.sees(changed);
    await mara.goto(circle + page);
    expect(await mara.page.getByText(changed).count()).toBe(0);
  }
});

test('how the agreement grew can be read at any time: who proposed it, what is new, who said yes', async () => {
  for (const person of [mara, noor]) {
    await person.goto(`${circle}/agreement`);
    await person.press(m.agreement_consent_to());
    await person.button(m.agreement_consent_to()).waitFor({ state: 'hidden' });
  }
  await noor.page.getByRole('link', { name: m.agreement_version_how() }).click();
  const second = noor.page.getByRole('region', { name: /^Version 2,/ });
  await second.getByRole('heading', { name: 'Cake' }).waitFor();
  await second.getByText(m.agreement_history_title(), { exact: true }).click();
  const added = m.agreement_history_added({ name: 'Mara Lindqvist', title: 'Tea' });
  await second.getByText(added).waitFor();
  const yes = second.getByRole('list', { name: m.agreement_version_consents() }).getByRole('listitem');
  expect((await yes.allInnerTexts()).map((line) => line.replaceAll(/\s+/g, ' '))).toEqual([
    expect.stringContaining('Mara Lindqvist'),
    expect.stringContaining('Noor Haddad'),
  ]);
  await noor.page.getByRole('link', { name: m.agreement_version_back() }).click();
  await noor.page.getByText(m.agreement_versions_title(), { exact: true }).click();
  await noor.page.getByRole('link', { name: /^Version 1,/ }).click();
  const first = noor.page.getByRole('region', { name: /^Version 1,/ });
  await first.getByRole('heading', { name: m.agreement_template_pause_title() }).waitFor();
  expect(await first.getByText('Cake').count()).toBe(0);
});

test('a circle that is closed speaks of what was, and begins nothing', async () => {
  await mara.goto(`${circle}/close`);
  await mara.press(m.circles_close_do());
  await mara.sees(m.circles_page_board_closed());
  await noor.goto(circle);
  await noor.sees(m.circles_page_board_closed());
  await noor.sees(m.improvement_card_closed());
  await noor.sees(m.exchange_card_closed());
  for (const begins of [
    m.circles_page_board_sentence(),
    m.improvement_card(),
    m.pacts_card_sentence(),
    m.findings_card_sentence(),
    m.exchange_card(),
  ])
    expect(await noor.page.getByText(begins).count(), begins).toBe(0);
  await noor.goto(`${circle}/improvement`);
  await noor.sees(m.improvement_closed());
});
