import type { Draft } from '#core/session/view.ts';
import type { DraftField } from '../room-client.svelte.ts';
import type { OwnStore } from './own-store.ts';
import type { Returned } from './returned.ts';

/** A change of a draft that the server has not heard of. `body` null: forget it. */
export interface DraftChange {
  field: string;
  body: string | null;
  /** The refusal with its facts, as JSON. */
  refused?: string;
}

interface Kept {
  body: string;
  /** The sentence. */
  refused?: string;
}

/** How long after the last key a draft is sent, in milliseconds. */
const quiet = 600;

/**
 * How long the browser keeps a draft that the server has, in milliseconds. The next page may have been made just before the
 * server had it, and be shown just after: without this copy the words would be in neither.
 */
const overlap = 15_000;

/** What lies in the browser: a change, and since when the server has it. */
type Stored = DraftChange & { sentAt?: number };

/**
 * What is being typed: shown at once, kept in the browser with every key, sent when the typing rests. What was not sent
 * before a reload wins over what the server has.
 */
export class DraftBox {
  #kept: Readonly<Record<string, Kept>> = $state.raw({});
  #store: OwnStore;
  #send: () => void;
  #say: (refused: string) => Promise<string>;
  #passedRound: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * `drafts` come from the page, their refusals as sentences; `say` makes one of a refusal in JSON. On a device that is
   * `passedRound` nothing stays that the server has.
   */
  constructor(parts: {
    drafts: Draft[];
    store: OwnStore;
    send: () => void;
    say: (refused: string) => Promise<string>;
    passedRound: boolean;
  }) {
    this.#store = parts.store;
    this.#send = parts.send;
    this.#say = parts.say;
    this.#passedRound = parts.passedRound;
    for (const { field, body, refused } of parts.drafts)
      if (typeof body === 'string') this.#keep(field, { body, ...(refused ? { refused } : {}) });
  }

  /** Lays over the server's drafts what this browser had not sent, or only just; once the page is alive. */
  recover(): void {
    for (const { sentAt, ...change } of this.#stored()) {
      if (sentAt === undefined || Date.now() - sentAt < overlap) this.#show(change);
      if (sentAt !== undefined) this.#removeAfter(change, sentAt + overlap - Date.now());
    }
    if (this.unsent().length > 0) this.#send();
  }

  field(field: string): DraftField {
    const kept = this.#kept[field];
    return {
      value: kept?.body ?? '',
      typed: kept !== undefined,
      refused: kept?.refused,
      set: (body) => this.#change({ field, body }, quiet),
    };
  }

  /** All that came back refused and was neither changed nor let go since. */
  get returned(): Returned[] {
    return Object.entries(this.#kept).flatMap(([field, { body, refused }]) =>
      refused ? [{ field, body, refused }] : [],
    );
  }

  /** Forgets one field. */
  letGo(field: string): void {
    this.#change({ field, body: null }, 0);
  }

  /** Empties the fields of a form; the server is told with the next message. */
  forget(form: string): void {
    const fields = Object.keys(this.#kept).filter((field) => field.startsWith(`${form}:`));
    for (const field of fields) this.#change({ field, body: null }, 0);
  }

  /** Gives back what was refused, with the reason at the field `at`, or at each where it lies in none of them alone. */
  giveBack(form: string, said: Record<string, string>, refused: string, at = ''): void {
    for (const [name, body] of Object.entries(said)) {
      const why = at in said && name !== at ? {} : { refused };
      this.#change({ field: `${form}:${name}`, body, ...why }, 0);
    }
  }

  unsent(): DraftChange[] {
    return this.#stored().filter(({ sentAt }) => sentAt === undefined);
  }

  /** The server has these; what was typed since stays unsent. */
  sent(changes: DraftChange[]): void {
    const sentAt = Date.now();
    for (const change of changes) {
      const key = `draft:${change.field}`;
      if (this.#store.get(key) !== JSON.stringify(change)) continue;
      if (this.#passedRound) {
        this.#store.remove(key);
        continue;
      }
      this.#store.set(key, JSON.stringify({ ...change, sentAt } satisfies Stored));
      this.#removeAfter(change, overlap);
    }
  }

  #stored(): Stored[] {
    return this.#store.keys('draft:').flatMap((key) => {
      const text = this.#store.get(key);
      return text ? [JSON.parse(text) as Stored] : [];
    });
  }

  /** Removes what was sent, unless something was typed in its field since. */
  #removeAfter({ field }: DraftChange, wait: number): void {
    const key = `draft:${field}`;
    const text = this.#store.get(key);
    setTimeout(() => {
      if (this.#store.get(key) === text) this.#store.remove(key);
    }, wait);
  }

  #change(change: DraftChange, wait: number): void {
    this.#show(change);
    this.#store.set(`draft:${change.field}`, JSON.stringify(change));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#send, wait);
  }

  #show({ field, body, refused }: DraftChange): void {
    if (body === null) {
      const { [field]: _, ...others } = this.#kept;
      this.#kept = others;
      return;
    }
    this.#keep(field, { body });
    if (!refused) return;
    void this.#say(refused).then((sentence) => {
      // Whoever typed on has seen it, or answered it.
      if (this.#kept[field]?.body === body) this.#keep(field, { body, refused: sentence });
    });
  }

  #keep(field: string, kept: Kept): void {
    this.#kept = { ...this.#kept, [field]: kept };
  }
}
