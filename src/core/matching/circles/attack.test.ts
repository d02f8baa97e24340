import { expect, test } from 'vitest';
import { evaluations } from '../allowance.ts';
import { random } from '../random.ts';
import { matchCircles } from './match-circles.ts';
import type { MatchPerson } from './person.ts';
import { type PlaceGuard, seededDraw } from './place-draw.ts';
import { placesFor } from './places-for.ts';
import { type MatchRound, usualWeights } from './round.ts';

/*
 * An organiser who wants to know who does not want to meet whom: solves five times, with other weights each time, moves
 * people 200 times, reads every reason, and times every answer. Each pair gets a suspicion; AUC is the chance that a
 * pair with a secret has more of it than one without (a half: nothing is learnt).
 */

const [people, secrets, solves, moves] = [360, 360, 5, 200];
const skills = ['listening', 'feedback', 'writing', 'coaching', 'negotiation'];

function secretRound(seed: number): { round: MatchRound; secret: Set<string> } {
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
  while (secret.size < secrets) {
    const [a, b] = [dice.below(people), dice.below(people)];
    if (a === b || secret.has(pairKey(`p${a}`, `p${b}`))) continue;
    secret.add(pairKey(`p${a}`, `p${b}`));
    const person = everybody[a] as MatchPerson;
    everybody[a] = { ...person, notWith: [...(person.notWith ?? []), `p${b}`] };
  }
  return { round: { people: everybody, size: 4, commonHalfHours: 2, weights: usualWeights, seed }, secret };
}

const pairKey = (one: string, other: string) => (one < other ? `${one} ${other}` : `${other} ${one}`);

/** Suspicion by pair: whoever was seen together or offered together has none; being asked and not offered adds some. */
function attack(
  round: MatchRound,
  guard?: PlaceGuard,
): { suspicion: Map<string, number>; slowness: Map<string, number> } {
  const dice = random(99);
  const together = new Set<string>();
  const refused = new Map<string, number>();
  const slowness = new Map<string, number>();
  const see = (circle: readonly string[] = []) => {
    for (const a of circle) for (const b of circle) if (a < b) together.add(pairKey(a, b));
  };
  let circles: (readonly string[])[] = [];
  for (let solve = 0; solve < solves; solve++) {
    const weights = { ...usualWeights, stretch: 1 + solve, freshness: 5 - solve };
    const result = matchCircles({ ...round, weights }, evaluations(20_000));
    circles = result.circles.map(({ members }) => members);
    circles.forEach(see);
  }
  for (let move = 0; move < moves; move++) {
    const person = `p${dice.below(people)}`;
    const home = circles.findIndex((circle) => circle.includes(person));
    const began = performance.now();
    const places = placesFor(round, { circles, person }, guard);
    const took = performance.now() - began;
    for (const place of places) for (const at of [home, place.circle]) see(place.circles[at]);
    const offered = new Set(places.map(({ circle }) => circle));
    for (const [at, circle] of circles.entries())
      for (const other of at === home ? [] : circle) {
        const key = pairKey(person, other);
        slowness.set(key, Math.max(slowness.get(key) ?? 0, took));
        if (!offered.has(at)) refused.set(key, (refused.get(key) ?? 0) + 1);
      }
    // The organiser does move somebody, so that circles are new ones the next time.
    const place = places[dice.below(Math.max(1, places.length))];
    if (place) circles = [...place.circles];
  }
  const suspicion = new Map<string, number>();
  for (let a = 0; a < people; a++)
    for (let b = a + 1; b < people; b++) {
      const key = pairKey(`p${a}`, `p${b}`);
      suspicion.set(key, together.has(key) ? -1 : (refused.get(key) ?? 0));
    }
  return { suspicion, slowness };
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

test('five solves, 200 moves, reasons and timings do not say who does not want to meet whom', () => {
  const results = [1, 2].map((seed) => {
    const { round, secret } = secretRound(seed);
    const { suspicion, slowness } = attack(round);
    return { suspicion: auc(suspicion, secret), slowness: auc(slowness, secret) };
  });
  const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  expect(mean(results.map(({ suspicion }) => suspicion))).toBeLessThan(0.55);
  expect(Math.abs(mean(results.map(({ slowness }) => slowness)) - 0.5)).toBeLessThan(0.15);
}, 60_000);

test('without the draw, which offers only a few places, the same attack succeeds', () => {
  const { round, secret } = secretRound(1);
  const draw = seededDraw(1);
  const { suspicion } = attack(round, { people, places: people, refusals: 0, draw });
  expect(auc(suspicion, secret)).toBeGreaterThan(0.65);
}, 60_000);

test('reasons are the same with and without what somebody keeps to themselves', () => {
  const { round } = secretRound(4);
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
