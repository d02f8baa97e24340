import { bitCount } from './bit-count.ts';
import { type CircleTable, inRow } from './circle-table.ts';
import { weekWords } from './person.ts';

/**
 * How far a set of people is from a circle that breaks no hard rule: 0 when it breaks none, else one for each pair that
 * may not sit together, one for want of a common language, and the share of common half-hours that is missing.
 */
export function brokenRules(table: CircleTable, members: ArrayLike<number>, needed: number): number {
  const { hours, languages, languageWords, apart } = table;
  let broken = 0;
  for (let a = 0; a < members.length; a++)
    for (let b = a + 1; b < members.length; b++)
      broken +=
        inRow(apart, members[a] as number, members[b] as number) ||
        levelsApart(table, members[a] as number, members[b] as number);
  let spoken = 0;
  for (let word = 0; word < languageWords; word++) {
    let common = -1;
    for (let a = 0; a < members.length; a++)
      common &= languages[(members[a] as number) * languageWords + word] as number;
    spoken |= common;
  }
  if (spoken === 0) broken++;
  let shared = 0;
  for (let word = 0; word < weekWords; word++) {
    let common = -1;
    for (let a = 0; a < members.length; a++)
      common &= hours[(members[a] as number) * weekWords + word] as number;
    if (common !== 0) shared += bitCount(common);
  }
  return shared < needed ? broken + (needed - shared) / needed : broken;
}

/** One of the two sits only with people about as far along, and the other is not, or did not say. */
function levelsApart({ sameLevel, seniority }: CircleTable, one: number, other: number): 0 | 1 {
  if (!sameLevel[one] && !sameLevel[other]) return 0;
  return Math.abs((seniority[one] as number) - (seniority[other] as number)) > 1 ? 1 : 0;
}
