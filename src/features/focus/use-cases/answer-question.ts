import type { Tx } from '#server/database.ts';
import { hashToken } from '#server/tokens.ts';
import { type AskedRow, peekQuestion, saveAnswer } from '../store/question.ts';

/** What a link asks; undefined where nobody ever made it. Looking changes nothing: mail scanners open every link. */
export async function lookAtQuestion(tx: Tx, token: string): Promise<AskedRow | undefined> {
  return peekQuestion(tx, hashToken(token));
}

export type Answered = { ok: true } | { ok: false; reason: 'spent' };

/** Writes the one answer, for the asker alone. Of two that are sent at once the first stands. */
export async function answerQuestion(
  tx: Tx,
  { token, answer }: { token: string; answer: string },
): Promise<Answered> {
  const hash = hashToken(token);
  const asked = await peekQuestion(tx, hash);
  const saved = asked?.state === 'open' && (await saveAnswer(tx, { hash, asked, answer }));
  return saved ? { ok: true } : { ok: false, reason: 'spent' };
}
