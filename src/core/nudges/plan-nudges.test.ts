import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayFromHours, type Week } from '../people/week.ts';
import { instantAt, wallClockAt } from '../time/wall-clock.ts';
import { type NudgeKind, nudgeKinds } from './kind.ts';
import { isPaused, type NudgeFacts, planNudges } from './plan-nudges.ts';
import { type NudgeSettings, usualSettings } from './settings.ts';
import { type OpenCard, type Wanted, wantedForCard, wantedForPractice, wantedForSession } from './wanted.ts';

const day = 86_400_000;
const nineToFive = dayFromHours({ from: 9 * 60, to: 17 * 60 });
const workdays = weekOf([nineToFive, nineToFive, nineToFive, nineToFive, nineToFive]);

function weekOf(days: readonly string[]): Week {
  return Array.from({ length: 7 }, (_, at) => days[at] ?? '0'.repeat(48)).join('');
}

const at = (local: string, zone: string) => instantAt(local, zone) ?? Number.NaN;
const card = (more: Partial<OpenCard>): OpenCard => ({
  id: 'card',
  createdAt: Date.UTC(2026, 9, 1),
  carriedOver: 0,
  ...more,
});

interface Sent {
  at: number;
  nudges: Wanted[];
}

/** Lets the job run as the plan says, for some days; what went out and when. */
function live(facts: Omit<NudgeFacts, 'now' | 'letters' | 'said'>, from: number, days: number): Sent[] {
  const sent: Sent[] = [];
  for (let now = from; now < from + days * day; ) {
    const letters = sent.map((letter) => letter.at);
    const said = sent.flatMap(({ nudges }) => nudges);
    const plan = planNudges({ ...facts, letters, said, now });
    expect(plan.lookAt).toBeGreaterThan(now);
    if (plan.letter.length > 0) sent.push({ at: now, nudges: plan.letter });
    now = plan.lookAt;
  }
  return sent;
}

function shown(sent: readonly Sent[], zone: string): string[] {
  return sent.map(({ at, nudges }) => `${wallClockAt(at, zone)} ${nudges.map(({ kind }) => kind).join(' ')}`);
}

test.each([
  ['the Monday after clocks went back', 'Europe/Berlin', '2026-10-26', '2026-10-26T10:00'],
  ['the Monday after clocks went forward', 'Europe/Berlin', '2027-03-29', '2027-03-29T10:00'],
  ['the Monday after clocks went back', 'America/New_York', '2026-11-02', '2026-11-02T10:00'],
  ['the Monday after clocks went forward', 'America/New_York', '2027-03-15', '2027-03-15T10:00'],
])('a meeting at 11:00 on %s in %s is told at 10:00 on the clock of the wall', (_, zone, monday, told) => {
  const moment = at(`${monday}T11:00`, zone);
  const wanted = wantedForCard(card({ moment, createdAt: moment - 5 * day }), zone);
  const hours = { week: workdays, zone };
  const sent = live({ wanted, settings: usualSettings, hours }, moment - 5 * day, 10);
  expect(shown(sent, zone)).toEqual([`${told} before-moment`, `${monday}T12:00 after-moment`]);
});

test.each([
  ['first thing in the day', 'T09:00', '2027-03-26T16:45'],
  ['a little later', 'T09:30', '2027-03-29T09:00'],
])('a meeting %s is told as near to it as own hours allow', (_, time, told) => {
  const zone = 'Europe/Berlin';
  const moment = at(`2027-03-29${time}`, zone);
  const [before] = wantedForCard(card({ moment }), zone);
  const hours = { week: workdays, zone };
  const sent = live({ wanted: [before as Wanted], settings: usualSettings, hours }, moment - 4 * day, 5);
  expect(shown(sent, zone)).toEqual([`${told} before-moment`]);
});

test('on a day of 23 hours, and on one of 25, weekend hours hold as the clock shows them', () => {
  const zone = 'Europe/Berlin';
  const sunday = weekOf(['', '', '', '', '', ''].map(() => '0'.repeat(48)).concat(nineToFive));
  for (const date of ['2027-03-28', '2026-10-25']) {
    const moment = at(`${date}T09:00`, zone) + 3 * 3_600_000;
    const wanted = wantedForCard(card({ moment }), zone).slice(0, 1);
    const sent = live(
      { wanted, settings: usualSettings, hours: { week: sunday, zone } },
      moment - 2 * day,
      3,
    );
    expect(shown(sent, zone)).toEqual([`${date}T11:00 before-moment`]);
  }
});

test('a session on Monday is told on Friday, one on Thursday on Wednesday', () => {
  const zone = 'America/New_York';
  const hours = { week: workdays, zone };
  const told = (starts: string) => {
    const startsAt = at(starts, zone);
    const wanted = [wantedForSession({ id: 'session', startsAt }, zone)];
    return shown(live({ wanted, settings: usualSettings, hours }, startsAt - 6 * day, 7), zone);
  };
  expect(told('2027-03-15T09:00')).toEqual(['2027-03-12T16:45 session-tomorrow']);
  expect(told('2027-03-18T09:00')).toEqual(['2027-03-17T16:45 session-tomorrow']);
});

test('practice waits for the best hours of the day', () => {
  const zone = 'Europe/London';
  const week = weekOf([dayFromHours({ from: 540, to: 1020, bestFrom: 840, bestTo: 960 })]);
  const dueAt = at('2026-11-22T05:00', zone);
  const wanted = [wantedForPractice({ skill: 'listening', dueAt })];
  const sent = live({ wanted, settings: usualSettings, hours: { week, zone } }, dueAt - day, 9);
  expect(shown(sent, zone)).toEqual(['2026-11-23T14:00 practice-due']);
});

test('several that are due within two hours are one mail, and a gentle one goes along', () => {
  const zone = 'Europe/London';
  const one = at('2026-11-24T13:00', zone);
  const wanted = [
    ...wantedForCard(card({ id: 'a', moment: one }), zone).slice(0, 1),
    ...wantedForCard(card({ id: 'b', moment: one + 90 * 60_000 }), zone).slice(0, 1),
    wantedForPractice({ skill: 'listening', dueAt: one - day / 2 }),
  ];
  const week = weekOf(['', nineToFive, dayFromHours({ from: 540, to: 1020, bestFrom: 600, bestTo: 660 })]);
  const hours = { week: week.padStart(336, '0'), zone };
  const sent = live({ wanted, settings: usualSettings, hours }, one - day / 2 - 1000, 4);
  expect(shown(sent, zone)).toEqual(['2026-11-24T12:00 before-moment before-moment practice-due']);
});

test('what nobody waits for leaves the last mail of a week to a meeting', () => {
  const zone = 'Europe/London';
  const monday = at('2026-11-23T08:00', zone);
  const wanted = [
    ...['x', 'y', 'z'].map((skill, index) => wantedForPractice({ skill, dueAt: monday + index * day })),
    ...wantedForCard(card({ moment: at('2026-11-26T11:00', zone) }), zone).slice(0, 1),
  ];
  const facts = {
    wanted,
    settings: { ...usualSettings, weekly: 2 },
    hours: { week: workdays, zone },
  };
  const sent = live(facts, monday, 6);
  expect(shown(sent, zone)).toEqual([
    '2026-11-23T09:00 practice-due',
    '2026-11-26T10:00 before-moment practice-due practice-due',
  ]);
  const plan = planNudges({ ...facts, letters: [monday], said: wanted.slice(0, 1), now: monday + day });
  expect(plan.later.map(({ nudge, heldBy }) => [nudge.kind, heldBy])).toContainEqual(['practice-due', 'cap']);
});

test('while somebody pauses nothing comes, and what is still of use comes on the day of their return', () => {
  const zone = 'America/New_York';
  const now = at('2026-10-30T12:00', zone);
  const settings = { ...usualSettings, pausedUntil: '2026-11-02' };
  const hours = { week: workdays, zone };
  const moment = at('2026-10-30T15:00', zone);
  const wanted = wantedForCard(card({ moment, createdAt: now }), zone);
  expect(isPaused({ settings, hours, now })).toBe(true);
  expect(isPaused({ settings, hours, now: at('2026-11-02T00:00', zone) })).toBe(false);
  expect(shown(live({ wanted, settings, hours }, now, 6), zone)).toEqual(['2026-11-02T09:00 after-moment']);
});

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
];
/** Days on which clocks change in one of the zones, so that every run meets days of 23 and of 25 hours. */
const changes = ['2026-10-25', '2027-03-28', '2026-11-01', '2027-03-14', '2027-04-04', '2026-10-04'];

const someHours = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 }), fc.boolean())
  .map(([from, long, best]) =>
    dayFromHours({
      from: from * 30,
      to: Math.min(1440, (from + long) * 30),
      ...(best ? { bestFrom: (from + 1) * 30, bestTo: (from + 2) * 30 } : {}),
    }),
  );
const someDay = fc.oneof(someHours, fc.constant('0'.repeat(48)));

const lives = fc
  .record({
    zone: fc.constantFrom(...zones),
    change: fc.constantFrom(...changes),
    before: fc.integer({ min: 0, max: 5 * 1440 }),
    week: fc.array(someDay, { minLength: 7, maxLength: 7 }).map((days) => days.join('')),
    weekly: fc.integer({ min: 1, max: 4 }),
    off: fc.subarray([...nudgeKinds], { maxLength: 2 }),
    pause: fc.option(fc.integer({ min: 0, max: 6 })),
    moments: fc.array(fc.integer({ min: -600, max: 12 * 1440 }), { maxLength: 5 }),
    dues: fc.array(fc.integer({ min: -600, max: 12 * 1440 }), { maxLength: 4 }),
    sessions: fc.array(fc.integer({ min: 0, max: 12 * 1440 }), { maxLength: 2 }),
  })
  .map(({ zone, change, before, week, weekly, off, pause, moments, dues, sessions }) => {
    const from = Date.parse(`${change}T12:00:00Z`) - before * 60_000;
    const later = (minutes: number) => from + minutes * 60_000;
    const settings: NudgeSettings = {
      ...{ weekly, off, byMail: true },
      ...(pause === null ? {} : { pausedUntil: new Date(from + pause * day).toISOString().slice(0, 10) }),
    };
    const wanted = [
      ...moments.flatMap((moment, id) =>
        wantedForCard(card({ id: `${id}`, createdAt: from - 13 * day, moment: later(moment) }), zone),
      ),
      ...dues.map((due, skill) => wantedForPractice({ skill: `${skill}`, dueAt: later(due) })),
      ...sessions.map((starts, id) => wantedForSession({ id: `${id}`, startsAt: later(starts) }, zone)),
    ];
    return { from, wanted, settings, hours: { week, zone } };
  });

/** What a clock in the zone shows, asked of another part of the platform than the plan asks. */
function clock(instant: number, zone: string) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(instant);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(of('weekday'));
  return weekday * 48 + Number(of('hour')) * 2 + (Number(of('minute')) >= 30 ? 1 : 0);
}

test('whatever is wanted: only in own hours, never over the cap, never while paused, never twice, never too early or late', () => {
  let letters = 0;
  fc.assert(
    fc.property(lives, ({ from, ...facts }) => {
      const { settings, hours } = facts;
      const sent = live(facts, from, 14);
      letters += sent.length;
      for (const { at: when, nudges } of sent) {
        expect('12').toContain(hours.week[clock(when, hours.zone)]);
        const within = sent.filter((other) => other.at <= when && other.at > when - 7 * day);
        expect(within.length).toBeLessThanOrEqual(settings.weekly);
        const today = wallClockAt(when, hours.zone)?.slice(0, 10) ?? '';
        if (settings.pausedUntil) expect(today >= settings.pausedUntil).toBe(true);
        for (const nudge of nudges) {
          expect(when).toBeGreaterThanOrEqual(nudge.from);
          expect(when).toBeLessThan(nudge.until + 1);
          expect(settings.off).not.toContain(nudge.kind);
        }
      }
      const said = sent.flatMap(({ nudges }) => nudges.map(({ kind, key }) => `${kind} ${key}`));
      expect(new Set(said).size).toBe(said.length);
    }),
    { numRuns: 60 },
  );
  // Plans that say nothing would keep every rule.
  expect(letters).toBeGreaterThan(60);
});

test('a kind that is switched off never comes', () => {
  const zone = 'UTC';
  const moment = at('2026-11-24T13:00', zone);
  const wanted = wantedForCard(card({ moment }), zone);
  const off: NudgeKind[] = ['before-moment', 'quiet-card'];
  const hours = { week: workdays, zone };
  const sent = live({ wanted, settings: { ...usualSettings, off }, hours }, moment - 2 * day, 9);
  expect(sent.flatMap(({ nudges }) => nudges.map(({ kind }) => kind))).toEqual(['after-moment']);
});
