import { type ExchangeTerms, outlastsAnswer } from '#core/exchange/terms.ts';
import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import type { Tx } from '#server/database.ts';
import { insertConsent, insertTerms, listTerms, settleTerms, withdrawVersion } from '../store/terms.ts';
import { mayWithdraw, readTerms } from './read-terms.ts';

export type TermsRefusal = 'closed' | 'changed' | 'same' | 'gone-before-answer';
export type TermsAnswer = { ok: true } | { ok: false; reason: TermsRefusal };

/**
 * Proposes what is to hold for recordings that are sent from then on; an older proposal gives way, with its yeses. Whoever
 * proposes has said yes. `version`: the newest that the form's reader saw, so that nobody puts aside what they have not seen.
 */
export async function proposeTerms(
  tx: Tx,
  member: CircleMember,
  { version, ...terms }: ExchangeTerms & { version: number },
): Promise<TermsAnswer> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'closed' };
  if (!outlastsAnswer(terms)) return { ok: false, reason: 'gone-before-answer' };
  const { now, newest, proposed } = await readTerms(tx, member);
  if (newest !== version) return { ok: false, reason: 'changed' };
  if (isSame(terms, now)) return { ok: false, reason: 'same' };
  // Whoever proposes what is proposed already means yes.
  if (proposed && isSame(terms, proposed)) return agreeToTerms(tx, member, { version });
  await insertTerms(tx, member, { ...terms, version: version + 1 });
  await insertConsent(tx, member, version + 1);
  await settleTerms(tx, member);
  return { ok: true };
}

/** Says yes for oneself; with the last yes it is in force. */
export async function agreeToTerms(
  tx: Tx,
  member: CircleMember,
  { version }: { version: number },
): Promise<TermsAnswer> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'closed' };
  const { proposed } = await readTerms(tx, member);
  if (proposed?.version !== version) return { ok: false, reason: 'changed' };
  await insertConsent(tx, member, version);
  await settleTerms(tx, member);
  return { ok: true };
}

/** Whoever proposed takes it back; where they have left, anybody. What is in force stays. */
export async function withdrawTerms(
  tx: Tx,
  member: CircleMember,
  { version }: { version: number },
): Promise<TermsAnswer> {
  await lockCircle(tx, member);
  const newest = (await listTerms(tx, member, 1))[0];
  if (newest?.version !== version || !mayWithdraw(member, newest, await membersOf(tx, member)))
    return { ok: false, reason: 'changed' };
  return (await withdrawVersion(tx, member, version)) ? { ok: true } : { ok: false, reason: 'changed' };
}

function isSame(one: ExchangeTerms, other: ExchangeTerms): boolean {
  return (
    one.longestSeconds === other.longestSeconds &&
    one.answerDays === other.answerDays &&
    one.keepDays === other.keepDays
  );
}
