import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import {
  countWaiting,
  findRecording,
  listAnswers,
  listRecordings,
  type Recording,
} from '../store/recordings.ts';

/** A thread as a list shows it: how it begins, and how many answers there are. */
export interface Thread {
  first: Recording;
  answers: number;
  /** When the last of it was sent. */
  latest: Date;
  /** Somebody else hopes for my answer. */
  waits: boolean;
}

export interface ExchangePage {
  /** Those that wait for me, the most pressing first. */
  waiting: Thread[];
  /** All others, the newest first. */
  others: Thread[];
  /** Begun by me and not sent, or taken back. */
  unsent: Recording[];
}

/** How many hope for an answer of mine; reads nobody's words. */
export async function waitsForMe(tx: Tx, member: CircleMember): Promise<number> {
  return countWaiting(tx, member);
}

export async function readExchange(tx: Tx, member: CircleMember): Promise<ExchangePage> {
  const all = await listRecordings(tx, member);
  const sent = all.filter(({ audience }) => audience !== 'me');
  const ids = new Set(sent.map(({ id }) => id));
  // An answer to what is gone, or was never theirs to hear, stands by itself.
  const firsts = sent.filter(({ answers }) => !answers || !ids.has(answers));
  const threads = firsts.map((first) => threadOf(first, sent, member.personId));
  const pressing = (thread: Thread) => thread.first.answerBy?.getTime() ?? 0;
  return {
    waiting: threads.filter(({ waits }) => waits).sort((one, other) => pressing(one) - pressing(other)),
    others: threads
      .filter(({ waits }) => !waits)
      .sort((one, other) => other.latest.getTime() - one.latest.getTime()),
    unsent: all.filter(({ audience }) => audience === 'me'),
  };
}

/** One recording with its answers; `first` is what it answers, where that is still there. */
export async function readThread(
  tx: Tx,
  member: CircleMember,
  recording: Recording,
): Promise<{ first: Recording; answers: Recording[] }> {
  const above = recording.answers ? await findRecording(tx, member, recording.answers) : undefined;
  const first = above ?? recording;
  const answers = await listAnswers(tx, member, first.id);
  return { first, answers: answers.filter(({ audience }) => audience !== 'me') };
}

function threadOf(first: Recording, sent: Recording[], me: string): Thread {
  const answers = sent.filter((each) => each.answers === first.id);
  const times = [first, ...answers].map(({ sentAt }) => sentAt?.getTime() ?? 0);
  return {
    first,
    answers: answers.length,
    latest: new Date(Math.max(...times)),
    waits: first.owner !== me && first.answerBy !== undefined && !answers.some(({ owner }) => owner === me),
  };
}
