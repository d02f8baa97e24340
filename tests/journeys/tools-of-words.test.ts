import { expect, test } from 'vitest';
import { m } from '#messages';
import { phone } from './stage/fits-a-phone.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { lookClosely } from './stage/look-closely.ts';
import { type Listening, listenToAll } from './stage/overheard-by-all.ts';
import { close, gather, moveOnTo, openRoom, seesNow, start, whoSees } from './stage/room.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let people: [Visitor, Visitor, Visitor];
let circle = '';
let listening: Listening;
const found: string[] = [];

const call = ({ name }: Visitor) => name.split(' ')[0] as string;
const others = (...but: Visitor[]) => people.filter((each) => !but.includes(each));

/** Opens a room with this playbook and begins; what is streamed to anybody is heard from the start. */
async function begin(playbook: string): Promise<void> {
  const room = await openRoom(people[0], { circle, playbook });
  await gather(people, room);
  listening = await listenToAll(people, room);
  await start(people, people[0]);
}

async function end(): Promise<void> {
  await close(people, people[0]);
  listening.stop();
  expect(found.splice(0)).toEqual([]);
}

test('three people begin with feedback in three parts, one of them on a phone', async () => {
  people = await Promise.all([
    stage.visitor('Mara Lindqvist'),
    stage.visitor('Noor Haddad', phone),
    stage.visitor('Ilya Petrenko'),
  ]);
  circle = await foundQuickly(stage, people);
  await begin('sbi-feedback');
  await moveOnTo(people, { by: people[0], to: 'Write it down' });
});

test('a draft that judges is pointed at and kept all the same, and nobody else has a word of it', async () => {
  const [mara, noor, ilya] = people;
  await noor.page.getByText(call(mara), { exact: true }).last().click();
  await noor.type(m.tool_part_situation(), 'On Monday, at the stand-up');
  await noor.type(m.tool_part_behaviour(), 'You are lazy, and you always come late');
  await noor.type(m.tool_part_impact(), 'I waited for nine minutes');
  await noor.sees(m.tool_check_label({ found: 'You are lazy' }));
  await noor.sees(m.tool_check_absolute({ found: 'always' }));
  await noor.sees(m.tool_check_sentence());
  found.push(...(await lookClosely(noor, 'draft with findings')));
  await noor.press(m.tool_draft_keep());
  await noor.sees(m.tool_draft_to({ name: call(mara) }));
  await noor.page.getByText(m.tool_change(), { exact: true }).first().click();
  await noor.page
    .getByLabel(m.tool_part_behaviour(), { exact: true })
    .first()
    .fill('You came at nine past ten');
  await expect.poll(() => seesNow(noor, m.tool_check_sentence())).toBe(false);
  await noor.press(m.tool_change_save());
  await noor.sees('You came at nine past ten');
  await ilya.page.getByText(m.tool_draft_outside(), { exact: true }).click();
  await ilya.type(m.tool_part_situation(), 'In the call with the depot');
  await ilya.press(m.tool_draft_keep());
  await ilya.sees(m.tool_draft_for_outside());
  expect(await ilya.button(m.tool_draft_give()).count()).toBe(0);
  found.push(...(await lookClosely(noor, 'draft')), ...(await lookClosely(ilya, 'draft for outside')));
  await listening.onlyWith([noor], 'nine past ten');
  await listening.onlyWith([ilya], 'the call with the depot');
});

test('once it is given whom it is for reads it and says thank you; a third never has it', async () => {
  const [mara, noor, ilya] = people;
  await moveOnTo(people, { by: mara, to: 'Give and receive' });
  await noor.press(m.tool_draft_give());
  await noor.sees(m.tool_draft_given());
  await mara.sees(m.tool_draft_from({ name: call(noor) }));
  await mara.sees('You came at nine past ten');
  found.push(...(await lookClosely(mara, 'feedback received')));
  await mara.press(m.tool_draft_thanks());
  await mara.sees(m.tool_debrief_thanked({ name: call(noor) }));
  await listening.onlyWith([mara, noor], 'nine past ten');
  for (const person of [mara, noor]) {
    expect(await person.page.content()).not.toContain('the call with the depot');
  }
  await moveOnTo(people, { by: mara, to: 'What made it land' });
  expect(await ilya.page.content()).not.toContain('nine past ten');
  await end();
});

test('numbers on a scale are read by all, with what they stand for', async () => {
  await begin('oskar');
  await moveOnTo(people, { by: people[0], to: 'Scale' });
  const [mara] = people;
  const thinker = await whoSees(people, m.tool_scale_title());
  found.push(...(await lookClosely(thinker, 'scale')));
  const place = async (person: Visitor, value: number, words: string) => {
    await person.page
      .getByRole('radio', { name: m.tool_value({ value }), exact: value < 10 && value > 1 })
      .check({ force: true });
    await person.page.getByLabel(m.tool_scale_words()).first().fill(words);
    await person.press(m.tool_say());
    for (const reader of people) await reader.sees(m.tool_scale_value_words({ value, words }));
  };
  await place(thinker, 4, 'today');
  await place(thinker, 7, 'good enough');
  // The others may place themselves and are not asked to.
  const [other] = others(thinker) as [Visitor];
  expect(await seesNow(other, m.tool_scale_title())).toBe(false);
  await other.page.getByText(m.tool_scale_mine(), { exact: true }).click();
  await place(other, 3, 'my own week');
  found.push(...(await lookClosely(thinker, 'numbers')), ...(await lookClosely(other, 'numbers')));
  await moveOnTo(people, { by: mara, to: 'Know-how' });
  await end();
});

test('thanks are said to one and heard by all', async () => {
  const [mara, noor, ilya] = people;
  await begin('gratitude-circle');
  await moveOnTo(people, { by: mara, to: 'Thanks in the circle' });
  await noor.page.getByText(call(ilya), { exact: true }).last().click();
  await noor.type(m.tool_thanks_label(), 'You rang the customers before I had asked');
  await noor.press(m.tool_thanks_say());
  for (const person of people) await person.sees('You rang the customers before I had asked');
  await ilya.sees(m.tool_thanks_to_you({ author: call(noor) }));
  await noor.sees(m.tool_thanks_from_you({ name: call(ilya) }));
  await mara.sees(m.tool_thanks_to({ author: call(noor), name: call(ilya) }));
  found.push(...(await lookClosely(ilya, 'thanked')));
  await end();
});

test('how understood somebody felt is read by the two of them alone', async () => {
  await begin('active-listening-sprint');
  await moveOnTo(people, { by: people[0], to: 'Felt understood' });
  const listener = await whoSees(people, m.tool_rating_wait());
  const speaker = await whoSees(others(listener), m.tool_rating_about({ name: call(listener) }));
  const [third] = others(listener, speaker) as [Visitor];
  // Whoever watched may say how it was too, and is not asked to.
  expect(await seesNow(third, m.tool_rating_about({ name: call(listener) }))).toBe(false);
  expect(await seesNow(third, m.tool_rating_too())).toBe(true);
  found.push(...(await lookClosely(speaker, 'rating')), ...(await lookClosely(listener, 'rating awaited')));
  await speaker.page
    .getByRole('radio', { name: m.tool_value({ value: 4 }), exact: true })
    .check({ force: true });
  await speaker.press(m.tool_say());
  await speaker.sees(m.tool_rating_gave({ name: call(listener), value: 4 }));
  const said = m.tool_rating_from({ name: call(speaker), value: 4, high: 5, label: 'fully understood' });
  await listener.sees(said);
  await listening.onlyWith([listener], said);
  expect(await seesNow(third, m.tool_rating_gave({ name: call(listener), value: 4 }))).toBe(false);
  found.push(...(await lookClosely(listener, 'rating received')));
  await end();
});
