import { unsentDays } from '#core/exchange/terms.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { deleteRecording, findRecording, insertRecording } from '../store/recordings.ts';
import { findToAnswer } from './find-to-answer.ts';
import { type Sent, sendRecording } from './send-recording.ts';

/**
 * Words without a recording: to begin with, or as an answer, which goes where the question came from. The same id again is the
 * same note.
 */
export async function writeNote(
  tx: Tx,
  member: CircleMember,
  told: { id: string; title: string; words: string; to: string; answers?: string | undefined; now: Date },
): Promise<Sent> {
  const { id, title, words, answers, now } = told;
  if (member.closed) return { ok: false, reason: 'closed' };
  const known = await findRecording(tx, member, id);
  if (known?.owner === member.personId && known.sentAt) return { ok: true, id };
  const asked = answers ? await findToAnswer(tx, member, answers) : undefined;
  if (answers && !asked) return { ok: false, reason: 'unanswerable' };
  const to = asked?.to ?? told.to;
  const deleteAfter = new Date(now.getTime() + unsentDays * 86_400_000);
  await insertRecording(tx, member, {
    ...{ id, title, words, answers: asked?.id, deleteAfter },
    kind: 'words',
    seconds: 0,
    bytes: 0,
  });
  const sent = await sendRecording(tx, member, {
    ...{ id, title, words, to, now, answers: asked?.id },
    peaks: undefined,
  });
  if (!sent.ok) await removeUnsent(tx, member, id);
  return sent;
}

async function removeUnsent(tx: Tx, member: CircleMember, id: string): Promise<void> {
  const left = await findRecording(tx, member, id);
  if (left && !left.sentAt) await deleteRecording(tx, member, id);
}
