import type { Act } from '#core/session/command.ts';
import type { OwnStore } from './own-store.ts';

/** An act on its way. Its id sorts by the time at which it was made. */
export interface Queued {
  id: string;
  act: Act;
  /** Which form it came from and what was typed there, to be given back if it is refused. */
  draft?: string;
  said?: Record<string, string>;
}

/**
 * Acts that the server has not answered, in the order in which they were made; they survive a reload. Several tabs share
 * them: one entry a key, so that none overwrites the other's, and an act that is sent twice is applied once.
 */
export function commandQueue(store: OwnStore) {
  return {
    add: (queued: Queued) => store.set(`act:${queued.id}`, JSON.stringify(queued)),
    remove: (id: string) => store.remove(`act:${id}`),
    all: (): Queued[] => store.keys('act:').flatMap((key) => read(store.get(key))),
  };
}

/** What cannot be read was not written by us. */
function read(text: string | undefined): Queued[] {
  try {
    const queued: Queued = JSON.parse(text ?? '');
    return typeof queued.id === 'string' && typeof queued.act?.type === 'string' ? [queued] : [];
  } catch {
    return [];
  }
}
