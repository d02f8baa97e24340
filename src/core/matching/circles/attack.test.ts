import { expect, test } from 'vitest';
import { evaluations } from '../allowance.ts';
import { random } from '../random.ts';
import { matchCircles } from './match-circles.ts';
import { matchNearby } from './match-nearby.ts';
import type { MatchedCircle } from './matching-result.ts';
import { neighbourhoods } from './neighbourhoods.ts';
import type { MatchPerson } from './person.ts';
import { mostLooks, type PlaceGuard, seededDraw, usualGuard } from './place-draw.ts';
import { placesFor } from './places-for.ts';
import { type MatchRound, usualWeights } from './round.ts';

/*
 * An organiser who wants to know who does not want to meet whom: makes five proposals, with another circle locked each time,
 * moves people as often as the program lets them, up to 200 times, reads every reason, and times every answer. Each pair
 * gets a suspicion; AUC is the chance that a pair with a secret has more of it than one without (a half: nothing is learnt).
 *
 * Whoever sits together has no secret, and no engine that keeps people apart can hide that: among n people the circles of a
 * single proposal are s - 1 of each person's n - 1 pairs, which alone is an AUC of 0.5 + (s - 1) / (n - 1) / 2. For circles
 * of four that is over 0.55 below 31 people. So two things are asked: that nothing is learnt about pairs who were never
 * shown together, at any size, and that ruling out stays below 0.55 wherever one proposal does.
 */

const [solves, moves] = [5, 200];
const skills = ['listening', 'feedback', 'writing', 'coaching', 'negotiation'];

function secretRound(people: number, seed: number): { round: MatchRound; secret: Set<string> } {
  const dice = random(seed);
  const everybody = Array.from({ length: people }, (_, place): MatchPerson => {
    const pick = () => skills[dice.below(skills.length)] as string;
    return {
      id: `p${place}`,
      offers: { [pick()]: 3 + dice.below(3) },
      wants: { [pick()]: 1 + dice.below(3) },
      department: `d${dice.below(8)}`,
      seniority: 1 + dice.below(6),
      languages: ['en'],
      hours: Array.from({ length: 11 }, () => 0xffff0000 | dice.below(65_536)),
      notWith: [],
    };
  });
  const secret = new Set<string>();
  while (secret.size < people) {
    const [a, b] = [dice.below(people), dice.below(people)];
    if (a === b || secret.has(pairKey(`p${a}`, `p${b}`))) continue;
    secret.add(pairKey(`p${a}`, `p${b}`));
    const person = everybody[a] as MatchPerson;
    everybody[a] = { ...person, notWith: [...(person.notWith ?? []), `p${b}`] };
  }
  return { round: { people: everybody, size: 4, commonHalfHours: 2, weights: usualWeights, seed }, secret };
}

const pairKey = (one: string, other: string) => (one < other ? `${one} ${other}` : `${other} ${one}`);

interface Findings {
  /** Whoever was shown together has none; else it grows with each time somebody was not offered to the other. */
  suspicion: Map<string, number>;
  slowness: Map<string, number>;
  /** AUC of what the circles of the first proposal say by themselves. */
  atFirst: Map<string, number>;
}

function attack(
  round: MatchRound,
  { guard, everywhere = false, looks }: { guard: PlaceGuard; everywhere?: boolean; looks: number },
): Findings {
  const dice = random(99 + round.seed);
  const ids = round.people.map(({ id }) => id);
  const together = new Set<string>();
  const refused = new Map<string, number>();
  const slowness = new Map<string, number>();
  const see = (circle: readonly string[] = []) => {
    for (const a of circle) for (const b of circle) if (a < b) together.add(pairKey(a, b));
  };
  const proposals: (readonly MatchedCircle[])[] = [];
  const areas = () => (everywhere ? undefined : neighbourhoods(proposals, ids));
  let circles: (readonly string[])[] = [];
  let first = new Set<string>();
  for (let solve = 0; solve < solves; solve++) {
    const kept =
      circles.length > 0 ? [{ members: circles[dice.below(circles.length)] ?? [], open: false }] : [];
    const near = areas();
    const asked = { ...round, kept };
    const result = near
      ? matchNearby(asked, near, evaluations(300 * round.people.length))
      : matchCircles(asked, evaluations(100 * round.people.length));
    proposals.push(result.circles);
    circles = result.circles.map(({ members }) => members);
    circles.forEach(see);
    if (solve === 0) first = new Set(together);
  }
  const near = areas();
  for (let move = 0; move < looks; move++) {
    const person = `p${dice.below(ids.length)}`;
    const home = circles.findIndex((circle) => circle.includes(person));
    const around = near?.find((area) => area.includes(person));
    const began = performance.now();
    const places = placesFor(round, { circles, person, near: around }, guard);
    const took = performance.now() - began;
    for (const place of places) for (const at of [home, place.circle]) see(place.circles[at]);
    const offered = new Set(places.map(({ circle }) => circle));
    for (const [at, circle] of circles.entries())
      for (const other of at === home ? [] : circle) {
        const key = pairKey(person, other);
        slowness.set(key, Math.max(slowness.get(key) ?? 0, took));
        // Somebody who lives elsewhere is never offered, so that says nothing.
        if (!offered.has(at) && (!around || around.includes(other)))
          refused.set(key, (refused.get(key) ?? 0) + 1);
      }
    // The organiser does move somebody, so that circles are new ones the next time.
    const place = places[dice.below(Math.max(1, places.length))];
    if (place) circles = [...place.circles];
  }
  const [suspicion, atFirst] = [new Map<string, number>(), new Map<string, number>()];
  for (const [at, a] of ids.entries())
    for (const b of ids.slice(at + 1)) {
      const key = pairKey(a, b);
      suspicion.set(key, together.has(key) ? -1 : (refused.get(key) ?? 0));
      atFirst.set(key, first.has(key) ? -1 : 0);
    }
  return { suspicion, slowness, atFirst };
}

/** The chance that a pair with a secret is suspected more than one without; ties count a half. */
function auc(suspicion: ReadonlyMap<string, number>, secret: ReadonlySet<string>): number {
  const sorted = [...suspicion].sort((a, b) => a[1] - b[1]);
  let [below, wins] = [0, 0];
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (end < sorted.length && sorted[end]?.[1] === sorted[at]?.[1]) end++;
    const tied = sorted.slice(at, end);
    const held = tied.filter(([key]) => secret.has(key)).length;
    wins += held * (below + (tied.length - held) / 2);
    below += tied.length - held;
    at = end;
  }
  const held = [...suspicion.keys()].filter((key) => secret.has(key)).length;
  return wins / (held * (suspicion.size - held));
}

const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

/** What is learnt in so many rounds of a size: altogether, about pairs never shown together, from time, and at first. */
function learnt(people: number, rounds: number) {
  const found = Array.from({ length: rounds }, (_, at) => {
    const { round, secret } = secretRound(people, at + 1);
    const guard = { ...usualGuard, draw: seededDraw(at + 77) };
    const { suspicion, slowness, atFirst } = attack(round, {
      guard,
      looks: Math.min(moves, mostLooks(people)),
    });
    const ruledOut = new Map([...suspicion].map(([key, value]) => [key, Math.min(0, value)]));
    const apart = new Map([...suspicion].filter(([, value]) => value >= 0));
    return {
      altogether: Math.max(auc(suspicion, secret), auc(ruledOut, secret)),
      apart: auc(apart, secret),
      slowness: auc(slowness, secret),
      atFirst: auc(atFirst, secret),
    };
  });
  const of = (name: keyof (typeof found)[number]) => mean(found.map((each) => each[name]));
  return {
    altogether: of('altogether'),
    apart: of('apart'),
    slowness: of('slowness'),
    atFirst: of('atFirst'),
  };
}

test.each([
  [12, 20],
  [24, 20],
  [60, 12],
  [120, 3],
  [240, 2],
  [480, 1],
])(
  'among %i people five proposals, as many moves as there are, reasons and timings do not say who does not want to meet whom',
  (people, rounds) => {
    const found = learnt(people, rounds);
    const said = JSON.stringify(found);
    expect(found.apart, said).toBeLessThan(0.55);
    expect(Math.abs(found.slowness - 0.5), said).toBeLessThan(0.15);
    if (people >= 60) expect(found.altogether, said).toBeLessThan(0.55);
    else expect(found.altogether - found.atFirst, said).toBeLessThan(people < 24 ? 0.16 : 0.08);
  },
  60_000,
);

test.each([24, 60, 240, 480])(
  'among %i people the same attack succeeds without the protection',
  (people) => {
    const { round, secret } = secretRound(people, 1);
    const guard = { people, waiting: people, places: people, refusals: 0, draw: seededDraw(1) };
    const { suspicion } = attack(round, { guard, everywhere: true, looks: 120 });
    expect(auc(suspicion, secret)).toBeGreaterThan(0.65);
  },
  60_000,
);

test('reasons are the same with and without what somebody keeps to themselves', () => {
  const { round } = secretRound(360, 4);
  const [first, second] = round.people as [MatchPerson, MatchPerson];
  const pair = { ...round, people: [{ ...first, notWith: [second.id], likes: [] }, second], size: 2 };
  const { unplaced } = matchCircles(pair, evaluations(10));
  expect(unplaced.map(({ reason }) => reason.kind)).toEqual([
    'no-room-in-a-fitting-circle',
    'no-room-in-a-fitting-circle',
  ]);
  const liking = { ...round, people: round.people.map((each) => ({ ...each, likes: ['p0', 'p1'] })) };
  expect(JSON.stringify(matchCircles(liking, evaluations(100)).circles)).not.toContain('like"');
});
