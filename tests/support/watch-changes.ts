import { setTimeout as pause } from 'node:timers/promises';

/** One open stream of changes, as one tab of somebody has it. */
export interface ChangesWatcher {
  /** Topics of each message, in the order in which they came. */
  messages(): string[][];
  /** When each message came, as `performance.now()` says. */
  times(): number[];
  /** True once the server said that nothing more will come. */
  ended(): boolean;
  /** Waits for a message with this topic, later than the first `after`; throws when none comes in time. */
  until(topic: string, after?: number, patienceMs?: number): Promise<void>;
  close(): void;
}

/** Opens a stream of changes and waits for its first message. `age`: milliseconds since the page was read. */
export async function watchChanges(
  origin: string,
  { token, age = 0 }: { token: string; age?: number },
): Promise<ChangesWatcher> {
  const abort = new AbortController();
  const messages: string[][] = [];
  const times: number[] = [];
  let ended = false;
  const response = await fetch(`${origin}/changes?age=${age}`, {
    headers: { cookie: `rondo=${token}`, accept: 'text/event-stream' },
    signal: abort.signal,
  });
  if (!response.ok || !response.body) throw new Error(`no stream: ${response.status}`);
  const take = (event: string) => {
    if (event.includes('event: end')) ended = true;
    const data = /^data: (\{"told".*)$/m.exec(event)?.[1];
    if (!data) return;
    messages.push((JSON.parse(data) as { told: { topic: string }[] }).told.map(({ topic }) => topic));
    times.push(performance.now());
  };
  // A stream whose program was stopped just ends.
  void read(response.body, take).catch(() => undefined);
  const watcher: ChangesWatcher = {
    messages: () => messages,
    times: () => times,
    ended: () => ended,
    async until(topic, after = 0, patienceMs = 10_000) {
      const started = performance.now();
      while (performance.now() - started < patienceMs) {
        if (messages.slice(after).some((topics) => topics.includes(topic))) return;
        await pause(5);
      }
      throw new Error(`${topic} was not told within ${patienceMs} ms: ${JSON.stringify(messages)}`);
    },
    close: () => abort.abort(),
  };
  while (messages.length === 0) await pause(2);
  return watcher;
}

async function read(body: ReadableStream<Uint8Array>, take: (event: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const events = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = events.pop() ?? '';
    events.forEach(take);
  }
}
