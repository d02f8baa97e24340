import { setTimeout as pause } from 'node:timers/promises';
import type { RoomView } from '#core/session/view.ts';
import type { ArrangedRoom } from '../support/rooms.ts';

/** One open stream, as one tab of one member has it. */
export interface Watcher {
  /** How many views came. */
  count(): number;
  latest(): RoomView;
  /** Everything that ever came over it. */
  text(): string;
  /** Waits for a view that is as wanted; throws with the last one when none comes in time. */
  until(wanted: (view: RoomView) => boolean, patienceMs?: number): Promise<RoomView>;
  close(): void;
}

/** Opens a stream and waits for its first view. */
export async function watchRoom(origin: string, room: ArrangedRoom, token: string): Promise<Watcher> {
  const abort = new AbortController();
  const views: RoomView[] = [];
  let text = '';
  const response = await fetch(`${origin}/sessions/${room.sessionId}/stream`, {
    headers: { cookie: `rondo=${token}` },
    signal: abort.signal,
  });
  if (!response.ok || !response.body) throw new Error(`no stream: ${response.status}`);
  const reading = read(response.body, (chunk) => {
    text += chunk;
    const events = text.slice(0, text.lastIndexOf('\n\n') + 2).matchAll(/^data: (.*)$/gm);
    views.splice(0, views.length, ...[...events].map(([, data = '']) => JSON.parse(data).view as RoomView));
  });
  const watcher: Watcher = {
    count: () => views.length,
    latest: () => views.at(-1) as RoomView,
    text: () => text,
    async until(wanted, patienceMs = 10_000) {
      const started = performance.now();
      while (performance.now() - started < patienceMs) {
        const view = views.at(-1);
        if (view && wanted(view)) return view;
        await pause(10);
      }
      throw new Error(`not seen within ${patienceMs} ms; the last view was ${JSON.stringify(views.at(-1))}`);
    },
    close: () => abort.abort(),
  };
  // A stream whose program was killed just ends.
  void reading.catch(() => undefined);
  await watcher.until(() => true);
  return watcher;
}

async function read(body: ReadableStream<Uint8Array>, take: (chunk: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of body) take(decoder.decode(chunk, { stream: true }));
}
