import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluations } from '../allowance.ts';
import { arbitraryPeople, arbitraryRound } from './arbitrary-people.ts';
import { circleTable } from './circle-table.ts';
import { circleValue } from './circle-value.ts';
import { halfHoursIn } from './describe-circle.ts';
import { matchCircles } from './match-circles.ts';
import type { MatchedCircle } from './matching-result.ts';
import { subsets } from './most-of.ts';
import type { MatchPerson } from './person.ts';
import { seededDraw } from './place-draw.ts';
import { placesFor } from './places-for.ts';
import { repairCircles } from './repair-circles.ts';
import { type MatchRound, usualWeights } from './round.ts';

const budget = 1000;
const idsOf = (circles: readonly MatchedCircle[]) => circles.map(({ members }) => [...members]);

/** Said again from the words of the rules, without the engine's tables. */
function expectRulesKept(
  { people, commonHalfHours, size }: MatchRound,
  circles: readonly (readonly string[])[],
) {
  const byId = new Map(people.map((person) => [person.id, person]));
  for (const ids of circles) {
    const members = ids.map((id) => byId.get(id) as MatchPerson);
    expect(members.length).toBeGreaterThanOrEqual(2);
    expect(members.length).toBeLessThanOrEqual(Math.min(5, size + 1));
    const languages = members.map((member) => new Set(member.languages));
    expect([...(languages[0] ?? [])].some((each) => languages.every((others) => others.has(each)))).toBe(
      true,
    );
    const common = Array.from({ length: 11 }, (_, word) =>
      members.reduce((all, { hours }) => all & (hours[word] as number), -1),
    );
    expect(halfHoursIn(common)).toBeGreaterThanOrEqual(commonHalfHours);
    for (const a of members)
      for (const b of members) {
        if (a === b) continue;
        expect(a.notWith).not.toContain(b.id);
        if (a.sameLevelOnly && a.seniority !== undefined)
          expect(Math.abs(a.seniority - (b.seniority ?? Number.POSITIVE_INFINITY))).toBeLessThanOrEqual(1);
        if (a.manager === b.id) expect(a.managerWelcome && b.managerWelcome).toBe(true);
      }
  }
}

describe('forming circles', () => {
  test('no hard rule is broken, and everybody is in one circle or told why not', () => {
    fc.assert(
      fc.property(arbitraryRound, (round) => {
        const { circles, unplaced, value, bound } = matchCircles(round, evaluations(budget));
        expectRulesKept(round, idsOf(circles));
        const everybody = [...idsOf(circles).flat(), ...unplaced.map(({ person }) => person)];
        expect(everybody.sort()).toEqual(round.people.map(({ id }) => id).sort());
        expect(bound).toBeGreaterThanOrEqual(value);
      }),
      { numRuns: 100 },
    );
  });

  test('the same seed and budget give the same circles', () => {
    fc.assert(
      fc.property(arbitraryRound, (round) => {
        expect(matchCircles(round, evaluations(budget))).toEqual(matchCircles(round, evaluations(budget)));
      }),
      { numRuns: 30 },
    );
  });

  test('a locked circle stays as it is, and whoever keeps a circle stays with those they keep', () => {
    fc.assert(
      fc.property(arbitraryRound, (round) => {
        const first = idsOf(matchCircles(round, evaluations(budget)).circles);
        const [locked, begun] = [first[0], first[1]?.slice(0, 2)];
        const kept = [
          ...(locked ? [{ members: locked, open: false }] : []),
          ...(begun ? [{ members: begun, open: true }] : []),
        ];
        const circles = idsOf(matchCircles({ ...round, kept, seed: 7 }, evaluations(budget)).circles);
        if (locked) expect(circles.map((each) => each.sort())).toContainEqual([...locked].sort());
        if (begun) expect(circles.some((circle) => begun.every((id) => circle.includes(id)))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('thousands of people with little time', () => {
  test('a short search makes no worse circles than none, breaks no rule, and loses nobody', {
    timeout: 60_000,
  }, () => {
    const people = fc.sample(arbitraryPeople(2600), { seed: 5, numRuns: 1 })[0] as MatchPerson[];
    const round = { people, size: 4, commonHalfHours: 94, weights: usualWeights, seed: 3 };
    const none = matchCircles(round, evaluations(1));
    const { circles, unplaced, value } = matchCircles(round, evaluations(3 * people.length));
    expect(value).toBeGreaterThan(none.value);
    expectRulesKept(round, idsOf(circles));
    const everybody = [...idsOf(circles).flat(), ...unplaced.map(({ person }) => person)];
    expect(everybody.sort()).toEqual(people.map(({ id }) => id).sort());
  });
});

test('among thousands, one person sits with the few who speak their language, wherever those are in the order', {
  timeout: 60_000,
}, () => {
  const hours = Array<number>(11).fill(0xffff);
  const people = Array.from({ length: 2600 }, (_, place): MatchPerson => {
    // Who also speaks German is far from the last person, by language and by place.
    const languages = place === 2599 ? ['de'] : place >= 20 && place < 30 ? ['en', 'de'] : ['en'];
    return { id: `person-${place}`, offers: {}, wants: {}, languages, hours, notWith: [] };
  });
  const round = { people, size: 4, commonHalfHours: 2, weights: usualWeights, seed: 3 };
  const { circles, unplaced } = matchCircles(round, evaluations(1));
  expect(unplaced).toEqual([]);
  expectRulesKept(round, idsOf(circles));
});

describe('when somebody leaves or comes', () => {
  test('rules hold, nobody is lost, and a circle of four that loses one changes no other', () => {
    fc.assert(
      fc.property(arbitraryRound, (round) => {
        const before = idsOf(matchCircles(round, evaluations(budget)).circles);
        const gone = before[0]?.[0];
        if (gone === undefined) return;
        const staying = before.flat().filter((id) => id !== gone);
        const people = round.people.filter(({ id }) => staying.includes(id));
        const after = repairCircles(
          { ...round, people },
          { circles: before, left: [gone], joined: [] },
          evaluations(budget),
        );
        expectRulesKept(round, idsOf(after.circles));
        expect(
          [...idsOf(after.circles).flat(), ...after.unplaced.map(({ person }) => person)].sort(),
        ).toEqual(staying.sort());
        if (round.size === 4 && before[0]?.length === 4) expect(after.changed).toBe(0);
      }),
      { numRuns: 80 },
    );
  });
});

describe('moving somebody by hand', () => {
  test('every place that is offered keeps the rules, and the same ones are offered again', () => {
    fc.assert(
      fc.property(arbitraryRound, (round) => {
        const circles = idsOf(matchCircles(round, evaluations(budget)).circles);
        for (const person of circles.flat()) {
          const places = placesFor(round, { circles, person });
          expect(places.length).toBeLessThanOrEqual(3);
          for (const place of places)
            expectRulesKept(
              round,
              place.circles.filter((ids) => ids.length > 0),
            );
          expect(placesFor(round, { circles, person })).toEqual(places);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('nobody is brought together by hand whom chance keeps apart, so that a refusal means nothing', () => {
    fc.assert(
      fc.property(arbitraryRound, (round) => {
        const circles = idsOf(matchCircles(round, evaluations(budget)).circles);
        const draw = seededDraw(5);
        const guard = { people: 9, waiting: 9, places: 9, refusals: 0.5, draw };
        for (const person of circles.flat())
          for (const { circle, circles: after } of placesFor(round, { circles, person }, guard))
            for (const other of after[circle] as string[])
              if (other !== person) expect(draw('refusal', other, person)).toBeGreaterThanOrEqual(0.5);
      }),
      { numRuns: 40 },
    );
  });
});

describe('nobody is left out without need', () => {
  /** Whether everybody can sit in circles of the sizes that a result may have. */
  function canAllSit(
    left: readonly number[],
    lengths: readonly number[],
    fits: (members: number[]) => boolean,
  ): boolean {
    const [first, ...others] = left;
    if (first === undefined) return true;
    return lengths.some((length) =>
      subsets(others, length - 1).some(
        (mates) =>
          fits([first, ...mates]) &&
          canAllSit(
            others.filter((each) => !mates.includes(each)),
            lengths,
            fits,
          ),
      ),
    );
  }

  test('among a few people who can all sit somewhere, everybody does', () => {
    let possible = 0;
    fc.assert(
      fc.property(
        arbitraryRound.filter(({ people }) => people.length >= 4 && people.length <= 9),
        (asked) => {
          const round = {
            ...asked,
            commonHalfHours: 2,
            people: asked.people.map((person) => ({ ...person, sameLevelOnly: false })),
          };
          const value = circleValue(circleTable(round), round);
          const { size } = round;
          const lengths = [size, size + 1, size - 1].filter((length) => length >= 2 && length <= 5);
          if (!canAllSit([...round.people.keys()], lengths, (members) => value(members) >= 0)) return;
          possible++;
          expect(matchCircles(round, evaluations(budget)).unplaced).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
    expect(possible).toBeGreaterThan(10);
  });
});

test('who can sit with nobody for a reason that all may know is not in the bound; a hidden one does not show there', () => {
  const always = Array<number>(11).fill(0xffff);
  const person = (id: string, more: Partial<MatchPerson> = {}): MatchPerson => ({
    ...{ id, offers: {}, wants: {}, languages: ['en'], hours: always },
    ...more,
  });
  const boundOf = (people: MatchPerson[]) =>
    matchCircles({ people, size: 4, commonHalfHours: 2, weights: usualWeights, seed: 1 }, evaluations(budget))
      .bound;
  expect(boundOf([person('a')])).toBe(0);
  const four = ['a', 'b', 'c', 'd'].map((id) => person(id));
  expect(boundOf([...four, person('e', { languages: ['fi'] })])).toBe(4);
  expect(boundOf([...four, person('e', { notWith: ['a', 'b', 'c', 'd'] })])).toBe(5);
});
