import { termsOf } from '#core/exchange/terms.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { setDial } from '#features/sharing/use-cases/set-dial.ts';
import type { Tx } from '#server/database.ts';
import type { ToldSending } from '../input.ts';
import { findRecording, markSent, updateWords } from '../store/recordings.ts';
import { termsInForce } from '../store/terms.ts';
import { findToAnswer } from './find-to-answer.ts';
import { answeredRecording, remindOfRecording } from './remind-of-recording.ts';

export type SendRefusal = 'gone' | 'closed' | 'unfinished' | 'nobody' | 'unanswerable';
export type Sent = { ok: true; id: string } | { ok: false; reason: SendRefusal };

/**
 * Sends what somebody recorded to the circle or to one of its members, with the title and the written version that they gave
 * it. Sent twice, because the first answer was lost, it is sent once: what was withdrawn meanwhile stays withdrawn. What was to answer something that is gone by now stays
 * with whoever made it, who has not chosen anybody else for it.
 */
export async function sendRecording(
  tx: Tx,
  member: CircleMember,
  { id, to, now, answers, first, ...told }: ToldSending & { id: string; now: Date },
): Promise<Sent> {
  const recording = await findRecording(tx, member, id);
  if (!recording || recording.owner !== member.personId) return { ok: false, reason: 'gone' };
  if (first && recording.sentAt) return { ok: true, id };
  if (member.closed) return { ok: false, reason: 'closed' };
  if (recording.received !== recording.bytes) return { ok: false, reason: 'unfinished' };
  const about = answers ?? recording.answers;
  const asked = about ? await findToAnswer(tx, member, about) : undefined;
  if (answers && !asked && !recording.sentAt) return { ok: false, reason: 'unanswerable' };
  const others = (await membersOf(tx, member)).filter((other) => other.id !== member.personId);
  if (!others.some((other) => to === 'circle' || other.id === to)) return { ok: false, reason: 'nobody' };
  const turned = await setDial(
    tx,
    member,
    { kind: 'recording', id },
    to === 'circle'
      ? { audience: 'circle', circleId: member.circleId }
      : { audience: 'partner', partnerId: to },
  );
  if (!turned.ok) return { ok: false, reason: 'nobody' };
  await updateWords(tx, member, { id, ...told });
  if (recording.sentAt) return { ok: true, id };
  const days = await daysOf(tx, member, { asksBack: asked === undefined, now });
  await markSent(tx, member, { id, at: now, ...days });
  if (days.answerBy) await remindOfRecording(tx, member, { id, to, now, answerBy: days.answerBy });
  if (recording.answers) await answeredRecording(tx, member, recording.answers);
  return { ok: true, id };
}

/** An answer asks for none. */
async function daysOf(tx: Tx, member: CircleMember, { asksBack, now }: { asksBack: boolean; now: Date }) {
  const { answerBy, deleteAfter } = termsOf(await termsInForce(tx, member), now.getTime());
  return {
    answerBy: asksBack ? new Date(answerBy) : undefined,
    deleteAfter: new Date(deleteAfter),
  };
}
