/** A few texts of one viewer of one session, kept in the browser until the server has them. */
export interface OwnStore {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** Keys that begin so, sorted. */
  keys(prefix: string): string[];
}

/** Everything of a viewer of a session lies under one prefix, so that nothing of theirs is left behind. */
export function ownStore(at: { person: string; session: string }, storage = browserStorage()): OwnStore {
  const root = `rondo:${at.person}:${at.session}:`;
  return {
    get: (key) => storage.getItem(root + key) ?? undefined,
    set(key, value) {
      try {
        storage.setItem(root + key, value);
      } catch {
        // Full: what is in memory is still sent; only a reload before that would lose it.
      }
    },
    remove: (key) => storage.removeItem(root + key),
    keys(prefix) {
      const all = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
      const own = all.filter((key) => key.startsWith(root + prefix));
      return own.map((key) => key.slice(root.length)).sort();
    },
  };
}

/** Some browsers forbid storage; then it lasts as long as the page. */
function browserStorage(): Storage {
  try {
    localStorage.getItem('');
    return localStorage;
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
