import { type OwnStore, ownStore } from '#features/sessions/views/client/own-store.ts';

/** An entry as its form holds it. */
export type Typed = Record<string, string>;

/** What this browser keeps of somebody's journal: half sentences, and entries that the server has not taken yet. */
export interface JournalBox {
  /** What was typed and not sent, of a form; `form` is an entry's id, or `new`. */
  draft(form: string): Typed | undefined;
  keepDraft(form: string, typed: Typed): void;
  dropDraft(form: string): void;
  /** Entries on their way, oldest first. */
  waiting(): Typed[];
  /** Puts an entry on its way. It stays until `arrived`, through a reload and a lost network. */
  send(entry: Typed & { id: string }): void;
  arrived(id: string): void;
}

export function journalBox(
  person: string,
  store: OwnStore = ownStore({ person, session: 'journal' }),
): JournalBox {
  return {
    draft: (form) => read(store.get(`draft:${form}`)),
    keepDraft: (form, typed) => store.set(`draft:${form}`, JSON.stringify(typed)),
    dropDraft: (form) => store.remove(`draft:${form}`),
    waiting: () =>
      store
        .keys('waiting:')
        .map((key) => read(store.get(key)))
        .filter((entry) => entry !== undefined),
    send: (entry) => store.set(`waiting:${entry.id}`, JSON.stringify(entry)),
    arrived: (id) => store.remove(`waiting:${id}`),
  };
}

/** What became of an entry that was on its way. */
export type Answer = 'kept' | 'refused' | 'no-answer';

/**
 * Sends what waits, one after the other. What is kept is let go of; what is refused goes back to being a draft of its form,
 * or waits until the form is free, so that nothing is lost and nothing blocks the others; without an answer it stops, and all
 * of it waits on.
 */
export async function sendWaiting(
  box: JournalBox,
  post: (entry: Typed) => Promise<Answer>,
): Promise<{ kept: number; refused: number; waiting: number }> {
  let [kept, refused] = [0, 0];
  for (const entry of box.waiting()) {
    const answer = await post(entry);
    if (answer === 'no-answer') break;
    if (answer === 'kept') kept += 1;
    else {
      refused += 1;
      const form = entry.version === '0' ? 'new' : (entry.id ?? '');
      if (box.draft(form)) continue;
      box.keepDraft(form, entry);
    }
    box.arrived(entry.id ?? '');
  }
  return { kept, refused, waiting: box.waiting().length };
}

function read(text: string | undefined): Typed | undefined {
  try {
    const typed: unknown = JSON.parse(text ?? '');
    const isTyped = typed !== null && typeof typed === 'object' && !Array.isArray(typed);
    return isTyped ? (typed as Typed) : undefined;
  } catch {
    return undefined;
  }
}
