import type { StreamUser } from './own-stream.ts';

/**
 * `followRoom`, fetched once the page is usable: what the page brought is shown, and acts are sent, without it. Answers how
 * to stop.
 */
export function followSoon(address: string, user: StreamUser): () => void {
  let unfollow: (() => void) | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  async function follow(): Promise<void> {
    try {
      const { followRoom } = await import('./room-stream.ts');
      if (!stopped) unfollow = followRoom(address, user);
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
