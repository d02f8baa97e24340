import { bitCount } from './bit-count.ts';
import type { CircleTable } from './circle-table.ts';
import type { UnplacedReason } from './matching-result.ts';
import { type MatchPerson, weekWords } from './person.ts';
import type { MatchRound } from './round.ts';

/**
 * Why somebody has no circle, from languages and hours alone. What keeps two people apart is not looked at, so where it
 * is the cause the reason is the ordinary one that there is no room.
 */
export function whyUnplaced(
  { people, commonHalfHours }: Pick<MatchRound, 'people' | 'commonHalfHours'>,
  table: CircleTable,
  place: number,
): UnplacedReason {
  if (people.length < 2) return { kind: 'too-few-people' };
  let [speaking, most] = [0, 0];
  for (let other = 0; other < table.count; other++) {
    if (other === place || !shareLanguage(table, place, other)) continue;
    speaking++;
    most = Math.max(most, commonHours(table, place, other));
  }
  if (speaking === 0)
    return { kind: 'no-common-language', languages: (people[place] as MatchPerson).languages };
  if (most < commonHalfHours) return { kind: 'too-few-common-hours', needed: commonHalfHours, most };
  return { kind: 'no-room-in-a-fitting-circle' };
}

function shareLanguage({ languages, languageWords }: CircleTable, a: number, b: number): boolean {
  for (let word = 0; word < languageWords; word++)
    if ((languages[a * languageWords + word] as number) & (languages[b * languageWords + word] as number))
      return true;
  return false;
}

function commonHours({ hours }: CircleTable, a: number, b: number): number {
  let common = 0;
  for (let word = 0; word < weekWords; word++)
    common += bitCount((hours[a * weekWords + word] as number) & (hours[b * weekWords + word] as number));
  return common;
}
