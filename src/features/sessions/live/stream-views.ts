import { eventStream } from '#server/event-stream.ts';
import type { SessionMember } from '../access.ts';
import type { Hub } from './hub.ts';

/** A stream of one viewer's views; it ends when they may no longer look, or when they go. */
export function streamViews(
  hub: Pick<Hub, 'subscribe'>,
  { member, signInId }: { member: SessionMember; signInId: string },
): ReadableStream<Uint8Array> {
  return eventStream(({ write, close }) =>
    hub.subscribe({
      member,
      signInId,
      send: ({ version, serverNow, view }) =>
        write(`id: ${version}\ndata: {"version":${version},"serverNow":${serverNow},"view":${view}}\n\n`),
      close,
    }),
  );
}
