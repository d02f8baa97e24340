import type { Tx } from '#server/database.ts';
import { hashToken } from '#server/tokens.ts';
import { peekFinding, type RaisedRow, saveReply } from '../store/links.ts';

/** What a link leads to; undefined where nobody ever made it. Looking changes nothing: mail scanners open every link. */
export async function lookAtFinding(tx: Tx, token: string): Promise<RaisedRow | undefined> {
  return peekFinding(tx, hashToken(token));
}

export type Replied = { ok: true } | { ok: false; reason: 'spent' };

/** Writes the one answer, for the circle. Of two that are sent at once the first stands. */
export async function answerFinding(
  tx: Tx,
  { token, answer }: { token: string; answer: string },
): Promise<Replied> {
  const hash = hashToken(token);
  const raised = await peekFinding(tx, hash);
  const saved = raised?.state === 'open' && (await saveReply(tx, { hash, raised, answer }));
  return saved ? { ok: true } : { ok: false, reason: 'spent' };
}
