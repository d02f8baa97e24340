import { followLeader } from './lead-stream.ts';
import { listenTo, type StreamPlace, type StreamUser } from './own-stream.ts';

/**
 * Follows a stream of the viewer's until the returned function is called. Where the browser can, the tabs of one person
 * share one connection, because a host may have only six: one tab leads and passes on what it hears.
 */
export function followStream<Message>(place: StreamPlace, user: StreamUser<Message>): () => void {
  const canShare = typeof BroadcastChannel === 'function' && navigator.locks !== undefined;
  return canShare ? followLeader(place, user) : listenTo(place, user);
}
