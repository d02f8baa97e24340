import type { Tx } from '#server/database.ts';
import type { RoundReader } from '../access.ts';
import { saveAnswer } from '../store/answers.ts';
import { markRoundSeen } from '../store/notices.ts';
import { readRound } from '../store/round.ts';

export type AnsweredRound = { ok: true } | { ok: false; reason: 'too-late' | 'not-invited' };

/** Somebody wants to be in, or not this time; it can be changed until the day is over or the circles are known. */
export async function answerRound(
  tx: Tx,
  reader: RoundReader,
  { joining, now }: { joining: boolean; now: Date },
): Promise<AnsweredRound> {
  if (!reader.invited) return { ok: false, reason: 'not-invited' };
  const round = await readRound(tx, reader);
  if (round.publishedAt || round.withdrawnAt || round.answersUntil <= now)
    return { ok: false, reason: 'too-late' };
  await saveAnswer(tx, reader, joining);
  await markRoundSeen(tx, reader);
  return { ok: true };
}
