/** A recording with sound alone, or with a picture. */
export type RecordingKind = 'voice' | 'screen';

/** Bytes of one piece as it is kept: each is sealed by itself, so that a recording can be read from the middle. */
export const pieceBytes = 256 * 1024;

/** A clock that stops the recording is a little late, and the container rounds. */
const graceSeconds = 5;

/** Bytes that a second may take: far more than a browser makes of speech, or of a calm screen. */
const bytesPerSecond: Record<RecordingKind, number> = { voice: 40_000, screen: 400_000 };

/** The longest titles and written versions, in characters. */
export const longestTitle = 200;
export const longestWords = 20_000;

/** Why a recording of this size does not fit; undefined where it does. */
export function sizeProblem(
  { kind, seconds, bytes }: { kind: RecordingKind; seconds: number; bytes: number },
  longestSeconds: number,
): 'too-long' | 'too-large' | undefined {
  if (outlasts(seconds, longestSeconds)) return 'too-long';
  return bytes > mostBytes(kind, longestSeconds) ? 'too-large' : undefined;
}

/** Whether so many seconds are more than was agreed. */
export function outlasts(seconds: number, longestSeconds: number): boolean {
  return seconds > longestSeconds + graceSeconds;
}

/** What a recording of so many seconds may take. */
export function mostBytes(kind: RecordingKind, longestSeconds: number): number {
  return (longestSeconds + graceSeconds) * bytesPerSecond[kind];
}

/** How many pieces a file of this length has. */
export function piecesIn(bytes: number): number {
  return Math.ceil(bytes / pieceBytes);
}
