import { unsentDays } from '#core/exchange/terms.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { deleteRecording, findRecording, insertRecording, type Recording } from '../store/recordings.ts';
import { type Sent, sendRecording } from './send-recording.ts';

/** Words without a recording: to begin with, or as an answer. The same id again is the same note. */
export async function writeNote(
  tx: Tx,
  member: CircleMember,
  told: { id: string; title: string; words: string; to: string; answers?: string | undefined; now: Date },
): Promise<Sent> {
  const { id, title, words, answers, to, now } = told;
  if (member.closed) return { ok: false, reason: 'closed' };
  const deleteAfter = new Date(now.getTime() + unsentDays * 86_400_000);
  await insertRecording(tx, member, {
    ...{ id, title, words, answers, deleteAfter },
    kind: 'words',
    seconds: 0,
    bytes: 0,
  });
  const sent = await sendRecording(tx, member, { id, title, words, to, peaks: undefined, now });
  if (!sent.ok) await removeUnsent(tx, member, id);
  return sent;
}

async function removeUnsent(tx: Tx, member: CircleMember, id: string): Promise<void> {
  const left = await findRecording(tx, member, id);
  if (left && !left.sentAt) await deleteRecording(tx, member, id);
}

/** Whom an answer goes to: everybody who had the question, or the other one of two. */
export function answerTo({ audience, owner, partner }: Recording, me: string): string {
  if (audience === 'circle') return 'circle';
  return owner === me ? (partner ?? owner) : owner;
}
