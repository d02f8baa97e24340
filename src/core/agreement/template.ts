import type { Clause } from './clause.ts';

/** The clauses that a new circle starts from, in reading order. Their words are in `messages/`, in each language. */
export const templateKeys = [
  'confidentiality',
  'limits',
  'voluntary',
  'pause',
  'challenge',
  'curiosity',
  'time',
  'emotions',
  'hard-moments',
  'respect',
  'success',
  'outside',
  'changing',
] as const;

export type TemplateKey = (typeof templateKeys)[number];

/** Tells a stored key from one that a later version of the template dropped. */
export function isTemplateKey(key: string): key is TemplateKey {
  return (templateKeys as readonly string[]).includes(key);
}

/**
 * The circle's own sentences for hard moments, which the room shows when somebody presses pause: one a line in that
 * clause. Empty when the circle removed the clause.
 */
export function hardMoments(clauses: readonly Clause[]): string[] {
  return clauses
    .filter((clause) => clause.template === 'hard-moments')
    .flatMap((clause) => clause.body.split('\n'))
    .map((line) => line.replace(/^\s*[-*•]\s*/, '').trim())
    .filter((line) => line.length > 0);
}
