/** A countdown as it stands; `key` names it, so that one never sounds for another. */
export interface Countdown {
  key: string;
  /** Seconds left. */
  left: number;
  total: number;
}

/** Which cue is due between two looks at a countdown. Whoever comes in late is not told what is long past. */
export function cueDue(before: Countdown | undefined, now: Countdown): 'minute' | 'end' | undefined {
  if (!before || before.key !== now.key) return undefined;
  if (before.left > 0 && now.left === 0) return 'end';
  if (before.left > 60 && now.left <= 60 && now.total > 90) return 'minute';
  return undefined;
}
