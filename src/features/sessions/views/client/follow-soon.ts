import type { RoomView } from '#core/session/view.ts';
import type { StreamUser } from '#ui/stream/own-stream.ts';

/** What the server sends of a room. */
export interface RoomMessage {
  view: RoomView;
  serverNow: number;
}

/**
 * `followStream`, fetched once the page is usable: what the page brought is shown, and acts are sent, without it. Answers how
 * to stop.
 */
export function followSoon(address: string, user: StreamUser<RoomMessage>): () => void {
  let unfollow: (() => void) | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  async function follow(): Promise<void> {
    try {
      const { followStream } = await import('#ui/stream/follow-stream.ts');
      if (!stopped) unfollow = followStream({ at: address }, user);
    } catch {
      user.connected(false);
      if (!stopped) retry = setTimeout(() => void follow(), 1000);
    }
  }
  void follow();
  return () => {
    stopped = true;
    clearTimeout(retry);
    unfollow?.();
  };
}
