import { expect, test } from 'vitest';
import { m } from '#messages';
import { consent, joinByInvitation, makeCircle } from './stage/found-circle.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { lookClosely } from './stage/look-closely.ts';
import { askToJoin, openCircle } from './stage/open-circle.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
const name = 'The Thursday four';
let mara: Visitor;
let noor: Visitor;
let wren: Visitor;
let circle = '';

test('a circle of two agrees to be found by colleagues, who read what both agreed to show', async () => {
  [mara, noor, wren] = (await Promise.all(
    ['Mara Lindqvist', 'Noor Haddad', 'Wren Okafor'].map((each) => stage.visitor(each)),
  )) as [Visitor, Visitor, Visitor];
  circle = await foundQuickly(stage, [mara, noor]);
  await joinByInvitation(mara, wren, await makeCircle(mara, 'The Monday three'));
  await wren.goto('/circles/open');
  await wren.sees(m.open_none_title());
  await mara.goto(`${circle}/open`);
  expect(await lookClosely(mara, 'open settings')).toEqual([]);
  await openCircle([mara, noor], circle, 'Every Thursday, 25 minutes');
  await wren.goto('/circles/open');
  await wren.sees('Every Thursday, 25 minutes');
  await wren.sees(m.open_size({ members: 2 }));
  // No names before somebody is in.
  expect(await wren.page.locator('main').textContent()).not.toMatch(/Mara|Noor/u);
  expect(await lookClosely(wren, 'open circles')).toEqual([]);
});

test('somebody asks with a sentence, both read it on the pages that they have open, and one of them says yes', async () => {
  await Promise.all([mara.goto(circle), noor.goto(circle)]);
  await askToJoin(wren, name, 'I talk too much in reviews.');
  expect(await lookClosely(wren, 'open circles asked')).toEqual([]);
  for (const member of [mara, noor]) {
    await member.sees(m.open_request({ name: wren.name }));
    await member.sees(m.open_request_said({ sentence: 'I talk too much in reviews.' }));
  }
  expect(await lookClosely(noor, 'open circle request')).toEqual([]);
  await noor.press(m.circles_page_request_yes());
  await mara.page.getByText(m.open_request({ name: wren.name })).waitFor({ state: 'detached' });
});

test('whoever was let in consents, and the others are asked again, because it is between other people now', async () => {
  await wren.goto(circle);
  await wren.sees(m.circles_page_agreement_awaits_you());
  for (const member of [mara, noor]) {
    await member.goto(circle);
    await member.sees(m.circles_page_agreement_again());
  }
  expect(await lookClosely(wren, 'let in')).toEqual([]);
  await consent(wren, circle);
  for (const member of [mara, noor]) await consent(member, circle);
  for (const member of [mara, noor, wren]) {
    await member.goto(circle);
    await member.sees(m.circles_page_agreement_in_force());
    for (const other of [mara, noor, wren]) await member.sees(other.name.split(' ')[0] as string);
  }
  // Their own circle is not offered to them.
  await wren.goto('/circles/open');
  await wren.sees(m.open_none_title());
});
