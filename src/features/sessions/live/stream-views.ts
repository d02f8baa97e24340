import type { SessionMember } from '../access.ts';
import type { Hub } from './hub.ts';
import type { ViewMessage } from './room-cache.ts';

/** Comments keep proxies from closing a quiet stream, and tell this node that somebody is still there. */
const heartbeat = 15_000;

/** Messages that wait for a browser which does not read; it comes back and is shown the room as it is then. */
const mostWaiting = 200;

/** A stream of one viewer's views; it ends when they may no longer look, or when they go. */
export function streamViews(
  hub: Pick<Hub, 'subscribe'>,
  { member, signInId }: { member: SessionMember; signInId: string },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let leave: (() => void) | undefined;
  let pulse: NodeJS.Timeout | undefined;
  let open = true;

  function end(): void {
    open = false;
    clearInterval(pulse);
    leave?.();
  }

  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (text: string) => {
        if (open) controller.enqueue(encoder.encode(text));
        if (open && (controller.desiredSize ?? 0) < -mostWaiting) close();
      };
      const close = () => {
        if (open) controller.close();
        end();
      };
      write('retry: 1000\n\n');
      pulse = setInterval(() => write(':\n\n'), heartbeat);
      try {
        leave = await hub.subscribe({
          member,
          signInId,
          send: ({ version, serverNow, view }: ViewMessage) =>
            write(`id: ${version}\ndata: {"version":${version},"serverNow":${serverNow},"view":${view}}\n\n`),
          close: () => {
            write('event: end\ndata: {}\n\n');
            close();
          },
        });
      } catch (error) {
        // The room cannot be read now. The stream fails, and nothing may write into it later: that would end the process.
        end();
        throw error;
      }
      if (!open) leave();
    },
    cancel: end,
  });
}
