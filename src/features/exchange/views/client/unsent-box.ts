import { recordingsOf } from '#features/sessions/views/client/recordings-of.ts';

/** What somebody says of a recording when they send it. */
export interface Told {
  title: string;
  words: string;
  /** A member, `circle`, or `me`: nobody yet. */
  to: string;
  peaks: string;
}

/** One recording as this browser keeps it until it is sent. */
export interface Unsent {
  /** The recording's id on the server, too. */
  id: string;
  circle: string;
  kind: 'voice' | 'screen';
  mimeType: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Recorded so far. */
  seconds: number;
  answers: string;
  /** The server knows of it: bytes go on where they stopped. */
  begun?: boolean;
  /** Its owner has said: send it, or, to `me`, keep it as their own. With what they wrote. */
  send?: Told;
  /** What they wrote so far, where it is not sent. */
  told?: Told;
}

/** What this browser keeps of somebody's recordings: each second of sound as it comes, until the server has all of it. */
export interface UnsentBox {
  put(unsent: Unsent): Promise<void>;
  addChunk(unsent: string, number: number, bytes: Blob): Promise<void>;
  /** Of one circle, or of all. */
  list(circle?: string): Promise<Unsent[]>;
  /** All that was recorded, in its order. */
  read(unsent: Unsent): Promise<Blob>;
  remove(unsent: string): Promise<void>;
}

/** @throws DOMException where the browser keeps nothing */
export async function openUnsentBox(person: string): Promise<UnsentBox> {
  const database = await opened(person);
  const run = <T>(work: (stores: { recordings: IDBObjectStore; chunks: IDBObjectStore }) => IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(['recordings', 'chunks'], 'readwrite');
      const request = work({
        recordings: transaction.objectStore('recordings'),
        chunks: transaction.objectStore('chunks'),
      });
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
  return {
    put: async (unsent) => void (await run(({ recordings }) => recordings.put({ ...unsent }))),
    addChunk: async (unsent, number, bytes) =>
      void (await run(({ chunks }) => chunks.put({ unsent, number, bytes }))),
    list: async (circle) => {
      const all = await run<Unsent[]>(({ recordings }) => recordings.getAll());
      return all
        .filter((unsent) => circle === undefined || unsent.circle === circle)
        .sort((one, other) => one.startedAt - other.startedAt);
    },
    read: async ({ id, mimeType }) => {
      const all = await run<{ bytes: Blob }[]>(({ chunks }) => chunks.getAll(chunksOf(id)));
      return new Blob(
        all.map(({ bytes }) => bytes),
        { type: mimeType },
      );
    },
    remove: async (id) => {
      await run(({ recordings, chunks }) => {
        chunks.delete(chunksOf(id));
        return recordings.delete(id);
      });
    },
  };
}

/** All that waits here of somebody, in whichever circle. A browser that never kept anything of theirs does not begin to. */
export async function listUnsent(person: string): Promise<Unsent[]> {
  try {
    const kept = await indexedDB.databases?.();
    if (kept && !kept.some(({ name }) => name === recordingsOf(person))) return [];
    return await (await openUnsentBox(person)).list();
  } catch {
    return [];
  }
}

function chunksOf(unsent: string): IDBKeyRange {
  return IDBKeyRange.bound([unsent, 0], [unsent, Number.MAX_SAFE_INTEGER]);
}

function opened(person: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(recordingsOf(person), 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('recordings', { keyPath: 'id' });
      request.result.createObjectStore('chunks', { keyPath: ['unsent', 'number'] });
    };
    request.onsuccess = () => {
      // Somebody signs out in another tab: what lies here goes.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}
