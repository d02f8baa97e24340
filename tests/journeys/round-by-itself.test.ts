import { expect, test } from 'vitest';
import { m } from '#messages';
import { openMailServer } from '../support/mail-server.ts';
import { foundCircle } from './stage/found-circle.ts';
import { inDatabase } from './stage/let-time-pass.ts';
import { linkIn, newestMail } from './stage/mailbox.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const post = openMailServer();
let mails = false;
const stage = useStage({ settings: (): Record<string, string> => (mails ? { SMTP_URL: post.url() } : {}) });
const people: Visitor[] = [];
let round = '';

const addressOf = ({ name }: Visitor) => `${name.split(' ')[0]?.toLowerCase()}@lantern.example`;
const subjectsTo = (address: string) => post.to(address).map(({ subject }) => subject);
const ask = (text: string, values: unknown[] = []) =>
  inDatabase(stage, (client) => client.query(text, values));
/** What happens by itself every five minutes. */
const keepRounds = () => ask(`SELECT graphile_worker.add_job('keep-rounds')`);

test('a round is opened, and whoever is invited gets a mail that leads to it', async () => {
  for (const name of ['Ana Reed', 'Ben Hale', 'Cleo Marsh', 'Dov Lind'])
    people.push(await stage.visitor(name));
  await foundCircle(stage, people);
  for (const person of people)
    await ask(
      `INSERT INTO person_contact (organisation_id, person_id, email) SELECT organisation_id, id, $2 FROM person
       WHERE name = $1 ON CONFLICT (organisation_id, person_id) DO UPDATE SET email = excluded.email`,
      [person.name, addressOf(person)],
    );
  mails = true;
  await stage.kill();
  await stage.restart();
  const [ana, ben, cleo] = people as [Visitor, Visitor, Visitor];
  await ana.goto('/rounds/new');
  await ana.type(m.matching_name(), 'Spring circles');
  await ana.page.getByLabel(m.matching_repeats(), { exact: true }).selectOption('quarterly');
  await ana.press(m.matching_open());
  await ana.page.waitForURL(/\/rounds\/[0-9a-f-]{36}$/);
  round = new URL(ana.page.url()).pathname;
  await ana.press(m.matching_join());
  await ana.sees(m.matching_in());
  for (const person of [ben, cleo]) {
    const mail = await newestMail(
      post,
      addressOf(person),
      m.round_mail_opened_subject({ round: 'Spring circles' }),
    );
    await person.goto(linkIn(mail));
    // What silence will mean is said before anybody has answered.
    await person.sees(m.matching_step_reply({ count: 7 }));
    await person.press(m.matching_join());
    await person.sees(m.matching_in());
  }
});

test('whoever has said nothing is reminded once, and can still say yes', async () => {
  const [ana, ben, , dov] = people as [Visitor, Visitor, Visitor, Visitor];
  await ask(
    `UPDATE matching_round SET opened_at = opened_at - interval '9 days',
    answers_until = now() + interval '20 hours' WHERE id = $1`,
    [round.split('/').at(-1)],
  );
  await keepRounds();
  const subject = m.round_mail_reminder_subject({ round: 'Spring circles' });
  const mail = await newestMail(post, addressOf(dov), subject);
  await keepRounds();
  await dov.goto('/');
  await dov.sees(m.people_notice_round_reminder({ name: 'Spring circles' }));
  await dov.goto(linkIn(mail));
  await dov.press(m.matching_join());
  await dov.sees(m.matching_in());
  await dov.goto('/');
  expect(await dov.page.getByText(m.people_notice_round_reminder({ name: 'Spring circles' })).count()).toBe(
    0,
  );
  expect(subjectsTo(addressOf(dov)).filter((each) => each === subject)).toHaveLength(1);
  for (const person of [ana, ben]) expect(subjectsTo(addressOf(person))).not.toContain(subject);
});

test('the organiser closes answers early and makes the circles known; each gets theirs by mail', async () => {
  const [ana] = people as [Visitor];
  await ana.goto(round);
  await ana.press(m.matching_window_close());
  await ana.page.getByRole('dialog').getByRole('button', { name: m.matching_window_close() }).click();
  await ana.sees(m.matching_window_reopen());
  await ana.press(m.matching_solve());
  await ana.page.getByRole('link', { name: m.matching_solve_look() }).click();
  await ana.press(m.matching_publish());
  await ana.sees(m.matching_published_count({ founded: 0, circles: 1 }));
  await ana.page.screenshot({ path: pictureFile('round-published'), fullPage: true });
  for (const person of people) {
    const mail = await newestMail(
      post,
      addressOf(person),
      m.round_mail_ready_subject({ round: 'Spring circles' }),
    );
    for (const other of people) if (other !== person) expect(mail.text).toContain(other.name);
    expect(linkIn(mail)).toBe(`${round}/circle`);
  }
});

test('silence until the last day is a quiet no: the circle is drawn anew, and no mail says who it was', async () => {
  const [ana, ben, cleo, dov] = people as [Visitor, Visitor, Visitor, Visitor];
  for (const person of [ana, ben, cleo]) {
    await person.goto(`${round}/circle`);
    await person.press(m.matching_accept());
    await person.sees(m.matching_accepted());
  }
  await ask(`UPDATE round_circle SET drawn_at = drawn_at - interval '8 days'`);
  await keepRounds();
  for (const person of [ana, ben, cleo]) {
    const mail = await newestMail(
      post,
      addressOf(person),
      m.round_mail_redrawn_subject({ round: 'Spring circles' }),
    );
    expect(mail.text).not.toMatch(/Dov/u);
  }
  await dov.goto(`${round}/circle`);
  await dov.sees(m.matching_own_silent());
  await dov.page.screenshot({ path: pictureFile('round-silent'), fullPage: true });
});

test('the three who are left say yes again, and are led to their agreement; the round says that it is over', async () => {
  const [ana, ben, cleo] = people as [Visitor, Visitor, Visitor];
  for (const person of [ana, ben, cleo]) {
    await person.goto(`${round}/circle`);
    await person.press(m.matching_accept());
    if (person !== cleo) await person.sees(m.matching_accepted());
  }
  await cleo.page.waitForURL(/\/circles\/[0-9a-f-]{36}\/agreement$/);
  const mail = await newestMail(post, addressOf(ana), m.round_mail_founded_subject({ round: '' }).trim());
  expect(linkIn(mail)).toBe(new URL(cleo.page.url()).pathname);
  await ana.goto(round);
  await ana.sees(m.matching_done_one());
  await ana.press(m.matching_next_stop());
  await ana.page.getByRole('dialog').getByRole('button', { name: m.matching_next_stop() }).click();
  await expect.poll(() => ana.page.getByText(m.matching_next_title()).count()).toBe(0);
});
