import type { TemplateKey } from './template.ts';

/** One clause of an agreement. `id` stays with it from version to version, whatever becomes of its words. */
export interface Clause {
  id: string;
  /** Which clause of the template it grew from; undefined for the circle's own. */
  template?: TemplateKey;
  title: string;
  body: string;
}

/** What fits in the database and on the page. */
export const clauseLimits = { title: 120, body: 2000, clauses: 40 } as const;

/**
 * Everything that somebody consents to, as one text: titles and bodies in their order. Its hash travels with the form,
 * so that nobody consents to words that changed after they read them. JSON keeps "a" + "bc" apart from "ab" + "c".
 */
export function textConsentedTo(clauses: readonly Clause[]): string {
  return JSON.stringify(clauses.map((clause) => [clause.title, clause.body]));
}
