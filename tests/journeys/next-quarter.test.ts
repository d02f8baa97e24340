import { expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { inDatabase } from './stage/let-time-pass.ts';
import { lookClosely } from './stage/look-closely.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
const people: Visitor[] = [];
const partners: Map<string, string>[] = [];

const ask = (text: string, values: unknown[] = []) =>
  inDatabase(stage, (client) => client.query(text, values));
const firstName = ({ name }: Visitor) => name.split(' ')[0] as string;

/** Everybody says that they want to be in. */
async function join(round: string): Promise<void> {
  for (const person of people) {
    await person.goto(round);
    await person.press(m.matching_join());
    await person.sees(m.matching_in());
  }
}

/** The organiser has pairs proposed and publishes them; everybody reads with whom, and says yes. */
async function pairUp(round: string): Promise<void> {
  const [ana] = people as [Visitor];
  await ana.goto(round);
  await ana.press(m.matching_solve());
  await ana.page.getByRole('link', { name: m.matching_solve_look() }).click();
  await ana.press(m.matching_publish());
  await ana.sees(m.matching_published_count({ founded: 0, circles: 2 }));
  const found = new Map<string, string>();
  for (const person of people) {
    await person.goto(`${round}/circle`);
    await person.sees(m.matching_own_when());
    const shown = (await person.page.locator('main').textContent()) ?? '';
    const other = people.filter((each) => each !== person).find((each) => shown.includes(firstName(each)));
    found.set(person.name, other?.name ?? '');
  }
  partners.push(found);
}

async function accept(round: string): Promise<void> {
  for (const person of people) {
    await person.goto(`${round}/circle`);
    await person.press(m.matching_accept());
    // The second of each pair is led to what they write together.
    await person.page
      .getByText(m.matching_accepted())
      .or(person.page.getByRole('heading', { name: m.agreement_title(), exact: true }))
      .first()
      .waitFor();
  }
}

let round = '';

test('four who were in a circle long ago are paired in a round that comes again each quarter', async () => {
  for (const name of ['Ana Reed', 'Ben Hale', 'Cleo Marsh', 'Dov Lind'])
    people.push(await stage.visitor(name));
  const [ana] = people as [Visitor];
  const old = await foundQuickly(stage, people);
  await ana.goto(`${old}/close`);
  await ana.press(m.circles_close_do());
  await ana.sees(m.circles_page_closed_sentence());
  for (const change of [
    `UPDATE membership SET joined_at = joined_at - interval '3 years'`,
    `UPDATE circle_closure SET closed_at = closed_at - interval '3 years'`,
  ])
    await ask(change);
  await ana.goto('/rounds/new');
  await ana.type(m.matching_name(), 'Pairs');
  await ana.page.getByLabel(m.matching_size(), { exact: true }).selectOption('2');
  await ana.page.getByLabel(m.matching_repeats(), { exact: true }).selectOption('quarterly');
  await ana.press(m.matching_open());
  await ana.page.waitForURL(/\/rounds\/[0-9a-f-]{36}$/);
  round = new URL(ana.page.url()).pathname;
  await join(round);
  await pairUp(round);
  await accept(round);
  await ana.goto(round);
  await ana.sees(m.matching_next_title());
});

test('a quarter later the next one opens by itself, and asks everybody afresh', async () => {
  const [ana, ben] = people as [Visitor, Visitor];
  await ask(
    `UPDATE matching_round SET opened_at = opened_at - interval '93 days', answers_until = answers_until - interval '93 days',
      published_at = published_at - interval '90 days', next_at = now() - interval '1 hour' WHERE id = $1`,
    [round.split('/').at(-1)],
  );
  await ask(`SELECT graphile_worker.add_job('keep-rounds')`);
  await expect
    .poll(
      async () => {
        await ben.goto('/');
        return ben.page.getByText(m.people_notice_round_opened({ name: 'Pairs 2' })).count();
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe(1);
  expect(await lookClosely(ben, 'next round told')).toEqual([]);
  await ana.goto(round);
  expect(await lookClosely(ana, 'round followed')).toEqual([]);
  await ana.page.getByRole('link', { name: m.matching_next_look() }).click();
  await ana.page.waitForURL((url) => url.pathname !== round);
  round = new URL(ana.page.url()).pathname;
  // What somebody said a quarter ago is no answer to this.
  await ben.goto(round);
  await ben.button(m.matching_join()).waitFor();
  expect(await ben.page.getByText(m.matching_in()).count()).toBe(0);
  expect(await lookClosely(ben, 'next round asks')).toEqual([]);
});

test('it brings others together, and says that they have not met lately', async () => {
  const [, ben] = people as [Visitor, Visitor];
  await join(round);
  await pairUp(round);
  const [before, now] = partners as [Map<string, string>, Map<string, string>];
  for (const { name } of people) {
    expect(now.get(name)).not.toBe('');
    expect(now.get(name), name).not.toBe(before.get(name));
  }
  const other = people.find(({ name }) => name === now.get(ben.name)) as Visitor;
  const [one, two] = [ben, other].sort((a, b) => people.indexOf(a) - people.indexOf(b)) as [Visitor, Visitor];
  await ben.goto(`${round}/circle`);
  await ben.sees(
    new RegExp(
      [
        [one, two],
        [two, one],
      ]
        .map((pair) => m.matching_fact_met({ people: pair.map(firstName).join(' and ') }))
        .join('|'),
    ),
  );
  expect(await lookClosely(ben, 'next own circle')).toEqual([]);
});
