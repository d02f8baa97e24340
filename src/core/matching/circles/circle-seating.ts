import { groupSizes } from '../group-sizes.ts';
import type { Candidates } from '../groups/candidates.ts';
import type { Random } from '../random.ts';
import type { CircleValue } from './circle-value.ts';

/** Circles as seats: circle c has those from c * seats. A seat holds a place in the table, or -1 when it is empty. */
export interface CircleSeating {
  seats: number;
  occupant: Int32Array;
  /** Of each place in the table, or -1. */
  seatOf: Int32Array;
  /** Seats whose occupant stays. */
  fixed: Uint8Array;
}

/** Who is to be seated, with circles that are begun and keep those whom they have. */
export interface SeatingRequest {
  /** How many places the table has. */
  count: number;
  people: readonly number[];
  begun: readonly (readonly number[])[];
  size: number;
}

/**
 * A first seating: people with the fewest likely partners choose first, and whoever makes the best circle joins them.
 * Who finds no partner sits where there is room.
 */
export function firstSeating(
  { count, people, begun, size }: SeatingRequest,
  { candidates, value, dice }: { candidates: Candidates; value: CircleValue; dice: Random },
): CircleSeating {
  const sizes = groupSizes(people.length, size);
  const seats = Math.max(sizes[0] ?? 0, ...begun.map(({ length }) => length));
  const circles = Math.max(sizes.length, begun.length);
  const seating: CircleSeating = {
    seats,
    occupant: new Int32Array(circles * seats).fill(-1),
    seatOf: new Int32Array(count).fill(-1),
    fixed: new Uint8Array(circles * seats),
  };
  for (const [circle, members] of begun.entries())
    for (const [at, person] of members.entries()) {
      sit(seating, person, circle * seats + at);
      seating.fixed[circle * seats + at] = 1;
    }
  const waiting = people.filter((person) => seating.seatOf[person] === -1);
  const known = (person: number) => {
    let known = 0;
    while (known < candidates.each && candidates.list[person * candidates.each + known] !== -1) known++;
    return known;
  };
  const order = waiting
    .map((person) => ({ person, rank: known(person) + dice.share() }))
    .sort((a, b) => a.rank - b.rank);
  let next = 0;
  for (let circle = 0; circle < circles; circle++) {
    // A circle that was begun may be larger than what would come out even.
    const wanted = Math.max(sizes[circle] ?? 0, begun[circle]?.length ?? 0);
    const members: number[] = [...(begun[circle] ?? [])];
    while (members.length < wanted) {
      while (next < order.length && seating.seatOf[(order[next] as { person: number }).person] !== -1) next++;
      if (next === order.length) break;
      const joining = members.length === 0 ? -1 : bestToJoin(seating, members, candidates, value);
      const person = joining >= 0 ? joining : (order[next] as { person: number }).person;
      sit(seating, person, circle * seats + members.length);
      members.push(person);
    }
  }
  // Where circles that were begun are larger than even, there is room elsewhere for the last ones.
  for (const { person } of order.slice(next))
    if (seating.seatOf[person] === -1) sit(seating, person, seating.occupant.indexOf(-1));
  return seating;
}

/** A seating of circles that were made of another one; who is left sits in further circles, and who stayed then stays. */
export function seatCircles(
  { circles, left }: { circles: readonly (readonly number[])[]; left: readonly number[] },
  before: CircleSeating,
): CircleSeating {
  const seats = circles.reduce((most, { length }) => Math.max(most, length), before.seats);
  const all = [...circles];
  for (let at = 0; at < left.length; at += seats) all.push(left.slice(at, at + seats));
  const seating: CircleSeating = {
    seats,
    occupant: new Int32Array(all.length * seats).fill(-1),
    seatOf: new Int32Array(before.seatOf.length).fill(-1),
    fixed: new Uint8Array(all.length * seats),
  };
  for (const [circle, members] of all.entries())
    for (const [at, person] of members.entries()) {
      const seat = circle * seats + at;
      sit(seating, person, seat);
      seating.fixed[seat] = before.fixed[before.seatOf[person] as number] as number;
    }
  return seating;
}

function sit({ occupant, seatOf }: CircleSeating, person: number, seat: number): void {
  occupant[seat] = person;
  seatOf[person] = seat;
}

function bestToJoin(
  { seatOf }: CircleSeating,
  members: readonly number[],
  { each, list }: Candidates,
  value: CircleValue,
): number {
  const circle = Int32Array.from([...members, 0]);
  let [best, most] = [-1, -1];
  for (const member of members)
    for (let at = member * each; at < (member + 1) * each && list[at] !== -1; at++) {
      const person = list[at] as number;
      if (seatOf[person] !== -1) continue;
      circle[members.length] = person;
      const worth = value(circle);
      if (worth > most) [best, most] = [person, worth];
    }
  return best;
}

/** The people of each circle, in the order of seats; empty circles are left out. */
export function circlesOf({ occupant, seats }: CircleSeating): number[][] {
  const circles: number[][] = [];
  for (let first = 0; first < occupant.length; first += seats) {
    const members = [...occupant.subarray(first, first + seats)].filter((each) => each >= 0);
    if (members.length > 0) circles.push(members);
  }
  return circles;
}
