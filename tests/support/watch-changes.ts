import { setTimeout as pause } from 'node:timers/promises';

/** One open stream of changes, as one tab of somebody has it. */
export interface ChangesWatcher {
  /** Topics of each message, in the order in which they came. */
  messages(): string[][];
  /** True once the server said that nothing more will come. */
  ended(): boolean;
  /** Resolves at the next message that tells of this topic anew, without asking again and again: for measuring. */
  next(topic: string): Promise<void>;
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
  const known = new Set<string>();
  const waiters: { topic: string; hear: () => void }[] = [];
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
    const { told } = JSON.parse(data) as { told: { id: string; topic: string }[] };
    const news = told.filter(({ id }) => !known.has(id));
    for (const { id } of news) known.add(id);
    messages.push(told.map(({ topic }) => topic));
    for (const waiter of waiters.splice(0)) {
      if (news.some(({ topic }) => topic === waiter.topic)) waiter.hear();
      else waiters.push(waiter);
    }
  };
  // A stream whose program was stopped just ends.
  void read(response.body, take).catch(() => undefined);
  const watcher: ChangesWatcher = {
    messages: () => messages,
    next: (topic) => new Promise((hear) => waiters.push({ topic, hear })),
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
