import { followLeader } from './lead-stream.ts';
import { listenTo, type StreamUser } from './own-stream.ts';

/**
 * Follows the viewer's stream until the returned function is called. Where the browser can, the tabs of one person share
 * one connection, because a host may have only six: one tab leads and passes on what it hears.
 */
export function followRoom(address: string, user: StreamUser): () => void {
  const canShare = typeof BroadcastChannel === 'function' && navigator.locks !== undefined;
  return canShare ? followLeader(address, user) : listenTo(address, user);
}
