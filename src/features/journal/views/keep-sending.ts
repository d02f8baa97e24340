import { type JournalBox, journalBox, sendWaiting } from './journal-box.ts';
import { postEntry } from './post-entry.ts';

type Sent = Awaited<ReturnType<typeof sendWaiting>>;

/** A browser tells of a network that is back, but not of a server that is; then it tries again after so long. */
const againAfterMs = 15_000;

/**
 * Sends what waits on this device: at once, whenever a network comes, and again and again while something waits. `told` hears
 * of each time. Returns how to stop.
 */
export function keepSending(box: JournalBox, told: (sent: Sent) => void = () => undefined): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const send = async () => {
    clearTimeout(timer);
    const sent = await sendWaiting(box, postEntry);
    if (stopped) return;
    told(sent);
    // Whatever was put on its way meanwhile is found then as well.
    clearTimeout(timer);
    timer = setTimeout(send, againAfterMs);
  };
  void send();
  addEventListener('online', send);
  return () => {
    stopped = true;
    clearTimeout(timer);
    removeEventListener('online', send);
  };
}

/** Sends what waits of somebody once, from whichever page they are at. */
export async function sendAll(person: string): Promise<void> {
  await sendWaiting(journalBox(person), postEntry);
}
