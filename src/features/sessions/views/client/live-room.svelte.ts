import type { Act } from '#core/session/command.ts';
import type { RoomView } from '#core/session/view.ts';
import { m } from '#messages';
import { callNames } from '#ui/seat-text.ts';
import type { StreamUser } from '#ui/stream/own-stream.ts';
import { newId } from '../new-id.ts';
import type { DraftField, RoomClient } from '../room-client.svelte.ts';
import { commandQueue, type Queued } from './command-queue.ts';
import { DraftBox } from './draft-box.svelte.ts';
import { followSoon, type RoomMessage } from './follow-soon.ts';
import { type Answer, createMailbox } from './mailbox.ts';
import { overlay } from './overlay.ts';
import { ownStore, storageInMemory } from './own-store.ts';
import type { Returned } from './returned.ts';
import { learnAhead, untilNextSecond } from './server-clock.ts';

/** How long an answered act stays laid over the view, in milliseconds: the view that holds it is on its way. */
const settle = 1500;

/** The room as one viewer's browser has it. On the server, and until `start`, it stands still at what the page brought. */
export class LiveRoom implements RoomClient {
  readonly owner: string;
  readonly holder: string | undefined;
  pending = $state(0);
  online = $state(true);
  refusal: { sentence: string; act: Act } | undefined = $state.raw();
  /** The sign-in or the membership is over. */
  shutOut = $state(false);

  #server: RoomView = $state.raw() as RoomView;
  #laid: { id: string; act: Act }[] = $state.raw([]);
  #now: number = $state(0);
  #ahead: number | undefined;
  #view = $derived(
    overlay(
      this.#server,
      this.#laid.map(({ act }) => act),
    ),
  );
  #names = $derived.by(() => {
    const { seats } = this.#server;
    const called = callNames(seats.map(({ name }) => name));
    return new Map(seats.map(({ id }, index) => [id, called[index] ?? '']));
  });
  #session: string;
  #drafts: DraftBox;
  #queue: ReturnType<typeof commandQueue>;
  #mailbox: ReturnType<typeof createMailbox> | undefined;
  #waiting = new Map<string, (taken: boolean) => void>();

  /** `person` is signed in here; `holder` has the device in their hands, where that is somebody else. */
  constructor(page: { view: RoomView; serverNow: number; person: string; holder?: string | undefined }) {
    this.#server = page.view;
    this.#now = page.serverNow;
    this.#session = page.view.session.id;
    this.owner = page.person;
    this.holder = page.holder;
    const at = { person: page.person, session: this.#session, holder: page.holder };
    const store = typeof window === 'undefined' ? ownStore(at, storageInMemory()) : ownStore(at);
    this.#queue = commandQueue(store);
    this.#drafts = new DraftBox({
      drafts: page.view.drafts,
      store,
      send: () => void this.#mailbox?.send(),
      say: (kept) => this.#sentence(JSON.parse(kept)),
      passedRound: page.holder !== undefined,
    });
  }

  get view(): RoomView {
    return this.#view;
  }

  send(act: Act, more: { draft?: string; said?: Record<string, string> } = {}): Promise<boolean> {
    const queued: Queued = { id: newId(), act, ...more };
    this.refusal = undefined;
    this.#queue.add(queued);
    this.#laid = [...this.#laid, queued];
    this.pending += 1;
    if (more.draft && act.type === 'write') this.#drafts.forget(more.draft);
    const answered = new Promise<boolean>((resolve) => this.#waiting.set(queued.id, resolve));
    void this.#mailbox?.send();
    return answered;
  }

  draft(field: string): DraftField {
    return this.#drafts.field(field);
  }

  get returned(): Returned[] {
    return this.#drafts.returned;
  }

  letGo(field: string): void {
    this.#drafts.letGo(field);
  }

  nameOf(person: string): string {
    return this.#names.get(person) ?? '';
  }

  secondsUntil(instant: number): number {
    return Math.max(0, Math.ceil((instant - this.#now) / 1000));
  }

  serverNow(): number {
    return this.#ahead === undefined ? this.#now : Date.now() + this.#ahead;
  }

  /** Goes live: listens, ticks, sends. Answers how to stop. `listens: false` only sends: the screen shows nobody's view. */
  start({ ended, listens }: { ended: () => void; listens: boolean }): () => void {
    const address = `/sessions/${this.#session}`;
    const query = this.holder ? `?holder=${this.holder}` : '';
    this.#ahead = this.#now - Date.now();
    let heard = false;
    let streaming = true;
    const mailbox = createMailbox({
      address: `${address}/commands`,
      queue: this.#queue,
      drafts: this.#drafts,
      person: this.owner,
      holder: this.holder,
      answered: (queued, answer) => void this.#answered(queued, answer),
      reached: (yes) => {
        this.online = yes;
      },
      shutOut: () => this.#shutOut(),
    });
    this.#mailbox = mailbox;
    const user: StreamUser<RoomMessage> = {
      hear: ({ view, serverNow, heardAt }) => {
        this.#ahead = learnAhead(heard ? this.#ahead : undefined, { serverNow, heardAt });
        heard = true;
        this.#server = view;
        this.#now = this.serverNow();
      },
      connected: (yes) => {
        this.online = yes;
        streaming = yes;
        if (yes) void mailbox.send();
      },
      ended,
      shutOut: () => this.#shutOut(),
    };
    const unfollow = listens ? followSoon(`${address}/stream${query}`, user) : () => undefined;
    const untick = this.#tick();
    const wake = () => void mailbox.send();
    // The device knows at once; the stream, which may lie still for a while, finds out later.
    const cut = () => {
      this.online = false;
    };
    const back = () => {
      this.online = streaming;
      wake();
    };
    const goodbye = () => mailbox.sendLast();
    addEventListener('offline', cut);
    addEventListener('online', back);
    addEventListener('pagehide', goodbye);
    document.addEventListener('focusout', wake);
    this.pending = this.#queue.all().length;
    this.#drafts.recover();
    wake();
    return () => {
      // Another holder takes the device: what this one typed goes along.
      mailbox.sendLast();
      unfollow();
      untick();
      mailbox.stop();
      removeEventListener('offline', cut);
      removeEventListener('online', back);
      removeEventListener('pagehide', goodbye);
      document.removeEventListener('focusout', wake);
    };
  }

  #shutOut(): void {
    this.shutOut = true;
  }

  /** Beats with the running countdown, so that its seconds are all equally long. */
  #tick(): () => void {
    let timer: ReturnType<typeof setTimeout>;
    const beat = () => {
      this.#now = this.serverNow();
      const endsAt = this.#server.turn?.endsAt ?? this.#server.clock?.endsAt ?? 0;
      timer = setTimeout(beat, untilNextSecond({ endsAt, now: this.#now }));
    };
    beat();
    return () => clearTimeout(timer);
  }

  async #answered(queued: Queued, answer: Answer): Promise<void> {
    this.#queue.remove(queued.id);
    this.pending = this.#queue.all().length;
    const { draft, said } = queued;
    if (answer.ok) {
      if (draft) this.#drafts.forget(draft);
      setTimeout(() => this.#lift(queued.id), settle);
    } else {
      const { id: _, ok: __, ...reason } = answer;
      this.#lift(queued.id);
      if (draft && said)
        this.#drafts.giveBack(draft, said, JSON.stringify(reason), 'field' in reason ? reason.field : '');
      this.refusal = { sentence: await this.#sentence(reason), act: queued.act };
    }
    this.#waiting.get(queued.id)?.(answer.ok);
    this.#waiting.delete(queued.id);
  }

  #lift(id: string): void {
    this.#laid = this.#laid.filter((each) => each.id !== id);
  }

  /** The sentences are fetched when the first one is needed: most sessions never see one. If they do not come, one is here. */
  async #sentence(refusal: { refusal: string }): Promise<string> {
    const fetched = await import('../refusal-sentence.ts').catch(() => undefined);
    if (!fetched) return m.room_refusal_unknown();
    const { timeZone } = this.#server.me;
    return fetched.refusalSentence(refusal, { nameOf: (person) => this.nameOf(person), timeZone });
  }
}
