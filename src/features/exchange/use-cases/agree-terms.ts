import { type ExchangeTerms, outlastsAnswer } from '#core/exchange/terms.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { type AgreedTerms, currentTerms, insertTerms, listTerms } from '../store/terms.ts';

export type Agreed = { ok: true } | { ok: false; reason: 'closed' | 'changed' | 'gone-before-answer' };

/**
 * Changes what holds for recordings that are sent from now on. Any member may; everybody sees who did. `version`: what the
 * form was made from, so that nobody changes back what they have not seen.
 */
export async function agreeTerms(
  tx: Tx,
  member: CircleMember,
  { version, ...terms }: ExchangeTerms & { version: number },
): Promise<Agreed> {
  if (member.closed) return { ok: false, reason: 'closed' };
  if (!outlastsAnswer(terms)) return { ok: false, reason: 'gone-before-answer' };
  const now = await currentTerms(tx, member);
  if (now.version !== version) return { ok: false, reason: 'changed' };
  const same = (Object.keys(terms) as (keyof ExchangeTerms)[]).every((name) => now[name] === terms[name]);
  if (same) return { ok: true };
  const kept = await insertTerms(tx, member, { ...terms, version: version + 1 });
  return kept ? { ok: true } : { ok: false, reason: 'changed' };
}

/** What holds, and how it came to that, newest first. */
export async function readTerms(
  tx: Tx,
  member: CircleMember,
): Promise<{ now: AgreedTerms; past: AgreedTerms[] }> {
  const past = await listTerms(tx, member);
  return { now: await currentTerms(tx, member), past };
}
