import type { Visitor } from './visitor.ts';

/** Everything that the server streams to somebody for this room, byte for byte, beside what their page makes of it. */
export interface Overheard {
  text(): string;
  stop(): void;
}

/** Opens one more stream with this person's own cookies; resolves when the first view has come. */
export async function overhear(person: Visitor, room: string): Promise<Overheard> {
  const cookie = (await person.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const stopping = new AbortController();
  const answer = await fetch(new URL(room.replace(/room$/, 'stream'), person.origin), {
    headers: { cookie, accept: 'text/event-stream' },
    signal: stopping.signal,
  });
  const reader = answer.body?.getReader();
  if (!answer.ok || !reader) throw new Error(`${person.name} has no stream: ${answer.status}`);
  const decoder = new TextDecoder();
  let heard = '';
  const read = async () => {
    const { value, done } = await reader.read();
    heard += decoder.decode(value, { stream: true });
    return !done;
  };
  await read();
  void (async () => {
    while (await read());
  })().catch(() => undefined);
  return { text: () => heard, stop: () => stopping.abort() };
}

/** All that a browser holds of the page it shows: its elements, its fields, and what it has stored, wherever that is. */
export async function holdings(person: Pick<Visitor, 'page'>): Promise<string> {
  return person.page.evaluate(async () => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(
      ({ value }) => value,
    );
    const answered = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    /** As text, whatever it is: pieces of files and bytes too, which JSON would leave out. */
    const told = async (value: unknown): Promise<string> => {
      if (value instanceof Blob) return value.text();
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
      if (typeof value !== 'object' || value === null) return String(value);
      const parts =
        value instanceof Map ? [...value] : value instanceof Set ? [...value] : Object.entries(value);
      return (await Promise.all(parts.flat().map(told))).join('\n');
    };
    const stored: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await answered(indexedDB.open(name ?? ''));
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([answered(rows.getAllKeys()), answered(rows.getAll())]);
        stored.push(name ?? '', store, await told(keys), await told(values));
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        stored.push(name, request.url, (await (await cache.match(request))?.text()) ?? '');
    }
    return [
      document.documentElement.outerHTML,
      ...fields,
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      document.cookie,
      ...stored,
    ].join('\n');
  });
}
