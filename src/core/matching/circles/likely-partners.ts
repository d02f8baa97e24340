import { BestOfRow } from '../best-of-row.ts';
import type { Candidates } from '../groups/candidates.ts';
import type { Random } from '../random.ts';
import type { CircleTable } from './circle-table.ts';
import type { CircleValue } from './circle-value.ts';
import { weekWords } from './person.ts';

/** Up to so many people everybody is compared with everybody. */
const allCompared = 2500;
/** Beyond that, with so many of similar hours and so many of any. */
const [neighbours, strangers] = [90, 30];

/**
 * For each person the others who would make the best circles of two; fewer than `wanted` may be listed, the rest of the
 * row is -1. With thousands of people only those are looked at whose week is alike, and some by chance, as long as one of
 * them fits.
 *
 * @param people places in the table of those who are to be matched
 */
export function likelyPartners(
  table: CircleTable,
  {
    people,
    value,
    wanted,
    dice,
  }: { people: readonly number[]; value: CircleValue; wanted: number; dice: Random },
): Candidates {
  const list = new Int32Array(table.count * wanted).fill(-1);
  const best = new BestOfRow(wanted);
  const pair = new Int32Array(2);
  const blocks = people.length > allCompared ? alikeWeeks(table, people) : undefined;
  for (const [rank, person] of (blocks ?? people).entries()) {
    best.clear();
    const consider = (other: number) => {
      if (other === person || best.columns.subarray(0, best.size).includes(other)) return;
      pair[0] = person;
      pair[1] = other;
      const worth = value(pair);
      if (worth >= 0) best.add(other, worth);
    };
    if (blocks) {
      const from = Math.max(0, Math.min(blocks.length - neighbours, rank - neighbours / 2));
      for (let at = from; at < Math.min(blocks.length, from + neighbours); at++)
        consider(blocks[at] as number);
      for (let each = 0; each < strangers; each++) consider(people[dice.below(people.length)] as number);
    }
    // Who found nobody so is compared with everybody: a rare language may stand far off in that order.
    if (best.size === 0) for (const other of people) consider(other);
    list.set(best.columns.subarray(0, best.size), person * wanted);
  }
  return { each: wanted, list };
}

/** People in an order in which neighbours share a language and much of their week. */
function alikeWeeks(table: CircleTable, people: readonly number[]): number[] {
  const keys = new Float64Array(table.count);
  for (const person of people) {
    const language = table.languages[person * table.languageWords] as number;
    keys[person] = (31 - Math.clz32(language & -language)) * 1000 + middleOfDay(table, person);
  }
  return [...people].sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b);
}

/** The middle of a person's possible half-hours, round the clock of a day of 48. */
function middleOfDay({ hours }: CircleTable, person: number): number {
  let [x, y] = [0, 0];
  for (let halfHour = 0; halfHour < weekWords * 32; halfHour++)
    if ((hours[person * weekWords + (halfHour >> 5)] as number) & (1 << (halfHour & 31))) {
      const angle = ((halfHour % 48) * Math.PI) / 24;
      x += Math.cos(angle);
      y += Math.sin(angle);
    }
  return ((Math.atan2(y, x) / Math.PI + 1) * 24) % 48;
}
