import type { RoomView } from '#core/session/view.ts';

/** One text that was sent, refused, and came back to its author. */
export interface Returned {
  field: string;
  body: string;
  /** Why, as a sentence. */
  refused: string;
}

/**
 * Whether what came back belongs to a form that the page does not show any more: a text for a step that has gone, or for
 * words that are not there. Where the form still stands, its own field shows text and reason.
 */
export function isElsewhere(field: string, { now, tool, session }: RoomView): boolean {
  if (session.status !== 'running') return true;
  const step = /^step:(\d+):/.exec(field)?.[1];
  if (step !== undefined) return Number(step) !== now?.at;
  const words = /^(?:change|reword|heard):([0-9a-f-]{36}):/.exec(field)?.[1];
  return words !== undefined && !JSON.stringify(tool ?? null).includes(words);
}
