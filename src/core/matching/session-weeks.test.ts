import { expect, test } from 'vitest';
import { usualWeek } from '../people/week.ts';
import { localPlaces, weekInUtc } from '../people/week-in-utc.ts';
import { clocksKeepStep, sessionWeeks } from './session-weeks.ts';

const [berlin, newYork] = ['Europe/Berlin', 'America/New_York'];
const day = (shown: string) => Date.parse(`${shown}T00:00:00Z`);
const named = ({ first, reckoned }: ReturnType<typeof sessionWeeks>) =>
  [first, reckoned].map((monday) => new Date(monday).toISOString().slice(0, 10));
const halfHoursInCommon = (zones: readonly string[], monday: number) => {
  const bits = zones.map((zone) => weekInUtc(usualWeek, localPlaces(zone, monday)).hours);
  return (bits[0] ?? []).reduce((sum, word, at) => {
    const common = bits.reduce((both, each) => both & (each[at] as number), word) >>> 0;
    return sum + common.toString(2).replaceAll('0', '').length;
  }, 0);
};

test.each([
  // New York changes on 14 March 2027, Berlin on 28 March: five hours apart between, six before and after.
  ['before both changes', '2027-01-06', 'weekly', ['2027-01-11', '2027-01-11'], true],
  ['two sessions between the changes', '2027-03-11', 'weekly', ['2027-03-15', '2027-03-29'], false],
  [
    'all but the last two sessions before a change',
    '2027-02-08',
    'weekly',
    ['2027-02-15', '2027-02-15'],
    false,
  ],
  ['every other week, one session between', '2027-03-11', 'fortnightly', ['2027-03-15', '2027-03-29'], false],
  ['in autumn, one session between', '2027-10-25', 'weekly', ['2027-11-01', '2027-11-08'], false],
  ['after the changes', '2027-03-29', 'weekly', ['2027-04-05', '2027-04-05'], true],
] as const)(
  '%s: hours are those of the week in which clocks stand as they do mostly',
  (_, from, cadence, weeks, steady) => {
    const zones = [berlin, newYork];
    const found = sessionWeeks({ from: day(from), cadence, zones });
    expect(named(found)).toEqual(weeks);
    expect(clocksKeepStep({ first: found.first, cadence, zones })).toBe(steady);
    // Nine to five in both places is two hours a day in common, and three only between the changes.
    expect(halfHoursInCommon(zones, found.reckoned)).toBe(5 * 4);
  },
);

test('between the changes there would be more hours than most sessions have', () => {
  expect(halfHoursInCommon([berlin, newYork], day('2027-03-15'))).toBe(5 * 6);
});

test('places that change together, or never, keep step, and the first week is as good as any', () => {
  const first = { from: day('2027-03-11'), cadence: 'weekly' } as const;
  for (const zones of [[berlin], [berlin, 'Europe/Lisbon'], ['Asia/Tokyo', 'UTC', 'Asia/Kolkata'], []]) {
    const found = sessionWeeks({ ...first, zones });
    expect(named(found)).toEqual(['2027-03-15', '2027-03-15']);
    expect(clocksKeepStep({ first: found.first, cadence: 'weekly', zones })).toBe(true);
  }
});

test('a zone that nobody knows counts as UTC', () => {
  const found = sessionWeeks({ from: day('2027-03-11'), cadence: 'weekly', zones: ['Nowhere/Land', 'UTC'] });
  expect(clocksKeepStep({ ...found, cadence: 'weekly', zones: ['Nowhere/Land', 'UTC'] })).toBe(true);
  expect(clocksKeepStep({ ...found, cadence: 'weekly', zones: ['Nowhere/Land', berlin] })).toBe(false);
});
