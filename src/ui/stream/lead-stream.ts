import { type Heard, listenTo, type StreamPlace, type StreamUser } from './own-stream.ts';

type Said<Message> =
  | { type: 'heard'; message: Heard<Message> }
  | { type: 'connected'; yes: boolean }
  | { type: 'ended' }
  | { type: 'shut-out' }
  | { type: 'anybody?' };

/** A tab in front that hears nothing from its leader for so long takes over: the leader's tab may be asleep. */
const patience = 2_000;
const askEvery = 10_000;

/** Shares one stream among the tabs of a viewer: whoever holds the lock listens, the others hear it through a channel. */
export function followLeader<Message>(place: StreamPlace, user: StreamUser<Message>): () => void {
  const name = `rondo ${place.at}`;
  const channel = new BroadcastChannel(name);
  const leaving = new AbortController();
  let last: Heard<Message> | undefined;
  let leading = false;
  let unanswered: ReturnType<typeof setTimeout> | undefined;

  function say(said: Said<Message>) {
    channel.postMessage(said);
  }

  const shared: StreamUser<Message> = {
    hear(message) {
      last = message;
      user.hear(message);
      say({ type: 'heard', message });
    },
    connected(yes) {
      user.connected(yes);
      say({ type: 'connected', yes });
    },
    ended() {
      say({ type: 'ended' });
      user.ended();
    },
    shutOut() {
      say({ type: 'shut-out' });
      user.shutOut();
    },
  };

  channel.onmessage = ({ data }: MessageEvent<Said<Message>>) => {
    if (data.type === 'anybody?') {
      if (leading && last) say({ type: 'heard', message: last });
      return;
    }
    clearTimeout(unanswered);
    if (leading) return;
    if (data.type === 'heard') user.hear(data.message);
    else if (data.type === 'connected') user.connected(data.yes);
    else if (data.type === 'ended') user.ended();
    else user.shutOut();
  };

  async function lead(steal: boolean): Promise<void> {
    const options = steal ? { steal } : { signal: leaving.signal };
    let stop: (() => void) | undefined;
    try {
      await navigator.locks.request(name, options, () => {
        leading = true;
        clearTimeout(unanswered);
        stop = listenTo(place, shared);
        return new Promise<void>((resolve) => leaving.signal.addEventListener('abort', () => resolve()));
      });
    } catch {
      // Another tab took the lock over, or this one goes.
    }
    leading = false;
    stop?.();
    if (!leaving.signal.aborted) void lead(false);
  }

  function ask() {
    if (leading || document.visibilityState !== 'visible') return;
    clearTimeout(unanswered);
    unanswered = setTimeout(() => void lead(true), patience);
    say({ type: 'anybody?' });
  }

  void lead(false);
  ask();
  const asking = setInterval(ask, askEvery);
  document.addEventListener('visibilitychange', ask);
  return () => {
    leaving.abort();
    clearInterval(asking);
    clearTimeout(unanswered);
    document.removeEventListener('visibilitychange', ask);
    channel.close();
  };
}
