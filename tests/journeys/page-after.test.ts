import { expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { leavesAtOnce } from './stage/leaves-at-once.ts';
import { gather, moveOnTo, openRoom, start, whoSees } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let people: Visitor[] = [];
let focus: Visitor;
let observers: [Visitor, Visitor];
let circle = '';
let page = '';
const callName = ({ name }: Visitor) => name.split(' ')[0] ?? '';
const quoteOf = (person: Visitor) => `heard by ${callName(person)}`;

/** How often these words stand on somebody's page after the session now. */
async function countFor(person: Visitor, words: string): Promise<number> {
  await person.goto(page);
  return person.page.getByText(words).count();
}

/** The line in which the one who practised finds what this observer gave. */
const received = (from: Visitor) =>
  focus.page
    .getByRole('region', { name: m.after_received() })
    .getByRole('listitem')
    .filter({ hasText: quoteOf(from) });

test('a session is held in which two observers write for one who practises', async () => {
  const names = ['Mara Lindqvist', 'Noor Haddad', 'Ilya Petrenko'];
  people = await Promise.all(names.map((name) => stage.visitor(name)));
  const [mara] = people as [Visitor];
  circle = await foundQuickly(stage, people);
  const room = await openRoom(mara, { circle });
  page = room.replace(/\/room$/, '');
  await gather(people, room);
  await start(people, mara);
  await moveOnTo(people, { by: mara, to: 'Live drill' });
  focus = await whoSees(people, m.tool_focus_title());
  observers = people.filter((each) => each !== focus) as typeof observers;
  for (const observer of observers) {
    await observer.type(m.tool_sheet_other(), quoteOf(observer));
    await observer.press(m.tool_sheet_other_keep());
  }
  await moveOnTo(people, { by: mara, to: 'Evidence' });
  for (const reader of people) for (const each of observers) await reader.sees(`“${quoteOf(each)}”`);
  await moveOnTo(people, { by: mara, to: 'Close' });
  await focus.type(m.tool_reflect_insight(), 'A question costs nothing');
  await focus.press(m.tool_say());
  await mara.sees('A question costs nothing');
  await mara.press(m.tool_close_anyway());
  for (const person of people) await person.sees(m.room_over_closed());
});

test('after the close, evidence is for whom it is about and who wrote it, and for nobody else', async () => {
  const [one, two] = observers;
  for (const each of observers) expect(await countFor(focus, quoteOf(each))).toBeGreaterThan(0);
  expect(await countFor(one, quoteOf(one))).toBeGreaterThan(0);
  expect(await countFor(one, quoteOf(two))).toBe(0);
  expect(await countFor(two, quoteOf(one))).toBe(0);
  for (const reader of people) expect(await countFor(reader, 'A question costs nothing')).toBeGreaterThan(0);
});

test('what is kept for the circle is read by the others, until it is taken back', async () => {
  const [one, two] = observers;
  await focus.goto(page);
  for (const said of [m.after_received_circle(), m.sharing_copies_before()]) await focus.sees(said);
  await received(one).getByRole('button', { name: m.after_keep_circle() }).click();
  await received(one).getByRole('button', { name: m.after_keep_me() }).waitFor();
  await focus.page.screenshot({ path: pictureFile('page-after'), fullPage: true });
  expect(await countFor(two, quoteOf(one))).toBe(1);
  await two.sees(m.after_about({ author: callName(one), name: callName(focus) }));
  // It leaves their open page by itself.
  const press = () => received(one).getByRole('button', { name: m.after_keep_me() }).click();
  await leavesAtOnce(quoteOf(one), { reader: two, by: focus, press });
  await received(one).getByRole('button', { name: m.after_keep_circle() }).waitFor();
  expect(await countFor(two, quoteOf(one))).toBe(0);
  expect(await countFor(one, quoteOf(one))).toBeGreaterThan(0);
});

test('what is deleted by its receiver is gone for its author as well', async () => {
  const [one] = observers;
  await received(one).getByRole('button', { name: m.after_delete() }).click();
  await focus.page.getByRole('dialog').getByRole('button', { name: m.after_delete_yes() }).click();
  await received(one).waitFor({ state: 'hidden' });
  for (const reader of people) expect(await countFor(reader, quoteOf(one))).toBe(0);
});

test('who struck their own words has taken them from everybody', async () => {
  const [, two] = observers;
  await two.goto(page);
  await two.page.getByText(m.after_written_count({ n: 1 })).click();
  await two.press(m.after_strike());
  await two.page.getByRole('dialog').getByRole('button', { name: m.after_strike_yes() }).click();
  await two.sees(m.after_written_none());
  for (const reader of people) expect(await countFor(reader, quoteOf(two))).toBe(0);
});

test('one who wants to keep the session stops a discard; when all agree, nothing of it is left', async () => {
  const [one, two] = observers;
  await focus.goto(page);
  await focus.page.getByText(m.after_discard(), { exact: true }).click();
  await focus.press(m.after_discard_propose());
  await focus.sees(m.after_discard_i_agreed());
  await one.goto(page);
  await one.press(m.after_discard_withdraw());
  await one.page.getByText(m.after_discard_proposed()).waitFor({ state: 'hidden' });
  expect(await countFor(focus, m.after_discard_proposed())).toBe(0);

  await focus.page.getByText(m.after_discard(), { exact: true }).click();
  await focus.press(m.after_discard_propose());
  await focus.sees(m.after_discard_i_agreed());
  for (const person of [one, two]) {
    expect(await countFor(person, 'A question costs nothing')).toBeGreaterThan(0);
    await person.press(m.after_discard_agree());
    await person.page
      .getByText(m.after_discard_proposed())
      .waitFor({ state: person === one ? 'visible' : 'hidden' });
  }
  for (const reader of people) {
    await reader.goto(page);
    await reader.sees(m.after_gone_discarded());
    expect(await reader.page.content()).not.toContain('A question costs nothing');
    await reader.goto(`${circle}/sessions`);
    await reader.sees(m.sessions_history_discarded());
    expect(await reader.page.getByText('Live drill').count()).toBe(0);
  }
});
