import { bitCount } from './bit-count.ts';
import { circleFacts } from './circle-facts.ts';
import { circleParts } from './circle-parts.ts';
import { type CircleTable, circleTable } from './circle-table.ts';
import { circleScore } from './circle-value.ts';
import type { MatchedCircle, PublicParts } from './matching-result.ts';
import { weekWords } from './person.ts';
import type { MatchRound } from './round.ts';

/** Describes circles of a round, named by their members' ids, as their members may see them. */
export function describeCircles(
  round: Pick<MatchRound, 'people' | 'weights' | 'weeks'>,
  circles: readonly (readonly string[])[],
): MatchedCircle[] {
  const table = circleTable(round);
  const placeOf = new Map(round.people.map(({ id }, place) => [id, place]));
  return circles.map((ids) =>
    describeCircle(
      round,
      table,
      ids.map((id) => {
        const place = placeOf.get(id);
        if (place === undefined) throw new RangeError(`${id} is in a circle and not in the round.`);
        return place;
      }),
    ),
  );
}

/** Describes one circle of at least two members, given as places in the table. Likes are left out of its score. */
export function describeCircle(
  { people, weights, weeks }: Pick<MatchRound, 'people' | 'weights' | 'weeks'>,
  table: CircleTable,
  members: readonly number[],
): MatchedCircle {
  const { stretch, ground, diversity, hours, freshness } = circleParts;
  const parts: PublicParts =
    members.length < 2
      ? { stretch: 0, ground: 0, diversity: 0, hours: 0, freshness: 0 }
      : {
          stretch: stretch(table, members),
          ground: ground(table, members),
          diversity: diversity(table, members),
          hours: hours(table, members),
          freshness: freshness(table, members),
        };
  const open = { ...weights, likes: 0 };
  const known = Object.values(open).some((weight) => weight > 0);
  const commonHours = commonOf(table, members);
  return {
    members: members.map((place) => (people[place] as { id: string }).id),
    score: known && members.length > 1 ? circleScore(table, open)(members) : 0,
    parts,
    wished: members.some(
      (place) => (table.wantStart[place + 1] as number) > (table.wantStart[place] as number),
    ),
    commonHours,
    ...(weeks ? { weeks } : {}),
    facts: circleFacts(people, table, { members, commonHours }),
  };
}

function commonOf({ hours }: CircleTable, members: readonly number[]): number[] {
  return Array.from({ length: weekWords }, (_, word) =>
    members.reduce((common, place) => common & (hours[place * weekWords + word] as number), -1),
  ).map((word) => word >>> 0);
}

/** How many half-hours a week of 11 words holds. */
export function halfHoursIn(week: readonly number[]): number {
  return week.reduce((sum, word) => sum + bitCount(word | 0), 0);
}
