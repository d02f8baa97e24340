import type { RoomView } from '#core/session/view.ts';

/** What the server sends, and when it came. */
export interface StreamMessage {
  view: RoomView;
  serverNow: number;
  /** By this device's clock, where the server was heard; another tab passes it on. */
  heardAt: number;
}

/** What a room does with its stream. */
export interface StreamUser {
  hear(message: StreamMessage): void;
  connected(yes: boolean): void;
  /** The server ended it: the viewer may no longer look, or is no longer signed in. */
  ended(): void;
}

/** Opens the stream itself. The browser reconnects by itself, unless the answer was an error: then this does. */
export function listenTo(address: string, user: StreamUser): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let stopped = false;

  function open() {
    source = new EventSource(address);
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
      if (source?.readyState !== EventSource.CLOSED || stopped) return;
      failures += 1;
      retry = setTimeout(open, Math.min(1000 * failures, 8000));
    };
  }

  function stop() {
    stopped = true;
    clearTimeout(retry);
    source?.close();
  }

  open();
  return stop;
}
