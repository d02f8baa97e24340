import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** Requests that are being answered. */
export interface UnderWay {
  /** `work` ends when the answer is known, whether or not anybody still waits for it. */
  add(response: ServerResponse, work: Promise<unknown>): void;
  /** Until all are answered, or for `patience` milliseconds; streams, which never end by themselves, are not waited for. */
  settled(patience: number): Promise<void>;
}

/** Lets whoever stops wait for what is being answered, so that no work meets what it works on closed. */
export function watchUnderWay(): UnderWay {
  const running = new Set<Promise<unknown>>();
  return {
    add(response, work) {
      const done = work.then(() => sent(response)).finally(() => running.delete(done));
      running.add(done);
    },
    async settled(patience) {
      const over = pause(patience, undefined, { ref: false });
      let late = false;
      void over.then(() => {
        late = true;
      });
      while (running.size > 0 && !late) await Promise.race([over, Promise.all(running)]);
    },
  };
}

/** When a whole answer is on its way, or nobody is left who would take it. */
function sent(response: ServerResponse): Promise<void> | undefined {
  const isStream = String(response.getHeader('content-type')).startsWith('text/event-stream');
  if (isStream || response.writableFinished || response.destroyed) return undefined;
  return new Promise((resolve) => response.once('close', () => resolve()));
}
