import type { MatchPerson } from './person.ts';
import { weekWords } from './person.ts';
import type { MatchRound } from './round.ts';
import { momentKey } from './same-work.ts';

/** What matching needs of each person in typed arrays, by the person's place in the round. */
export interface CircleTable {
  count: number;
  hours: Int32Array;
  prime: Int32Array;
  /** Bits of languages, `languageWords` words a person. */
  languages: Int32Array;
  languageWords: number;
  /** Level by person and skill, 0 where there is none. */
  offers: Uint8Array;
  skillCount: number;
  /** Bits of the skills offered, `skillWords` words a person. */
  offered: Int32Array;
  skillWords: number;
  /** How many skills are offered. */
  offeredCount: Int32Array;
  /** Wishes in rows: person p has those from `wantStart[p]` to `wantStart[p + 1]`. */
  wantStart: Int32Array;
  wantSkill: Int32Array;
  wantLevel: Uint8Array;
  /** Moments in rows, ascending numbers: person p has those from `momentStart[p]` to `momentStart[p + 1]`. */
  momentStart: Int32Array;
  moment: Int32Array;
  /** -1 where unknown. */
  department: Int32Array;
  seniority: Int32Array;
  /** 1 for whoever sits only with people of about the same seniority. */
  sameLevel: Uint8Array;
  /** People who may not sit together, in rows; stands for rules of every kind, so nothing tells them apart. */
  apart: Rows;
  /** Who sat together before, in rows, with how many rounds ago. */
  met: Rows;
  /** Whom somebody likes, in rows. */
  likes: Rows;
  skills: readonly string[];
}

/** A list of other people for each person, with a value for each. */
export interface Rows {
  start: Int32Array;
  other: Int32Array;
  value: Uint8Array;
}

/** Lays the people of a round out in typed arrays. */
export function circleTable({ people }: Pick<MatchRound, 'people'>): CircleTable {
  const count = people.length;
  const placeOf = new Map(people.map(({ id }, place) => [id, place]));
  const languages = numbered(people.flatMap((person) => [...person.languages]));
  const skills = numbered(
    people.flatMap(({ offers, wants }) => [...Object.keys(offers), ...Object.keys(wants)]),
  );
  const departments = numbered(
    people.flatMap(({ department }) => (department === undefined ? [] : [department])),
  );
  const moments = rowsOfMoments(people);
  const [languageWords, skillWords] = [words(languages.size), words(skills.size)];
  const table: CircleTable = {
    count,
    hours: new Int32Array(count * weekWords),
    prime: new Int32Array(count * weekWords),
    languages: new Int32Array(count * languageWords),
    languageWords,
    offers: new Uint8Array(count * skills.size),
    skillCount: skills.size,
    offered: new Int32Array(count * skillWords),
    skillWords,
    offeredCount: new Int32Array(count),
    wantStart: new Int32Array(count + 1),
    wantSkill: new Int32Array(people.reduce((sum, { wants }) => sum + Object.keys(wants).length, 0)),
    wantLevel: new Uint8Array(people.reduce((sum, { wants }) => sum + Object.keys(wants).length, 0)),
    momentStart: moments.start,
    moment: moments.moment,
    department: new Int32Array(count).fill(-1),
    seniority: new Int32Array(count).fill(-1),
    sameLevel: new Uint8Array(count),
    apart: rows(count, apartPairs(people, placeOf)),
    met: rows(count, metPairs(people, placeOf)),
    likes: rows(count, likedBy(people, placeOf)),
    skills: [...skills.keys()],
  };
  people.forEach((person, place) => {
    for (let word = 0; word < weekWords; word++) {
      const hours = (person.hours[word] ?? 0) | 0;
      table.hours[place * weekWords + word] = hours;
      table.prime[place * weekWords + word] = person.prime ? (person.prime[word] ?? 0) & hours : hours;
    }
    for (const each of person.languages)
      setBit(table.languages, place * languageWords, languages.get(each) as number);
    if (person.department !== undefined)
      table.department[place] = departments.get(person.department) as number;
    if (person.seniority !== undefined) {
      table.seniority[place] = person.seniority;
      table.sameLevel[place] = person.sameLevelOnly ? 1 : 0;
    }
    for (const [skill, level] of Object.entries(person.offers)) {
      const at = skills.get(skill) as number;
      table.offers[place * skills.size + at] = level;
      setBit(table.offered, place * skillWords, at);
    }
    table.offeredCount[place] = Object.keys(person.offers).length;
    let next = table.wantStart[place] as number;
    for (const [skill, level] of Object.entries(person.wants)) {
      table.wantSkill[next] = skills.get(skill) as number;
      table.wantLevel[next++] = level;
    }
    table.wantStart[place + 1] = next;
  });
  return table;
}

const words = (bits: number) => Math.max(1, Math.ceil(bits / 32));

function setBit(bits: Int32Array, from: number, bit: number): void {
  bits[from + (bit >> 5)] = (bits[from + (bit >> 5)] as number) | (1 << (bit & 31));
}

function numbered(names: string[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size);
  return numbers;
}

function rowsOfMoments(people: readonly MatchPerson[]): { start: Int32Array; moment: Int32Array } {
  const named = people.map(({ moments = [] }) => new Set(moments.map(momentKey)));
  const numbers = numbered(named.flatMap((each) => [...each]));
  const start = new Int32Array(people.length + 1);
  const moment = named.flatMap((each, place) => {
    start[place + 1] = (start[place] as number) + each.size;
    return [...each].map((name) => numbers.get(name) as number).sort((a, b) => a - b);
  });
  return { start, moment: Int32Array.from(moment) };
}

type Places = ReadonlyMap<string, number>;
type Pair = readonly [number, number, number];

/** Both directions of everything that keeps two people apart: their own wish, or a manager without both welcomes. */
function apartPairs(people: readonly MatchPerson[], placeOf: Places): Pair[] {
  const pairs: Pair[] = [];
  people.forEach((person, place) => {
    const manager = person.manager === undefined ? undefined : placeOf.get(person.manager);
    const welcome = manager !== undefined && person.managerWelcome && people[manager]?.managerWelcome;
    const others = (person.notWith ?? []).map((id) => placeOf.get(id));
    if (!welcome) others.push(manager);
    for (const other of others)
      if (other !== undefined && other !== place) pairs.push([place, other, 1], [other, place, 1]);
  });
  return pairs;
}

function metPairs(people: readonly MatchPerson[], placeOf: Places): Pair[] {
  const latest = new Map<number, number>();
  people.forEach((person, place) => {
    for (const { person: id, roundsAgo } of person.met ?? []) {
      const other = placeOf.get(id);
      if (other === undefined) continue;
      for (const key of [place * people.length + other, other * people.length + place])
        latest.set(key, Math.min(latest.get(key) ?? 255, Math.max(1, roundsAgo)));
    }
  });
  return [...latest].map(([key, ago]) => [Math.floor(key / people.length), key % people.length, ago]);
}

function likedBy(people: readonly MatchPerson[], placeOf: Places): Pair[] {
  return people.flatMap((person, place) =>
    (person.likes ?? []).flatMap((id) => {
      const other = placeOf.get(id);
      return other === undefined || other === place ? [] : [[place, other, 1] as const];
    }),
  );
}

function rows(count: number, pairs: readonly Pair[]): Rows {
  const start = new Int32Array(count + 1);
  for (const [from] of pairs) start[from + 1] = (start[from + 1] as number) + 1;
  for (let at = 0; at < count; at++) start[at + 1] = (start[at + 1] as number) + (start[at] as number);
  const next = start.slice();
  const other = new Int32Array(pairs.length);
  const value = new Uint8Array(pairs.length);
  for (const [from, to, each] of pairs) {
    const at = next[from] as number;
    other[at] = to;
    value[at] = each;
    next[from] = at + 1;
  }
  return { start, other, value };
}

/** The value that a row holds for another person, or 0. */
export function inRow({ start, other, value }: Rows, person: number, whom: number): number {
  const end = start[person + 1] as number;
  for (let at = start[person] as number; at < end; at++) if (other[at] === whom) return value[at] as number;
  return 0;
}
