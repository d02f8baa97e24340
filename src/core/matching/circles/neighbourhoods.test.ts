import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluations } from '../allowance.ts';
import { arbitraryRound } from './arbitrary-people.ts';
import { matchCircles } from './match-circles.ts';
import { matchNearby } from './match-nearby.ts';
import { neighbourhoods } from './neighbourhoods.ts';

/** A proposal of circles of four, named by their places. */
function proposed(circles: number) {
  return Array.from({ length: circles }, (_, circle) => ({
    members: Array.from({ length: 4 }, (_, seat) => `p${circle * 4 + seat}`),
    commonHours: [1 << (circle % 32), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    facts: [],
  }));
}

const idsOf = (circles: ReturnType<typeof proposed>) => circles.flatMap(({ members }) => members);

test('before there is a proposal nobody lives anywhere', () => {
  expect(neighbourhoods([], ['p0', 'p1'])).toBeUndefined();
});

test.each([
  [3, [12]],
  [6, [8, 8, 8]],
  [15, [8, 8, 8, 8, 8, 8, 12]],
  [60, Array.from({ length: 12 }, () => 20)],
])('%i circles of four make neighbourhoods of a few circles each', (count, sizes) => {
  const circles = proposed(count);
  const areas = neighbourhoods([circles], idsOf(circles)) ?? [];
  expect(areas.map(({ length }) => length).sort((a, b) => a - b)).toEqual(sizes);
  for (const { members } of circles) {
    const homes = areas.filter((area) => members.some((id) => area.includes(id)));
    expect(homes).toHaveLength(1);
  }
});

test('in a large round a neighbourhood holds a tenth of all people at most', () => {
  const circles = proposed(120);
  for (const area of neighbourhoods([circles], idsOf(circles)) ?? [])
    expect(area.length).toBeLessThanOrEqual(48);
});

test('whoever comes later lives in the smallest neighbourhood, and stays there', () => {
  const circles = proposed(6);
  const people = [...idsOf(circles).filter((id) => id !== 'p3'), 'late'];
  const [home = []] = (neighbourhoods([circles], people) ?? []).filter((area) => area.includes('late'));
  expect(home).toContain('p0');
  const next = circles.map((circle) =>
    circle.members.includes('p0') ? { ...circle, members: ['p0', 'p1', 'p2', 'late'] } : circle,
  );
  const later = neighbourhoods([circles, next], [...people, 'p3', 'p99']) ?? [];
  expect(later.find((area) => area.includes('late'))).toContain('p0');
});

test('a proposal that had to mix them begins neighbourhoods anew', () => {
  const circles = proposed(6);
  const ids = idsOf(circles);
  const first = neighbourhoods([circles], ids) ?? [];
  // One of each neighbourhood in each circle.
  const mixed = circles.map((circle, at) => ({
    ...circle,
    members: [0, 1, 2, 3].map((seat) => ids[(at + seat * 6) % ids.length] as string),
  }));
  const anew = neighbourhoods([circles, mixed], ids) ?? [];
  expect(anew).not.toEqual(first);
  for (const { members } of mixed)
    expect(anew.filter((area) => members.some((id) => area.includes(id)))).toHaveLength(1);
});

test('circles within neighbourhoods stay in them, leave out nobody whom the whole round has a circle for, and keep what is locked', () => {
  fc.assert(
    fc.property(arbitraryRound, (round) => {
      const first = matchCircles(round, evaluations(2000));
      const areas = neighbourhoods(
        [first.circles],
        round.people.map(({ id }) => id),
      );
      if (!areas) return;
      const [lock] = first.circles;
      const kept = lock ? [{ members: lock.members, open: false }] : [];
      const near = matchNearby({ ...round, kept }, areas, evaluations(4000));
      const whole = matchCircles({ ...round, kept }, evaluations(1600));
      expect(near.unplaced.length).toBeLessThanOrEqual(whole.unplaced.length);
      if (lock)
        expect(near.circles.map(({ members }) => [...members].sort())).toContainEqual(
          [...lock.members].sort(),
        );
      const everybody = [
        ...near.circles.flatMap(({ members }) => members),
        ...near.unplaced.map(({ person }) => person),
      ];
      expect(everybody.sort()).toEqual(round.people.map(({ id }) => id).sort());
      if (near.unplaced.length > 0) return;
      const mixing = near.circles.filter(
        ({ members }) => !areas.some((area) => members.every((id) => area.includes(id))),
      );
      expect(mixing).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
