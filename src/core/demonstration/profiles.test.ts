import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { localPlaces, mondayBefore, weekInUtc } from '../people/week-in-utc.ts';
import { toldProfiles, workingWeek } from './profiles.ts';
import { cast } from './story.ts';

const everyone = Object.values(toldProfiles);

test('every skill that the demonstration names is one of those that come with Rondo', () => {
  const named = everyone.flatMap(({ strengths, wishes, focus }) => [
    ...strengths,
    ...wishes,
    ...(focus ? [focus.skill] : []),
  ]);
  expect(named.filter((slug) => !existsSync(`skills/${slug}.md`))).toEqual([]);
});

test('everybody’s wish is somebody else’s strength, and nobody wishes for what they lend', () => {
  for (const { wishes, strengths } of everyone)
    for (const wish of wishes) {
      expect(
        everyone.some((other) => other.strengths.includes(wish)),
        wish,
      ).toBe(true);
      expect(strengths, wish).not.toContain(wish);
    }
});

test.each(['2026-01-14', '2026-04-01', '2026-07-15', '2026-10-28'])(
  'in the week of %s all of them share at least two hours on each working day',
  (day) => {
    const monday = mondayBefore(Date.parse(`${day}T12:00:00Z`));
    const weeks = cast.map(
      ({ key, timeZone }) =>
        weekInUtc(workingWeek(toldProfiles[key].hours), localPlaces(timeZone, monday)).hours,
    );
    const shared = weeks.reduce((one, other) => one.map((word, at) => word & (other[at] ?? 0)));
    const halfHours = shared.map((word) => (word >>> 0).toString(2).replaceAll('0', '').length);
    expect(halfHours.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(5 * 4);
  },
);
