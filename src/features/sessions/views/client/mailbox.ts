import type { Act } from '#core/session/command.ts';
import { longestDraft, longestTyped } from '#core/session/message-size.ts';
import type { Refusal } from '#core/session/refusal.ts';
import type { commandQueue, Queued } from './command-queue.ts';
import type { DraftBox } from './draft-box.svelte.ts';

/** The server's answer to one command. */
export type Answer = { id: string; ok: true; seq: number } | ({ id: string; ok: false } & Refusal);

export interface MailboxParts {
  address: string;
  queue: ReturnType<typeof commandQueue>;
  drafts: Pick<DraftBox, 'unsent' | 'sent'>;
  /** To whom the page was shown. */
  person: string;
  /** The viewer, where they are not the device's owner. */
  holder: string | undefined;
  answered(queued: Queued, answer: Answer): void;
  reached(yes: boolean): void;
  /** The sign-in or the membership is over: what waits stays here. */
  shutOut(): void;
}

/** The write door takes fifty acts and fifty drafts; fewer acts are answered sooner. */
const usual = { acts: 20, drafts: 50 };

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
    for (let most = usual; ; ) {
      const batch = waiting(most);
      const size = batch.acts.length + batch.drafts.length;
      if (size === 0 && most === usual) return;
      if (size === 0) {
        most = usual;
        continue;
      }
      const response = await fetch(address, request(batch));
      if (response.status === 401 || response.status === 404) return parts.shutOut();
      if (unreadable.includes(response.status)) {
        // One of them would block all the others for ever: it is found by sending them one by one.
        if (size === 1) refuse(batch);
        most = size === 1 ? usual : one(batch);
        continue;
      }
      if (!response.ok) throw new Error(`answered ${response.status}`);
      drafts.sent(batch.drafts);
      const { results }: { results: Answer[] } = await response.json();
      for (const answer of results) {
        const queued = batch.acts.find(({ id }) => id === answer.id);
        if (queued) parts.answered(queued, answer);
      }
    }
  }

  function waiting(most: typeof usual): Batch {
    return { acts: queue.all().slice(0, most.acts), drafts: drafts.unsent().slice(0, most.drafts) };
  }

  function refuse(batch: Batch): void {
    drafts.sent(batch.drafts);
    for (const queued of batch.acts)
      parts.answered(queued, { id: queued.id, ok: false, ...whyUnreadable(queued.act) });
  }

  function request({ acts, drafts }: Batch): RequestInit {
    const commands = acts.map(({ id, act }) => ({ id, act }));
    const kept = drafts.map((change) => ({ ...change, body: change.body?.slice(0, longestDraft) ?? null }));
    return {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ commands, drafts: kept, person, ...(holder ? { holder } : {}) }),
    };
  }

  return {
    send,
    /** Before the page goes: without waiting for an answer; what is not answered is sent again next time. */
    sendLast(): void {
      const batch = waiting(usual);
      if (batch.acts.length + batch.drafts.length > 0)
        void fetch(address, { ...request(batch), keepalive: true }).catch(() => undefined);
    },
    stop: () => clearTimeout(retry),
  };
}

interface Batch {
  acts: Queued[];
  drafts: ReturnType<DraftBox['unsent']>;
}

/** What the server answers to a message that it cannot read, or that is too large for it. */
const unreadable = [400, 413];

/** An act alone, or a draft where no act waits. */
function one({ acts }: Batch): typeof usual {
  return acts.length > 0 ? { acts: 1, drafts: 0 } : { acts: 0, drafts: 1 };
}

function whyUnreadable(act: Act): Refusal {
  let long = false;
  JSON.stringify(act, (_, value) => {
    long ||= typeof value === 'string' && value.length > longestTyped;
    return value;
  });
  return long ? { refusal: 'too-long', field: 'text', most: longestTyped } : { refusal: 'other-kind' };
}
