import type { MadePerson } from './make-people.ts';

/**
 * The circles that break a hard rule, said again from the words of the rules and not by the engine: size, a common
 * language, common half-hours, managers, people who do not want to meet, and everybody in one circle at most.
 */
export function brokenCircles(
  people: readonly MadePerson[],
  circles: readonly (readonly string[])[],
  halfHours: number,
): string[][] {
  const byId = new Map(people.map((person) => [String(person.id), person]));
  const seated = new Set<string>();
  return circles.flatMap((ids) => {
    const members = ids.map((id) => byId.get(id) as MadePerson);
    const twice = ids.some((id) => seated.has(id) || !byId.has(id));
    for (const id of ids) seated.add(id);
    const fine =
      !twice &&
      ids.length >= 2 &&
      ids.length <= 5 &&
      (members[0]?.lang ?? []).some((each) => members.every(({ lang }) => lang.includes(each))) &&
      commonHalfHours(members) >= halfHours &&
      members.every((one) =>
        members.every(
          (other) => one.manager !== other.id && !(one !== other && one.notWith.includes(other.id)),
        ),
      );
    return fine ? [] : [[...ids]];
  });
}

function commonHalfHours(members: readonly MadePerson[]): number {
  let common = 0;
  for (let half = 0; half < 336; half++)
    if (members.every(({ grid }) => ((grid[half >> 5] as number) >>> (half & 31)) & 1)) common++;
  return common;
}
