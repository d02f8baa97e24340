import type { Wanted } from './wanted.ts';

/**
 * The same nudge, but not before an instant, such as the end of a circle's rest; undefined where it would be of no use then.
 * What has a best time that falls before it goes as soon after it as own hours allow.
 */
export function notBefore<T extends Wanted>(wanted: T, instant: number): T | undefined {
  if (instant <= wanted.from) return wanted;
  if (instant >= wanted.until) return undefined;
  return {
    ...wanted,
    from: instant,
    ...(wanted.by !== undefined && { by: Math.max(wanted.by, instant) }),
  };
}
