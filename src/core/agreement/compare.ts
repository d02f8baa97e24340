import type { Clause } from './clause.ts';
import { type Piece, wordDiff } from './word-diff.ts';

/** One clause beside what it was. `moved`: the same words at another place among the clauses that stayed. */
export type ComparedClause =
  | { state: 'same' | 'moved'; clause: Clause }
  | { state: 'changed'; clause: Clause; title: Piece[]; body: Piece[] }
  | { state: 'added'; clause: Clause }
  | { state: 'removed'; clause: Clause };

/**
 * Two versions side by side: every clause of `after` in its order, then those of `before` that are gone. Clauses are the
 * same clause when they have the same id. Without changes every state is `same`.
 */
export function compareVersions(versions: {
  before: readonly Clause[];
  after: readonly Clause[];
}): ComparedClause[] {
  const before = new Map(versions.before.map((clause) => [clause.id, clause]));
  const after = new Set(versions.after.map((clause) => clause.id));
  const stayed = versions.after.filter((clause) => before.has(clause.id));
  const keptOrder = versions.before.filter((clause) => after.has(clause.id));
  const place = new Map(stayed.map((clause, index) => [clause.id, index]));
  return [
    ...versions.after.map((clause): ComparedClause => {
      const was = before.get(clause.id);
      if (was === undefined) return { state: 'added', clause };
      if (was.title !== clause.title || was.body !== clause.body) {
        return {
          state: 'changed',
          clause,
          title: wordDiff({ before: was.title, after: clause.title }),
          body: wordDiff({ before: was.body, after: clause.body }),
        };
      }
      const moved = keptOrder[place.get(clause.id) as number]?.id !== clause.id;
      return { state: moved ? 'moved' : 'same', clause };
    }),
    ...versions.before
      .filter((clause) => !after.has(clause.id))
      .map((clause): ComparedClause => ({ state: 'removed', clause })),
  ];
}
