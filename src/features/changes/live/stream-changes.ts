import { eventStream } from '#server/event-stream.ts';
import type { Changes, ChangesListener, Told } from './changes.ts';

/** A stream that says to one person that something changed, until they go or their sign-in ends. */
export function streamChanges(
  changes: Pick<Changes, 'subscribe' | 'lately'>,
  who: Pick<ChangesListener, 'organisationId' | 'personId' | 'signInId' | 'age'>,
): ReadableStream<Uint8Array> {
  const message = (told: Told[]) => `data: ${JSON.stringify({ told })}\n\n`;
  // Its pulse is a message, so that the browser knows until when it missed nothing.
  return eventStream(
    ({ write, close }) => changes.subscribe({ ...who, hear: (told) => write(message(told)), close }),
    () => message(changes.lately(who)),
  );
}
