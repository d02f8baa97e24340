import { Jimp } from 'jimp';
import { expect, test } from 'vitest';
import { m } from '#messages';
import { phone } from './stage/fits-a-phone.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { lookClosely } from './stage/look-closely.ts';
import { holdings } from './stage/overhear.ts';
import { type Listening, listenToAll } from './stage/overheard-by-all.ts';
import { gather, moveOnTo, openRoom, seesNow, start, whoSees, wordsOn } from './stage/room.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// A file that is no image is answered with 400, which the browser reports.
const stage = useStage({ expected: [/status of 400/] });
let people: Visitor[] = [];
let listening: Listening;
let room = '';
let lead: Visitor;
let focus: Visitor;
const found: string[] = [];

const others = (...but: Visitor[]) => people.filter((each) => !but.includes(each));
const call = ({ name }: Visitor) => name.split(' ')[0] as string;

test('three people begin a deep dive, one of them on a phone', async () => {
  people = await Promise.all([
    stage.visitor('Mara Lindqvist'),
    stage.visitor('Noor Haddad', phone),
    stage.visitor('Ilya Petrenko'),
  ]);
  lead = people[0] as Visitor;
  const circle = await foundQuickly(stage, people);
  room = await openRoom(lead, { circle, playbook: 'biweekly-deep-dive' });
  await gather(people, room);
  listening = await listenToAll(people, room);
  await start(people, lead);
  await moveOnTo(people, { by: lead, to: 'Check in' });
});

test('a role changes hands only once the one who has it says yes, and a third person is not asked', async () => {
  await lead.press(m.room_menu());
  const line = lead.page.getByRole('listitem').filter({ hasText: /: colleague/ });
  const [name] = (await line.innerText()).split(':');
  const asked = people.find((person) => call(person) === name) as Visitor;
  const [third] = others(lead, asked) as [Visitor];
  found.push(...(await lookClosely(lead, 'menu')));
  await line.getByRole('button', { name: m.room_ask_swap() }).click();
  await lead.press(m.room_menu_close());
  await lead.sees(m.room_swap_waits({ name: call(asked), role: 'colleague' }));
  const question = m.room_swap_asked({ name: call(lead), role: 'colleague' });
  await asked.sees(question);
  found.push(...(await lookClosely(asked, 'swap')));
  // Something that everybody hears of comes after the question, which the third was not asked.
  await third.press(m.room_draw_prompt());
  for (const person of people) await person.sees(m.room_prompt_drawn());
  expect(await seesNow(third, question)).toBe(false);
  expect(await third.button(m.room_swap_yes()).count()).toBe(0);
  const mine = async (person: Visitor) => {
    await person.press(m.room_menu());
    const roles = await person.page.getByRole('region', { name: m.room_roles() }).innerText();
    await person.press(m.room_menu_close());
    return roles;
  };
  expect(await mine(lead)).toContain(m.room_roles_mine({ roles: 'focus owner' }));
  await asked.press(m.room_swap_yes());
  await expect.poll(() => seesNow(asked, question)).toBe(false);
  expect(await mine(lead)).toContain(m.room_roles_mine({ roles: 'colleague' }));
  expect(await mine(asked)).toContain(m.room_roles_mine({ roles: 'focus owner' }));
  focus = asked;
});

test('a prompt from the deck is the same for everybody, and the next one is another', async () => {
  const first = await wordsOn(lead, m.room_prompt_drawn());
  for (const person of people) expect(await wordsOn(person, m.room_prompt_drawn())).toBe(first);
  await focus.press(m.room_draw_another_prompt());
  for (const person of people) {
    await expect.poll(() => wordsOn(person, m.room_prompt_drawn())).not.toBe(first);
  }
  const second = await wordsOn(lead, m.room_prompt_drawn());
  for (const person of people) expect(await wordsOn(person, m.room_prompt_drawn())).toBe(second);
  found.push(...(await lookClosely(focus, 'prompt')));
});

test('an image is laid on the table for all, described, without what the camera wrote, and taken away again', async () => {
  await moveOnTo(people, { by: lead, to: 'The moment' });
  await focus.page.getByText(m.tool_artefacts_bring(), { exact: true }).click();
  await focus.page.getByText(m.tool_artefacts_image(), { exact: true }).click();
  const put = focus.page.locator('form[action$="?/attach"]');
  const choose = (name: string, mimeType: string, buffer: Buffer) =>
    put.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
  await choose('rota.png', 'image/png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  await put.getByRole('button', { name: m.tool_artefacts_put() }).click();
  await focus.sees(m.tool_artefacts_no_not_an_image());
  found.push(...(await lookClosely(focus, 'image refused')));
  const picture = new Jimp({ width: 900, height: 600, color: 0x1e6b5aff });
  await choose('rota.jpg', 'image/jpeg', withComment(await picture.getBuffer('image/jpeg'), 'at home'));
  await put.getByLabel(m.tool_artefacts_image_words(), { exact: true }).fill('The rota of March');
  await put.getByRole('button', { name: m.tool_artefacts_put() }).click();
  for (const person of people) {
    const image = person.page.getByRole('img', { name: 'The rota of March' });
    await image.waitFor();
    await expect
      .poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth))
      .toBe(900);
  }
  const image = lead.page.getByRole('img', { name: 'The rota of March' });
  const address = new URL((await image.getAttribute('src')) ?? '', lead.origin).href;
  const answer = await lead.context.request.get(address);
  expect((await answer.body()).includes('at home')).toBe(false);
  expect(answer.headers()['content-security-policy']).toContain('sandbox');
  found.push(...(await lookClosely(focus, 'image')));
  expect(await lead.button(m.tool_artefacts_take_away()).count()).toBe(0);
  await focus.press(m.tool_artefacts_take_away());
  for (const person of people) {
    await person.page.getByRole('img', { name: 'The rota of March' }).waitFor({ state: 'hidden' });
  }
  expect((await lead.context.request.get(address)).status()).toBe(404);
});

test('somebody else shows it while the others fill a sheet, and what they keep stays theirs', async () => {
  await moveOnTo(people, { by: lead, to: 'Somebody else shows it' });
  await lead.press(m.tool_demonstrate_take());
  await lead.sees(m.tool_demonstrate_me());
  for (const person of others(lead)) await person.sees(m.tool_demonstrate_by({ name: call(lead) }));
  for (const person of people) expect(await person.button(m.tool_demonstrate_take()).count()).toBe(0);
  await focus.page.getByRole('button', { name: /^Asks one question and waits/ }).click();
  await focus.type(m.tool_sheet_heard(), 'what would help you to say yes');
  await focus.press(m.tool_sheet_heard_keep());
  await keepPhrase(lead, 'I asked for ten minutes because of the rota');
  found.push(...(await lookClosely(focus, 'demonstration')));
  await focus.page.getByText(m.tool_sheet_mine()).click();
  await focus.sees(/what would help you to say yes/);
  await listening.onlyWith([focus], 'what would help you to say yes');
  await listening.onlyWith([lead], 'because of the rota');
});

test('in a drill phrases and shifts of feeling are sealed with the rest of the sheet, then read by all', async () => {
  await moveOnTo(people, { by: lead, to: 'First take' });
  expect(await whoSees(people, m.tool_focus_title())).toBe(focus);
  const [watcher] = others(lead, focus) as [Visitor];
  await keepPhrase(focus, 'This is about the rota');
  await open(watcher, m.tool_notes_title());
  await watcher.type(m.tool_notes_from(), 'guarded');
  await watcher.type(m.tool_notes_to(), 'curious');
  await watcher.press(m.tool_notes_emotion_keep());
  await watcher.sees(m.tool_notes_shift({ from: 'guarded', to: 'curious' }));
  found.push(
    ...(await lookClosely(watcher, 'sheet with notes')),
    ...(await lookClosely(focus, 'practising')),
  );
  await listening.onlyWith([focus], 'This is about the rota');
  await listening.onlyWith([watcher], 'From guarded to curious');
  await moveOnTo(people, { by: lead, to: 'Evidence' });
  for (const person of people) {
    await person.sees('This is about the rota');
    await person.sees(m.tool_notes_shift({ from: 'guarded', to: 'curious' }));
  }
  found.push(...(await lookClosely(focus, 'evidence with notes')));
});

test('a constraint card is drawn by the one who practises, and lies before all', async () => {
  await moveOnTo(people, { by: lead, to: 'Second take' });
  for (const person of others(focus)) {
    expect(await person.button(m.tool_constraint_draw()).count()).toBe(0);
  }
  await focus.press(m.tool_constraint_draw());
  for (const person of people) await person.sees(m.tool_constraint_title());
  const card = await wordsOn(focus, m.tool_constraint_title());
  for (const person of people) expect(await wordsOn(person, m.tool_constraint_title())).toBe(card);
  found.push(...(await lookClosely(focus, 'constraint')));
  await focus.press(m.tool_constraint_again());
  for (const person of people) {
    await expect.poll(() => wordsOn(person, m.tool_constraint_title())).not.toBe(card);
  }
});

test('the session closes, and what was kept is on the page after it', async () => {
  await moveOnTo(people, { by: lead, to: 'Close' });
  await lead.press(m.tool_close_anyway());
  for (const person of people) await person.sees(m.room_over_closed());
  listening.stop();
  await focus.goto(room.replace(/\/room$/, ''));
  await focus.sees(/guarded/);
  // What somebody received is theirs alone again once the session is over.
  await lead.goto(room.replace(/\/room$/, ''));
  expect(await holdings(lead)).not.toContain('guarded');
  found.push(...(await lookClosely(focus, 'after')));
  expect(found).toEqual([]);
});

async function open({ page }: Visitor, words: string): Promise<void> {
  const line = page.locator('summary', { hasText: words }).first();
  if (await line.evaluate((element) => !(element.parentElement as HTMLDetailsElement).open))
    await line.click();
}

async function keepPhrase(person: Visitor, phrase: string): Promise<void> {
  await open(person, m.tool_notes_title());
  await person.type(m.tool_notes_phrase(), phrase);
  await person.press(m.tool_notes_phrase_keep());
  await person.sees(phrase);
}

/** A JPEG with a comment in it, as a camera writes one. */
function withComment(jpeg: Buffer, comment: string): Buffer {
  const words = Buffer.from(comment);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(words.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe]), length, words, jpeg.subarray(2)]);
}
