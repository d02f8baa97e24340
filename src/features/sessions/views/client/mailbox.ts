import type { Refusal } from '#core/session/refusal.ts';
import type { commandQueue, Queued } from './command-queue.ts';
import type { DraftBox } from './draft-box.svelte.ts';

/** The server's answer to one command. */
export type Answer = { id: string; ok: true; seq: number } | ({ id: string; ok: false } & Refusal);

export interface MailboxParts {
  address: string;
  queue: ReturnType<typeof commandQueue>;
  drafts: DraftBox;
  /** To whom the page was shown. */
  person: string;
  /** The viewer, where they are not the device's owner. */
  holder: string | undefined;
  answered(queued: Queued, answer: Answer): void;
  reached(yes: boolean): void;
  /** The sign-in or the membership is over: what waits stays here. */
  shutOut(): void;
}

/** The write door takes fifty; fewer are answered sooner. */
const mostAtOnce = 20;

/** Carries queued acts and drafts to the server: in order, again until they are answered, and before the page goes. */
export function createMailbox({ address, queue, drafts, person, holder, ...parts }: MailboxParts) {
  let running = false;
  let wanted = false;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  /** Sends what waits. While it runs, another call makes it look once more. */
  async function send(): Promise<void> {
    wanted = true;
    if (running) return;
    running = true;
    clearTimeout(retry);
    try {
      while (wanted) {
        wanted = false;
        await inOrder(deliver);
      }
      if (failures > 0) parts.reached(true);
      failures = 0;
    } catch {
      failures += 1;
      parts.reached(false);
      retry = setTimeout(send, Math.min(500 * 2 ** failures, 10_000));
    } finally {
      running = false;
    }
  }

  /** Tabs of one viewer take turns, so that acts arrive in the order in which they were made. */
  function inOrder(work: () => Promise<void>): Promise<void> {
    return navigator.locks ? navigator.locks.request(`send ${address}`, work) : work();
  }

  async function deliver(): Promise<void> {
    for (;;) {
      const batch = queue.all().slice(0, mostAtOnce);
      const changes = drafts.unsent().slice(0, 50);
      if (batch.length === 0 && changes.length === 0) return;
      const response = await fetch(address, request(batch, changes));
      if (response.status === 401 || response.status === 404) return parts.shutOut();
      if (response.status === 400) return refuseAll(batch, changes);
      if (!response.ok) throw new Error(`answered ${response.status}`);
      drafts.sent(changes);
      const { results }: { results: Answer[] } = await response.json();
      for (const answer of results) {
        const queued = batch.find(({ id }) => id === answer.id);
        if (queued) parts.answered(queued, answer);
      }
    }
  }

  /** A message that the server cannot read would block everything behind it. */
  function refuseAll(batch: Queued[], changes: ReturnType<DraftBox['unsent']>): void {
    drafts.sent(changes);
    for (const queued of batch) parts.answered(queued, { id: queued.id, ok: false, refusal: 'other-kind' });
  }

  function request(batch: Queued[], changes: ReturnType<DraftBox['unsent']>): RequestInit {
    const commands = batch.map(({ id, act }) => ({ id, act }));
    return {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ commands, drafts: changes, person, ...(holder ? { holder } : {}) }),
    };
  }

  return {
    send,
    /** Before the page goes: without waiting for an answer; what is not answered is sent again next time. */
    sendLast(): void {
      const batch = queue.all().slice(0, mostAtOnce);
      const changes = drafts.unsent().slice(0, 50);
      if (batch.length + changes.length > 0)
        void fetch(address, { ...request(batch, changes), keepalive: true }).catch(() => undefined);
    },
    stop: () => clearTimeout(retry),
  };
}
