import type { PersonId } from '../event.ts';
import type { Refusal } from '../refusal.ts';
import type { RoomContext } from '../room.ts';
import type { Situation } from './situation.ts';

type Missing = Extract<Refusal, { refusal: 'opt-in-missing' }>;

/**
 * What is open between a manager and their report who are both among these people. Each of the two is told about the other,
 * on their own device only; for everyone else it is once that something is open, however many pairs there are.
 */
export function missingOptIns(
  { openPairs }: Pick<RoomContext, 'openPairs'>,
  people: readonly PersonId[],
  { by, via }: Pick<Situation, 'by' | 'via'>,
): Missing[] {
  const open = openPairs.filter((pair) => pair.every((person) => people.includes(person)));
  const mine = via ? [] : open.filter((pair) => pair.includes(by));
  const told = mine.map(
    ([one, two]): Missing => ({ refusal: 'opt-in-missing', other: one === by ? two : one }),
  );
  return mine.length < open.length ? [...told, { refusal: 'opt-in-missing' }] : told;
}
