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
  /** Who had no circle before either: they are seated where something is mended, and nothing is mended for them alone. */
  waiting?: readonly string[];
  /** Who has said yes to their circle. */
  accepted?: readonly string[];
}

export interface RepairResult extends MatchingResult {
  /** How many of the circles that stood have other members now, beyond those who left. */
  changed: number;
}

/**
 * Mends circles after somebody left or came, or a rule that they break was given, and changes as few as possible: first none but those that people left,
 * with newcomers taking free seats; then one more circle is opened at a time. Where there is a choice, circles change to
 * which fewer have said yes; among those alike, the ones with which it is worth most. Kept circles stay as they are,
 * whatever rules say of them now: nobody is seated in them, and they count for nothing that is mended.
 *
 * @param round everybody who is still there or new; what it keeps are circles that have begun
 */
export function repairCircles(round: MatchRound, change: RoundChange, allowance: Allowance): RepairResult {
  const table = circleTable(round);
  const value = circleValue(table, round);
  const placeOf = new Map(round.people.map(({ id }, place) => [id, place]));
  const placesOf = (ids: readonly string[]) =>
    ids.map((id) => placeOf.get(id)).filter((place) => place !== undefined);
  const closed = (round.kept ?? []).map(({ members }) => placesOf(members));
  const begun = new Set((round.kept ?? []).flatMap(({ members }) => members));
  const gone = new Set(change.left);
  const accepted = new Set(placesOf(change.accepted ?? []));
  const standing = change.circles.filter((circle) => !circle.some((id) => begun.has(id)));
  const remaining = standing.map((circle) => placesOf(circle.filter((id) => !gone.has(id))));
  const least = Math.max(2, round.size - 1);
  // A small circle that nobody left stays as it was agreed.
  const stands = remaining.map(
    (members, at) =>
      members.length >= Math.min(least, Math.max(2, standing[at]?.length ?? 0)) && value(members) >= 0,
  );
  const whole = remaining.every(({ length }, at) => stands[at] && length === standing[at]?.length);
  const waiting = placesOf((change.waiting ?? []).filter((id) => !begun.has(id)));
  const mends = !whole || change.joined.length > 0;
  let loose = [
    ...remaining.flatMap((members, at) => (stands[at] ? [] : members)),
    ...placesOf(change.joined.filter((id) => !begun.has(id))),
    ...(mends ? waiting : []),
  ];
  const before = new Set(remaining.filter((members) => members.length > 0).map(keyOf));
  const asBefore = new Set(
    remaining.filter(({ length }, at) => length === standing[at]?.length).map((members) => keyOf(members)),
  );
  const circles = remaining.filter((_members, at) => stands[at]).map((members) => [...members]);
  // A seat that became free is filled before another circle is made larger.
  for (const most of [round.size, Math.min(mostInCircle, round.size + 1)])
    loose = loose.filter((person) => !seat(circles, person, { most, value, cost: lost }));
  circles.unshift(...closed);
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
  const changed = [...before].filter((key) => !circles.some((members) => keyOf(members) === key)).length;
  if (!mends) left = waiting;
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
    const inOrder = circles
      .filter((members) => !closed.includes(members))
      .map((members) => ({
        members,
        helps: waiting.some((person) => fits(person, members)) ? 0 : 1,
        lost: lost(members),
        closeness: closeness(members, waiting),
      }))
      .sort((a, b) => a.helps - b.helps || a.lost - b.lost || b.closeness - a.closeness)
      .map(({ members }) => members);
    const kept = [...closed, ...inOrder.slice(count)].map((members) => ({
      members: members.map(idOf),
      open: false,
    }));
    const sought = seekCircles({ ...round, kept }, table, value, budget);
    return sought.left.length === 0 || count >= mayOpen ? sought : undefined;
  }

  /** Whether somebody may sit with all members but one, whose place they could take. */
  function fits(person: number, members: readonly number[]): boolean {
    return members.filter((member) => value([person, member]) < 0).length <= 1;
  }

  /** What it takes away to change a circle: itself and every yes to it, or nothing where it has other members already. */
  function lost(members: readonly number[]): number {
    return asBefore.has(keyOf(members)) ? 1 + members.filter((each) => accepted.has(each)).length : 0;
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

/** Whether somebody found a seat: in the circle whose change costs least, among those alike in the one that gains most. */
function seat(
  circles: number[][],
  person: number,
  {
    most,
    value,
    cost,
  }: {
    most: number;
    value: (members: ArrayLike<number>) => number;
    cost: (members: readonly number[]) => number;
  },
): boolean {
  let [best, gain, least] = [-1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const [at, members] of circles.entries()) {
    if (members.length >= most) continue;
    const [after, costs] = [value([...members, person]), cost(members)];
    if (after < 0 || costs > least || (costs === least && after - value(members) <= gain)) continue;
    [best, gain, least] = [at, after - value(members), costs];
  }
  if (best < 0) return false;
  (circles[best] as number[]).push(person);
  return true;
}
