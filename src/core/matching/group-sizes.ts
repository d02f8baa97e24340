/** The most people that a circle holds. */
export const mostInCircle = 5;

/**
 * How many people each group has when `count` are split into groups of `size`: what is left over makes some groups
 * larger by one; where that cannot be (groups of five, or more left over than groups) some are smaller by one. Fewer
 * people than `size` are one group. Larger groups first.
 */
export function groupSizes(count: number, size: number, most = mostInCircle): number[] {
  if (count === 0) return [];
  const fewest = Math.floor(count / size);
  const larger = count - fewest * size;
  const groups = larger === 0 || (larger <= fewest && size < most) ? Math.max(1, fewest) : fewest + 1;
  const base = Math.floor(count / groups);
  return Array.from({ length: groups }, (_, group) => base + (group < count - base * groups ? 1 : 0));
}
