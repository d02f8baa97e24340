/** What somebody is nudged about, the most urgent first. */
export const nudgeKinds = [
  'before-moment',
  'after-moment',
  'session-tomorrow',
  'request-waiting',
  'practice-due',
  'quiet-card',
] as const;
export type NudgeKind = (typeof nudgeKinds)[number];

/** Kinds that no hour presses: they wait for somebody's best hours, and leave the last mail of a week to the others. */
export function isGentle(kind: NudgeKind): boolean {
  return kind === 'practice-due' || kind === 'quiet-card';
}
