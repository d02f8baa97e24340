/** Fewer people than this are never told as a number, and no number but in such steps: somebody would know who they are. */
export const fewestCounted = 5;

/** A number of people that may be told: at least so many, in whole fives; undefined where there are too few. */
export function counted(people: number): number | undefined {
  if (!Number.isInteger(people) || people < 0) throw new RangeError(`${people} is no number of people`);
  return people < fewestCounted ? undefined : people - (people % fewestCounted);
}
