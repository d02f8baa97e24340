import type { Allowance } from '../allowance.ts';
import { mostInCircle } from '../group-sizes.ts';
import { circleTable } from './circle-table.ts';
import { circleValue } from './circle-value.ts';
import { resultOf, seekCircles } from './match-circles.ts';
import type { MatchingResult } from './matching-result.ts';
import type { MatchRound } from './round.ts';

/** What happened to circles that had been made. */
export interface RoundChange {
  /** Members' ids, as they were. */
  circles: readonly (readonly string[])[];
  /** Who is no longer there. */
  left: readonly string[];
  /** Who is there now and has no circle. */
  joined: readonly string[];
}

export interface RepairResult extends MatchingResult {
  /** How many of the circles that stood have other members now, beyond those who left. */
  changed: number;
}

/**
 * Mends circles after somebody left or came, and changes as few as possible: first none but those that people left,
 * with newcomers taking free seats; then one more circle is opened at a time, those first with which it is worth most.
 *
 * @param round everybody who is still there or new
 */
export function repairCircles(round: MatchRound, change: RoundChange, allowance: Allowance): RepairResult {
  const table = circleTable(round);
  const value = circleValue(table, round);
  const placeOf = new Map(round.people.map(({ id }, place) => [id, place]));
  const gone = new Set(change.left);
  const remaining = change.circles.map((circle) =>
    circle.filter((id) => !gone.has(id)).map((id) => placeOf.get(id) as number),
  );
  const stands = remaining.map((members) => members.length >= 2 && value(members) >= 0);
  const least = Math.max(2, round.size - 1);
  const whole = remaining.filter((members, at) => stands[at] && members.length >= least);
  let loose = [
    ...remaining.flatMap((members, at) => (whole.includes(members) && stands[at] ? [] : members)),
    ...change.joined.map((id) => placeOf.get(id)).filter((place) => place !== undefined),
  ];
  const circles = whole.map((members) => [...members]);
  // A seat that became free is filled before another circle is made larger.
  for (const most of [round.size, Math.min(mostInCircle, round.size + 1)])
    loose = loose.filter((person) => !seat(circles, person, { most, value }));
  const locked = new Set((round.kept ?? []).flatMap(({ members }) => members.map((id) => placeOf.get(id))));
  const closed = circles.filter((members) => members.some((place) => locked.has(place)));
  const mayOpen = circles.length - closed.length;
  let [opened, attempt, spent] = [0, 0, 0];
  let left = loose;
  while (left.length > 0) {
    const found = reopen(opened, left, part(attempt++));
    if (found) circles.splice(0, circles.length, ...found.circles);
    if (found) left = found.left;
    if (found || opened >= mayOpen) break;
    opened = Math.min(mayOpen, opened === 0 ? 1 : opened * 2);
  }
  const before = new Set(remaining.filter((members) => members.length > 0).map(keyOf));
  const changed = [...before].filter((key) => !circles.some((members) => keyOf(members) === key)).length;
  return { ...resultOf(round, table, value, { circles, left, stopped: false }), changed };

  /** Each attempt has a part of the allowance; there are few, because the number of opened circles doubles. */
  function part(at: number): Allowance {
    const before = spent;
    return (tried) => {
      spent = Math.max(spent, before + tried);
      return Math.max(0, Math.min(1, allowance(before + tried) * attempts - at));
    };
  }

  /** Tries the loose people with so many of the circles taken apart; undefined when somebody is still left. */
  function reopen(
    count: number,
    waiting: readonly number[],
    budget: Allowance,
  ): { circles: number[][]; left: number[] } | undefined {
    const idOf = (place: number) => (round.people[place] as { id: string }).id;
    const byCloseness = circles
      .filter((members) => !closed.includes(members))
      .sort((a, b) => closeness(b, waiting) - closeness(a, waiting));
    const kept = [...closed, ...byCloseness.slice(count)].map((members) => ({
      members: members.map(idOf),
      open: false,
    }));
    const sought = seekCircles({ ...round, kept }, table, value, budget);
    return sought.left.length === 0 || count >= mayOpen ? sought : undefined;
  }

  /** How well the waiting people go with a circle's members, two by two. */
  function closeness(members: readonly number[], waiting: readonly number[]): number {
    let sum = 0;
    for (const person of waiting) for (const member of members) sum += Math.max(-1, value([person, member]));
    return sum / members.length;
  }
}

/** The most attempts that doubling takes for a hundred thousand people. */
const attempts = 18;

const keyOf = (members: readonly number[]) => [...members].sort((a, b) => a - b).join(' ');

function seat(
  circles: number[][],
  person: number,
  { most, value }: { most: number; value: (members: ArrayLike<number>) => number },
): boolean {
  let [best, gain] = [-1, Number.NEGATIVE_INFINITY];
  for (const [at, members] of circles.entries()) {
    if (members.length >= most) continue;
    const after = value([...members, person]);
    if (after >= 0 && after - value(members) > gain) [best, gain] = [at, after - value(members)];
  }
  if (best < 0) return false;
  (circles[best] as number[]).push(person);
  return true;
}
