import { isHere } from './whose-browser.ts';

/** A few texts of one viewer of one session, kept in the browser until the server has them. */
export interface OwnStore {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** Keys that begin so, sorted. */
  keys(prefix: string): string[];
}

interface Owner {
  /** Who is signed in on this device. */
  person: string;
  session: string;
  /** Who holds the device, where that is somebody else. */
  holder?: string | undefined;
}

/** Everything of a viewer of a session lies under one prefix, so that nothing of theirs is left behind. */
export function ownStore(at: Owner, storage = browserStorage('local')): OwnStore {
  const root = `rondo:${at.person}:${at.session}:${at.holder ? `${at.holder}:` : ''}`;
  // What the browser does not take, because it is full or no longer theirs, lasts as long as the page.
  const beside = storageInMemory();
  return {
    get: (key) => beside.getItem(root + key) ?? storage.getItem(root + key) ?? undefined,
    set(key, value) {
      beside.removeItem(root + key);
      if (!isHere(at.person, storage) || !tookIt(storage, root + key, value))
        beside.setItem(root + key, value);
    },
    remove(key) {
      beside.removeItem(root + key);
      storage.removeItem(root + key);
    },
    keys(prefix) {
      const own = [...keysOf(storage), ...keysOf(beside)].filter((key) => key.startsWith(root + prefix));
      return [...new Set(own)].map((key) => key.slice(root.length)).sort();
    },
  };
}

function tookIt(storage: Storage, key: string, value: string): boolean {
  try {
    storage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

/** All keys of a storage, also of others. */
export function keysOf(storage: Storage): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
}

/** Some browsers forbid storage; then it lasts as long as the page. */
export function browserStorage(kind: 'local' | 'session'): Storage {
  try {
    const storage = kind === 'local' ? localStorage : sessionStorage;
    storage.getItem('');
    return storage;
  } catch {
    return storageInMemory();
  }
}

/** Behaves like the browser's, and forgets. */
export function storageInMemory(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}
