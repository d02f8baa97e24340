import { expect, test } from 'vitest';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { roundsOn } from '../../../tests/support/round.ts';
import { mailNotices } from './use-cases/mail-notices.ts';

const app = useApp();
const rounds = roundsOn(app);
const withMail = { ...app, config: { ...app.config, SMTP_URL: 'smtp://127.0.0.1:1' } };

/** Two people in these places, nine to five each, with circles that are drawn when answers close on 1 March 2027. */
async function pairIn(zones: readonly [string, string]) {
  const { roundId, people, ana } = await rounds.open({ size: 2, cadence: 'weekly' }, { count: 2 });
  for (const [index, { personId }] of people.entries())
    await rounds.asAdmin('UPDATE person SET time_zone = $2 WHERE id = $1', [personId, zones[index]]);
  await rounds.asAdmin(
    `UPDATE matching_round SET answers_until = '2027-03-01T23:00:00Z', reply_days = 7 WHERE id = $1`,
    [roundId],
  );
  await rounds.publish(ana, roundId);
  await mailNotices(withMail, { organisationId: ana.organisationId, about: roundId });
  return { roundId, people: people as [Actor, Actor] };
}

test('sessions on the other side of a change of clocks: hours are those of then, as mail and page name them', async () => {
  // New York changes on 14 March, Berlin on 28 March; the first two of six sessions lie between.
  const { roundId, people } = await pairIn(['Europe/Berlin', 'America/New_York']);
  const place = await rounds.placeOf(people[0], roundId);
  expect(place?.described.weeks).toEqual({
    first: Date.parse('2027-03-15T00:00:00Z'),
    reckoned: Date.parse('2027-03-29T00:00:00Z'),
  });
  expect(place?.clocksDrift).toBe(true);
  expect(place?.described.facts).toContainEqual(
    expect.objectContaining({ kind: 'common-hours', halfHours: 20 }),
  );
  for (const [index, hours] of [/Monday,? 15:00 ?– ?17:00/u, /Monday,? 09:00 ?– ?11:00/u].entries()) {
    const [mail] = await rounds.mailsTo(people[index] as Actor);
    expect(mail?.text).toMatch(hours);
    expect(mail?.text).toMatch(/Worked out for the week of Monday,? 29 March 2027/u);
    expect(mail?.text).toContain('clocks change on another day for some of you');
  }
}, 60_000);

test('where clocks change together the hours hold in each week, and no week is named', async () => {
  const { roundId, people } = await pairIn(['Europe/Berlin', 'Europe/Lisbon']);
  const place = await rounds.placeOf(people[0], roundId);
  expect(place?.described.weeks?.reckoned).toBe(Date.parse('2027-03-15T00:00:00Z'));
  expect(place?.clocksDrift).toBe(false);
  const [mail] = await rounds.mailsTo(people[0]);
  expect(mail?.text).not.toContain('Worked out for the week');
  expect(mail?.text).not.toContain('another day');
}, 60_000);
