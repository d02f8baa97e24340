import type { CircleTable } from './circle-table.ts';

/** Whether two people know each other's work: the same department, or a moment at work that both named. */
export function sameWork(
  { department, momentStart, moment }: CircleTable,
  one: number,
  other: number,
): boolean {
  if ((department[one] as number) >= 0 && department[one] === department[other]) return true;
  let [a, b] = [momentStart[one] as number, momentStart[other] as number];
  const [lastA, lastB] = [momentStart[one + 1] as number, momentStart[other + 1] as number];
  while (a < lastA && b < lastB) {
    const difference = (moment[a] as number) - (moment[b] as number);
    if (difference === 0) return true;
    if (difference < 0) a++;
    else b++;
  }
  return false;
}

/** A moment whatever its capitals, as people write it and files bring it. */
export const momentKey = (moment: string) => moment.trim().toLowerCase();
