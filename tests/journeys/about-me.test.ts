import { expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { leavesAtOnce } from './stage/leaves-at-once.ts';
import { lookClosely } from './stage/look-closely.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// What is out of sight answers "not found" to a page that looks again.
const stage = useStage({ expected: [/status of 404/] });
const words = 'Noor cut me short, and I said nothing.';
let people: Visitor[] = [];
let circle = '';

test('an entry is shared with the circle, and two read it', async () => {
  people = await Promise.all(
    ['Mara Lindqvist', 'Noor Haddad', 'Ilya Brandt'].map((name) => stage.visitor(name)),
  );
  const [mara, noor, ilya] = people as [Visitor, Visitor, Visitor];
  circle = await foundQuickly(stage, people);
  await mara.goto('/journal/write');
  await mara.type(m.journal_context(), words);
  await mara.press(m.journal_keep());
  await mara.page.waitForURL((url) => url.pathname === '/journal');
  await mara.page.getByRole('listitem').filter({ hasText: 'cut me short' }).getByRole('link').click();
  await mara.page.getByText(m.sharing_to_circle(), { exact: true }).click();
  await mara.press(m.sharing_do());
  await mara.sees(m.sharing_copies());
  for (const reader of [noor, ilya]) {
    await reader.goto(`${circle}/entries`);
    await reader.page.getByRole('link', { name: /^Mara Lindqvist/ }).click();
    await reader.sees(words);
  }
});

test('one of them says that it is about them: it leaves the other’s screen at once, and its author is told without a name', async () => {
  const [mara, noor, ilya] = people as [Visitor, Visitor, Visitor];
  await noor.page.getByRole('link', { name: m.sharing_aside_link() }).click();
  await noor.sees(m.sharing_aside_who_circle({ name: 'Mara Lindqvist' }));
  expect(await lookClosely(noor, 'this is about me')).toEqual([]);
  // Looking at the question has changed nothing.
  await ilya.page.reload();
  await ilya.sees(words);
  await leavesAtOnce(words, { reader: ilya, by: noor, press: () => noor.press(m.sharing_aside_do()) });
  await noor.sees(m.sharing_aside_done());
  await noor.sees(m.sharing_entries_none());
  await mara.sees(m.sharing_aside_note());
  await mara.sees(m.sharing_now_me());
  expect(await mara.page.getByText(m.sharing_aside_note()).textContent()).not.toMatch(/Noor|Ilya/u);
  expect(await lookClosely(mara, 'somebody said that it is about them')).toEqual([]);
});

test('its author says that they have read it, and may share it again', async () => {
  const [mara, noor] = people as [Visitor, Visitor];
  await mara.press(m.sharing_aside_noted());
  await mara.page.getByText(m.sharing_aside_note()).waitFor({ state: 'hidden' });
  await mara.page.getByText(m.sharing_to_circle(), { exact: true }).click();
  await mara.press(m.sharing_do());
  await mara.sees(m.sharing_copies());
  await noor.page.getByRole('link', { name: /^Mara Lindqvist/ }).waitFor();
});

test('what somebody told of a pact is theirs alone in the same way', async () => {
  const [mara, noor, ilya] = people as [Visitor, Visitor, Visitor];
  const pacts = `${circle}/pacts`;
  await mara.goto(pacts);
  await mara.type(m.pacts_field_habit({ number: 1 }), 'One open question before any advice');
  await mara.press(m.pacts_lay());
  for (const person of [noor, ilya]) {
    await person.goto(pacts);
    await person.press(m.pacts_yes());
    await person.button(m.pacts_yes()).waitFor({ state: 'hidden' });
  }
  const told = 'Noor would not let me ask.';
  await ilya.page.getByText(m.pacts_report_partly(), { exact: true }).click();
  await ilya.page.locator('[name=text]').fill(told);
  await ilya.press(m.pacts_report_send());
  await mara.goto(pacts);
  await mara.sees(told);
  await noor.sees(told);
  expect(await lookClosely(noor, 'what was told of a pact')).toEqual([]);
  await noor.press(m.sharing_aside_link());
  await noor.sees(m.sharing_aside_who_many());
  expect(await lookClosely(noor, 'this is about me in a pact')).toEqual([]);
  await leavesAtOnce(told, { reader: mara, by: noor, press: () => noor.press(m.sharing_aside_do()) });
  await ilya.sees(m.pacts_aside());
  await ilya.sees(told);
});
