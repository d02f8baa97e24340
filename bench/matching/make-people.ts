import { instanceDice } from './dice.ts';

/** One made-up person of a published instance, as in its file of people. */
export interface MadePerson {
  id: number;
  offer: Record<number, number>;
  want: Record<number, number>;
  dept: number;
  senior: number;
  tz: number;
  morning: boolean;
  grid: number[];
  lang: number[];
  manager: number;
  notWith: number[];
  likes: number[];
  history: [number, number][];
}

const [skills, departments] = [40, 12];
const popularity = Array.from({ length: skills }, (_, skill) => 1 / (skill + 3));
const popular = popularity.reduce((sum, each) => sum + each);
/** Offsets in half-hours and the share of people who live there. */
const zones = [
  [-16, 0.18],
  [-10, 0.22],
  [0, 0.15],
  [2, 0.2],
  [4, 0.05],
  [11, 0.12],
  [16, 0.08],
] as const;

/**
 * Made-up but realistic people: skills by popularity, zones of a large company, mornings or afternoons, three earlier
 * rounds. The order of draws is part of the instance.
 */
export function makePeople(count: number, seed: number): MadePerson[] {
  const draw = instanceDice(seed);
  const below = (bound: number) => Math.floor(draw() * bound);
  const people = Array.from({ length: count }, (_, id) => makePerson(id, draw, below));
  const colleagues = Array.from({ length: departments }, (_, dept) =>
    people.filter((each) => each.dept === dept),
  );
  for (const person of people) {
    const above = (colleagues[person.dept] as MadePerson[]).filter(({ senior }) => senior > person.senior);
    if (above.length > 0) person.manager = (above[below(above.length)] as MadePerson).id;
    if (draw() < 0.1) person.notWith.push(below(count));
    if (draw() < 0.25) person.likes.push(below(count));
  }
  for (let round = 0; round < 3; round++) playRound(people, round, below);
  return people;
}

type Below = (bound: number) => number;

function makePerson(id: number, draw: () => number, below: Below): MadePerson {
  const skill = () => {
    let left = draw() * popular;
    for (let each = 0; each < skills; each++) {
      left -= popularity[each] as number;
      if (left < 0) return each;
    }
    return skills - 1;
  };
  const offer: Record<number, number> = {};
  const want: Record<number, number> = {};
  for (let open = 3 + below(4); open > 0; ) {
    const each = skill();
    if (each in offer) continue;
    offer[each] = 2 + below(4);
    open--;
  }
  for (let open = 2 + below(3); open > 0; ) {
    const each = skill();
    if (each in want || (offer[each] ?? 0) >= 4) continue;
    want[each] = 1 + below(3);
    open--;
  }
  let [left, tz] = [draw(), 0];
  for (const [zone, share] of zones) {
    left -= share;
    if (left < 0) {
      tz = zone;
      break;
    }
  }
  const morning = draw() < 0.5;
  const grid = makeGrid({ tz, morning }, draw);
  const lang = draw() < 0.9 ? [0] : [];
  if (draw() < 0.35 || lang.length === 0) lang.push(1 + below(4));
  const [dept, senior] = [below(departments), 1 + below(6)];
  return {
    id,
    offer,
    want,
    dept,
    senior,
    tz,
    morning,
    grid,
    lang,
    manager: -1,
    notWith: [],
    likes: [],
    history: [],
  };
}

/** Half-hours from 8:00 to 19:00 local time on five days, each possible by chance. */
function makeGrid({ tz, morning }: { tz: number; morning: boolean }, draw: () => number): number[] {
  const grid = new Uint32Array(11);
  for (let day = 0; day < 5; day++)
    for (let half = 16; half < 38; half++) {
      const chance = half < 24 ? (morning ? 0.65 : 0.25) : half > 30 ? (morning ? 0.2 : 0.6) : 0.45;
      if (draw() >= chance) continue;
      const at = (((day * 48 + half - tz) % 336) + 336) % 336;
      grid[at >> 5] = (grid[at >> 5] as number) | (1 << (at & 31));
    }
  return [...grid];
}

function playRound(people: MadePerson[], round: number, below: Below): void {
  const order = [...people.keys()];
  for (let at = order.length - 1; at > 0; at--) {
    const other = below(at + 1);
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
  for (let first = 0; first + 4 <= order.length; first += 4) {
    const circle = order.slice(first, first + 4);
    for (const one of circle)
      for (const other of circle) if (one !== other) (people[one] as MadePerson).history.push([other, round]);
  }
}
