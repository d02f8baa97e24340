import { mayAnswerLater } from '../may-answer-later.ts';

/** What the server sends, and when it came: by this device's clock, where the server was heard; another tab passes it on. */
export type Heard<Message> = Message & { heardAt: number };

/** What a page does with its stream. */
export interface StreamUser<Message> {
  hear(message: Heard<Message>): void;
  connected(yes: boolean): void;
  /** The server ended it, or refuses it for good: the viewer may no longer look, or is no longer signed in. */
  ended(): void;
  /** It cannot be opened again: nobody is signed in here any more. */
  shutOut(): void;
}

/** Where a stream is found: `at` names it among the tabs; what is asked may differ each time that it is opened. */
export interface StreamPlace {
  at: string;
  query?: () => string;
}

/**
 * Opens the stream itself. The browser reconnects by itself, unless the answer was an error: then this asks for the reason,
 * which an event source does not tell, and tries again unless trying is vain.
 */
export function listenTo<Message>({ at, query }: StreamPlace, user: StreamUser<Message>): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let stopped = false;

  function open() {
    source = new EventSource(at + (query?.() ?? ''));
    source.onopen = () => {
      failures = 0;
      user.connected(true);
    };
    source.onmessage = ({ data }) => user.hear({ ...JSON.parse(data), heardAt: Date.now() });
    source.addEventListener('end', () => {
      stop();
      user.ended();
    });
    source.onerror = () => {
      user.connected(false);
      if (stopped) return;
      if (source?.readyState !== EventSource.CLOSED) {
        // The browser comes back by itself, asking what it asked before; a place with a query of its moment is asked anew.
        if (!query) return;
        source?.close();
      }
      void askWhy();
    };
  }

  async function askWhy(): Promise<void> {
    const status = await statusOf(at);
    if (stopped) return;
    if (status === 401) {
      stop();
      return user.shutOut();
    }
    if (status && status >= 400 && !mayAnswerLater(status)) {
      stop();
      return user.ended();
    }
    failures += 1;
    retry = setTimeout(open, Math.min(1000 * failures, 8000));
  }

  function stop() {
    stopped = true;
    clearTimeout(retry);
    source?.close();
  }

  open();
  return stop;
}

/** What the server answers to this address; undefined where it cannot be reached. What it streams is not waited for. */
async function statusOf(address: string): Promise<number | undefined> {
  const enough = new AbortController();
  try {
    const headers = { accept: 'text/event-stream' };
    return (await fetch(address, { headers, signal: enough.signal })).status;
  } catch {
    return undefined;
  } finally {
    enough.abort();
  }
}
