import { type Clause, clauseLimits } from './clause.ts';

/** What a member does to a proposal. `seen` is the clause as their page showed it. */
export type ClauseChange =
  | { kind: 'added'; id: string; title: string; body: string }
  | { kind: 'changed'; id: string; seen: Words; title: string; body: string }
  | { kind: 'removed'; id: string; seen: Words }
  | { kind: 'moved'; id: string; to: 'up' | 'down' };

interface Words {
  title: string;
  body: string;
}

export type ChangeRefusal =
  | 'clause-gone'
  | 'changed-meanwhile'
  | 'too-many-clauses'
  | 'last-clause'
  | 'unchanged';

/**
 * The clauses after a change, or why it cannot be made. Somebody else's change to the same clause in the meantime is
 * never overwritten; a change to another clause does no harm and is let be.
 */
export function changeClauses(
  clauses: readonly Clause[],
  change: ClauseChange,
): { ok: true; clauses: Clause[] } | { ok: false; reason: ChangeRefusal } {
  if (change.kind === 'added') {
    if (clauses.length >= clauseLimits.clauses) return { ok: false, reason: 'too-many-clauses' };
    return { ok: true, clauses: [...clauses, { id: change.id, title: change.title, body: change.body }] };
  }
  const at = clauses.findIndex((clause) => clause.id === change.id);
  const clause = clauses[at];
  if (clause === undefined) return { ok: false, reason: 'clause-gone' };
  if (change.kind === 'moved') return moved(clauses, { from: at, to: change.to === 'up' ? at - 1 : at + 1 });
  if (!sameWords(clause, change.seen)) return { ok: false, reason: 'changed-meanwhile' };
  if (change.kind === 'removed') {
    if (clauses.length === 1) return { ok: false, reason: 'last-clause' };
    return { ok: true, clauses: clauses.toSpliced(at, 1) };
  }
  if (sameWords(clause, change)) return { ok: false, reason: 'unchanged' };
  return { ok: true, clauses: clauses.with(at, { ...clause, title: change.title, body: change.body }) };
}

function moved(
  clauses: readonly Clause[],
  way: { from: number; to: number },
): { ok: true; clauses: Clause[] } | { ok: false; reason: ChangeRefusal } {
  const [clause, other] = [clauses[way.from], clauses[way.to]];
  if (clause === undefined || other === undefined) return { ok: false, reason: 'unchanged' };
  return { ok: true, clauses: clauses.with(way.from, other).with(way.to, clause) };
}

function sameWords(left: Words, right: Words): boolean {
  return left.title === right.title && left.body === right.body;
}
