import { expect, test } from 'vitest';
import { m } from '#messages';
import { consent, foundCircle } from './stage/found-circle.ts';
import { inDatabase } from './stage/let-time-pass.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
const people: Visitor[] = [];
const others = () => people.slice(0, 3);
let round = '';

test('four people want to be in a round', async () => {
  for (const name of ['Ana Reed', 'Ben Hale', 'Cleo Marsh', 'Dov Lind'])
    people.push(await stage.visitor(name));
  await foundCircle(stage, people);
  const [ana] = people as [Visitor];
  await ana.goto('/rounds/new');
  await ana.type(m.matching_name(), 'Spring circles');
  await ana.press(m.matching_open());
  await ana.page.waitForURL(/\/rounds\/[0-9a-f-]{36}$/);
  round = new URL(ana.page.url()).pathname;
  for (const person of people) {
    await person.goto('/');
    if (person !== ana) await person.sees(m.people_notice_round_opened({ name: 'Spring circles' }));
    await person.goto(round);
    await person.press(m.matching_join());
    await person.sees(m.matching_in());
  }
});

test('the organiser has a proposal made, reads why, and publishes it', async () => {
  const [ana] = people as [Visitor];
  await ana.goto(round);
  await ana.press(m.matching_solve());
  await ana.page.getByRole('link', { name: m.matching_solve_look() }).click();
  await ana.sees(m.matching_fact_language({ languages: 'English' }));
  for (const { name } of people) await ana.sees(name);
  await ana.page.screenshot({ path: pictureFile('round-proposal'), fullPage: true });
  await ana.press(m.matching_publish());
  await ana.sees(m.matching_published_count({ founded: 0, circles: 1 }));
});

test('one declines quietly, and the others are told that their circle was drawn anew, without a name', async () => {
  const dov = people[3] as Visitor;
  await dov.goto(`${round}/circle`);
  await dov.page.getByRole('link', { name: m.matching_decline() }).click();
  await dov.sees(m.matching_decline_more());
  await dov.press(m.matching_decline_do());
  await dov.sees(m.matching_declined());
  for (const person of others()) {
    await person.goto(`${round}/circle`);
    expect(await person.page.locator('main').textContent()).toContain('Dov');
  }
  await inDatabase(stage, (client) =>
    client.query(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key LIKE 'repair-round:%'`),
  );
  for (const person of others()) {
    await expect
      .poll(
        async () => {
          await person.goto(`${round}/circle`);
          return person.page.getByText(m.matching_own_redrawn()).count();
        },
        { timeout: 30_000, interval: 1000 },
      )
      .toBe(1);
    expect(await person.page.locator('main').textContent()).not.toContain('Dov');
  }
  await dov.goto(`${round}/circle`);
  await dov.sees(m.matching_own_not_in());
});

test('the three who are left accept, and agree', async () => {
  let circle = '';
  for (const person of others()) {
    await person.goto(`${round}/circle`);
    await person.press(m.matching_accept());
    if (person !== people[2]) await person.sees(m.matching_accepted());
  }
  const last = people[2] as Visitor;
  await last.page.waitForURL(/\/circles\/[0-9a-f-]{36}\/agreement$/);
  circle = new URL(last.page.url()).pathname.replace('/agreement', '');
  for (const person of others()) await consent(person, circle);
  await last.goto(circle);
  await last.page.screenshot({ path: pictureFile('round-founded-circle'), fullPage: true });
  const [ana] = people as [Visitor];
  await ana.goto(round);
  await ana.sees(m.matching_done_one());
});
