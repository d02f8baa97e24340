import { createHash } from 'node:crypto';
import { type Clause, textConsentedTo } from '#core/agreement/clause.ts';

/** A short name for exactly these words in this order; a form carries it, so that changed words are noticed. */
export function hashClauses(clauses: readonly Clause[]): string {
  return createHash('sha256').update(textConsentedTo(clauses)).digest('base64url');
}
