/** Comments keep proxies from closing a quiet stream, and tell this node that somebody is still there. */
const heartbeat = 15_000;

/** Messages that wait for a browser which does not read; it comes back and is told how things are then. */
const mostWaiting = 200;

/** One stream that is open. */
export interface OpenStream {
  /** One message as Server-Sent Events are written, with its empty line; nothing once the stream has ended. */
  write(text: string): void;
  /** Says that nothing more will come, so that the browser does not come back, and ends the stream. */
  close(): void;
}

/** Of an answer that is a stream. */
export const streamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  // A proxy that buffers would hold everything back; nginx listens to this.
  'x-accel-buffering': 'no',
};

/**
 * Server-Sent Events until the reader goes or `close` is called. `subscribe` begins to write and answers how to stop;
 * `pulse` is what goes out every 15 seconds, a comment unless said otherwise.
 */
export function eventStream(
  subscribe: (stream: OpenStream) => (() => void) | Promise<() => void>,
  pulse: () => string = () => ':\n\n',
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let leave: (() => void) | undefined;
  let beating: NodeJS.Timeout | undefined;
  let open = true;

  function end(): void {
    open = false;
    clearInterval(beating);
    leave?.();
  }

  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const finish = () => {
        if (open) controller.close();
        end();
      };
      const write = (text: string) => {
        if (open) controller.enqueue(encoder.encode(text));
        if (open && (controller.desiredSize ?? 0) < -mostWaiting) finish();
      };
      const close = () => {
        write('event: end\ndata: {}\n\n');
        finish();
      };
      write('retry: 1000\n\n');
      beating = setInterval(() => write(pulse()), heartbeat);
      try {
        leave = await subscribe({ write, close });
      } catch (error) {
        // It cannot be followed now. The stream fails, and nothing may write into it later: that would end the process.
        end();
        throw error;
      }
      if (!open) leave();
    },
    cancel: end,
  });
}
