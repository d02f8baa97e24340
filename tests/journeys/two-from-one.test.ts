import { expect, test } from 'vitest';
import { m } from '#messages';
import { consent, joinByInvitation, makeCircle } from './stage/found-circle.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { lookClosely } from './stage/look-closely.ts';
import { agreeTo, askToJoin, openCircle } from './stage/open-circle.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
const name = 'The Thursday four';
const names = ['Ana Reed', 'Ben Hale', 'Cleo Marsh', 'Dan Holt', 'Eve Stone'];
let five: Visitor[] = [];
let olga: Visitor;
let circle = '';

const place = (person: Visitor, name: string) =>
  person.page.getByRole('listitem').filter({ has: person.page.getByRole('heading', { name, exact: true }) });

test('two of five look out for each other, and a sixth asks to join', async () => {
  five = await Promise.all(names.map((each) => stage.visitor(each)));
  olga = await stage.visitor('Olga Winter');
  const [ana, , , dan] = five as [Visitor, Visitor, Visitor, Visitor];
  circle = await foundQuickly(stage, five);
  await joinByInvitation(ana, olga, await makeCircle(ana, 'The Monday three'));
  await dan.goto(`${circle}/board?do=write`);
  await dan.type(m.commitments_field_experiment(), 'I ask one question before I give my view.');
  await dan.press(m.commitments_put());
  await dan.page.getByRole('link', { name: m.commitments_tried(), exact: true }).waitFor();
  await ana.goto(`${circle}/board`);
  await place(ana, 'Dan').getByRole('link', { name: m.commitments_saw(), exact: true }).click();
  await ana.page
    .getByRole('textbox', { name: m.commitments_saw_prompt({ name: 'Dan' }) })
    .fill('You waited, and Jon said what he knew.');
  await ana.press(m.commitments_saw_save({ name: 'Dan' }));
  await ana.sees('You waited, and Jon said what he knew.');
  await openCircle(five, circle, 'Every Thursday, 25 minutes');
  await olga.goto('/circles/open');
  await olga.sees(m.open_size_full());
  await askToJoin(olga, name, 'I would like to listen better.');
});

test('the full circle is shown how to become two, the way first that keeps the strong tie', async () => {
  const [ana] = five as [Visitor];
  await ana.goto(circle);
  await ana.sees(m.split_link_asking({ names: olga.name }));
  expect(await lookClosely(ana, 'full circle asked')).toEqual([]);
  await ana.page.getByRole('link', { name: m.split_link() }).first().click();
  await ana.page.waitForURL('**/split');
  await ana.sees(m.split_keeps_once({ one: 'Ana', other: 'Dan', side: m.split_side_never() }));
  await ana.sees(m.split_joins({ names: 'Olga' }));
  expect(await ana.page.getByRole('radio').first().isChecked()).toBe(true);
  expect(await lookClosely(ana, 'split')).toEqual([]);
  await ana.type(m.split_field_one(), 'Early birds');
  await ana.type(m.split_field_other(), 'Late birds');
  await ana.press(m.decisions_propose());
  await ana.page.waitForURL(`**${circle}`);
  await ana.sees(m.decisions_open_split_you());
});

test('it is made once all five have agreed: the old circle closes, and leads each to their own', async () => {
  const [ana, ben, cleo, dan, eve] = five as [Visitor, Visitor, Visitor, Visitor, Visitor];
  await ben.goto(circle);
  await ben.sees(m.decisions_open_split({ proposer: ana.name }));
  expect(await lookClosely(ben, 'split question')).toEqual([]);
  for (const person of [ben, cleo, dan]) await agreeTo(person, circle);
  await olga.goto('/circles');
  await olga.sees(m.circles_list_asked({ circle: name }));
  await agreeTo(eve, circle);
  for (const person of five) {
    await person.goto(circle);
    await person.sees(m.split_into_title());
  }
  expect(await lookClosely(ana, 'split made')).toEqual([]);
});

test('both begin with the agreement of the old one, to which everybody consents anew, the sixth too', async () => {
  const circles = new Map<string, Visitor[]>();
  for (const person of [...five, olga]) {
    await person.goto('/circles');
    const link = person.page.getByRole('link', { name: /^(Early|Late) birds$/u }).first();
    const address = (await link.getAttribute('href')) ?? '';
    circles.set(address, [...(circles.get(address) ?? []), person]);
  }
  expect([...circles.values()].map((people) => people.length)).toEqual([3, 3]);
  const together = (person: Visitor | undefined) =>
    [...circles.values()].find((people) => people.some((each) => each === person));
  expect(together(five[0])).toContain(five[3]);
  for (const [address, people] of circles) {
    for (const person of people) await consent(person, address);
    for (const person of people) {
      await person.goto(address);
      await person.sees(m.circles_page_agreement_in_force());
    }
  }
  expect(await lookClosely(olga, 'new circle')).toEqual([]);
});
