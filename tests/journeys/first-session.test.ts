import { expect, test } from 'vitest';
import { m } from '#messages';
import { foundCircle } from './stage/found-circle.ts';
import { holdings, overhear } from './stage/overhear.ts';
import { allSeeStep, gather, moveOnTo, openRoom, seesNow, start, whoSees } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
const names = ['Mara Lindqvist', 'Noor Haddad', 'Ilya Petrenko', 'Ama Mensah'];
let people: Visitor[] = [];
let circle = '';
let room = '';
let focus: Visitor;
let lead: Visitor;

const others = (person: Visitor) => people.filter((each) => each !== person);

test('four people come from the link on the terminal to a room in which all of them sit', async () => {
  people = await Promise.all(names.map((name) => stage.visitor(name)));
  circle = await foundCircle(stage, people);
  lead = people[0] as Visitor;
  room = await openRoom(lead, { circle });
  await gather(people, room);
  await lead.page.screenshot({ path: pictureFile('first-1-lobby') });
  await start(people, lead);
});

test('the answers of the check-in are read by all of them', async () => {
  await moveOnTo(people, { by: lead, to: 'Check in' });
  for (const person of people) {
    await person.type(m.tool_checkin_attempted(), `${person.name} asked one question first`);
    await person.press(m.tool_say());
  }
  for (const reader of people) {
    for (const { name } of people) await reader.sees(`${name} asked one question first`);
  }
  await lead.page.screenshot({ path: pictureFile('first-2-check-in'), fullPage: true });
});

test('one of them says what they practise, and the others read it', async () => {
  await moveOnTo(people, { by: lead, to: 'Set the scene' });
  focus = await whoSees(people, m.tool_objective_label());
  await focus.type(m.tool_objective_label(), 'Ask before I suggest');
  await focus.type(m.tool_objective_seen(), 'I end a sentence with a question mark');
  await focus.press(m.tool_objective_set());
  for (const reader of people) await reader.sees('Ask before I suggest');
  for (const other of others(focus)) expect(await seesNow(other, m.tool_objective_label())).toBe(false);
});

test('what an observer writes is nowhere but in their own browser until the round ends, then everywhere', async () => {
  await moveOnTo(people, { by: lead, to: 'Live drill' });
  const observer = await whoSees(others(focus), m.tool_sheet_title());
  const streams = await Promise.all(others(observer).map((person) => overhear(person, room)));
  const before = streams.map((stream) => stream.text());
  const heard = 'what would you need to see first';

  await observer.page.getByRole('button', { name: /^Asks before suggesting/ }).click();
  await observer.type(m.tool_sheet_heard(), heard);
  await observer.press(m.tool_sheet_heard_keep());
  await observer.page.getByText(m.tool_sheet_mine()).click();
  await observer.sees(new RegExp(heard));
  await observer.page.screenshot({ path: pictureFile('first-3-observer') });
  await focus.page.screenshot({ path: pictureFile('first-3-focus-owner') });

  // Something that all may know comes through the same streams: what was written before it would have come as well.
  await focus.press(m.tool_focus_anchors());
  await Promise.all(streams.map((stream, index) => expect.poll(stream.text).not.toBe(before[index])));
  for (const [index, person] of others(observer).entries()) {
    expect(streams[index]?.text()).not.toContain(heard);
    expect(await holdings(person)).not.toContain(heard);
  }
  expect(await holdings(observer)).toContain(heard);

  await lead.press(m.room_move_on());
  if (observer !== lead) await observer.press(m.tool_ready());
  await allSeeStep(people, 'Evidence');
  for (const person of people) await person.sees(`“${heard}”`);
  for (const stream of streams) {
    await expect.poll(stream.text).toContain(heard);
    stream.stop();
  }
  // What one writes only now has no moment of its own, and is about no behaviour unless one says so.
  const late = others(focus).at(-1) as Visitor;
  await late.page.getByText(m.tool_debrief_write()).click();
  await late.type(m.tool_debrief_quote(), 'and then you smiled');
  await late.press(m.tool_sheet_other_keep());
  const line = focus.page.getByRole('listitem').filter({ hasText: 'and then you smiled' });
  await expect
    .poll(() => line.innerText())
    .toMatch(new RegExp(`^${m.tool_debrief_afterwards()}\\s+“and then`));
  await focus.page.screenshot({ path: pictureFile('first-4-evidence'), fullPage: true });
});

test('of the suggestions the receiver takes one, in other words', async () => {
  await moveOnTo(people, { by: lead, to: 'One suggestion' });
  for (const giver of others(focus)) {
    await giver.type(m.tool_suggest_label(), `Wait one breath, says ${giver.name}`);
    await giver.press(m.tool_suggest_give());
  }
  const [giver] = others(focus) as [Visitor];
  const card = focus.page.getByRole('article').filter({ hasText: `Wait one breath, says ${giver.name}` });
  await card.getByText(m.tool_suggest_take()).click();
  await card.getByLabel(m.tool_suggest_reword(), { exact: true }).fill('I breathe in before I answer');
  await card.getByRole('button', { name: m.tool_suggest_pick() }).click();
  await focus.sees('I breathe in before I answer');
  await giver.sees('I breathe in before I answer');
  await giver.sees(m.tool_suggest_picked_words({ name: focus.name.split(' ')[0] as string }));
  await giver.sees(`Wait one breath, says ${giver.name}`);
  await focus.page.screenshot({ path: pictureFile('first-5-suggestion'), fullPage: true });
});

test('three commit to a card, one passes and nobody is told', async () => {
  await moveOnTo(people, { by: lead, to: 'Commitment cards' });
  const quiet = people.at(-1) as Visitor;
  for (const person of others(quiet)) {
    await person.type(m.tool_commit_context(), 'Tuesday’s planning');
    await person.type(m.tool_commit_experiment(), `let ${person.name.split(' ')[0]} speak last`);
    await person.type(m.tool_commit_criterion(), 'somebody else begins');
    await person.press(m.tool_commit_commit());
    await person.sees(m.tool_commit_done());
  }
  await quiet.press(m.tool_pass());
  await quiet.sees(m.tool_passed());
  for (const person of others(quiet)) expect(await seesNow(person, m.tool_passed())).toBe(false);
  await lead.page.screenshot({ path: pictureFile('first-6-cards'), fullPage: true });
});

test('they set the next session, close, and find their cards on the board', async () => {
  await moveOnTo(people, { by: lead, to: 'Close' });
  await focus.type(m.tool_reflect_insight(), 'A question costs nothing');
  await focus.press(m.tool_say());
  for (const person of people) await person.sees('A question costs nothing');
  await lead.press(m.tool_next_set());
  for (const person of people) await person.page.getByRole('link', { name: m.tool_next_take() }).waitFor();
  await lead.page.screenshot({ path: pictureFile('first-7-close'), fullPage: true });
  await lead.page
    .getByRole('button', { name: new RegExp(`^(${m.tool_close()}|${m.tool_close_anyway()})$`) })
    .first()
    .click();
  for (const person of people) await person.sees(m.room_over_closed());
  await lead.page.screenshot({ path: pictureFile('first-8-over') });

  for (const person of people) {
    await person.goto(`${circle}/board`);
    for (const name of ['Mara', 'Noor', 'Ilya']) {
      if (!person.name.startsWith(name)) await person.sees(new RegExp(`let ${name} speak last`));
      // One's own stands in a field, where it can be changed.
      else
        expect(
          await person.page.getByLabel(m.commitments_field_experiment(), { exact: true }).inputValue(),
        ).toMatch(`let ${name} speak last`);
    }
    expect(await person.page.getByText(/let Ama speak last/).count()).toBe(0);
  }
  await lead.page.screenshot({ path: pictureFile('first-9-board'), fullPage: true });
});

test('the next session begins with the cards of the last one', async () => {
  room = await openRoom(lead, { circle });
  await gather(people, room);
  await start(people, lead);
  await moveOnTo(people, { by: lead, to: 'Check in' });
  await lead.sees(m.tool_checkin_card());
  await lead.sees(/let Mara speak last/);
  for (const person of others(lead)) await person.sees(/let Mara speak last/);
  await lead.page.screenshot({ path: pictureFile('first-10-next-check-in'), fullPage: true });
});
