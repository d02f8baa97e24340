import type { z } from 'zod';

/** What a form action answers with when something does not fit: sentences by field, and what was typed. */
export interface FormProblems {
  problems: Record<string, string>;
  values: Record<string, string | string[]>;
}

/** `values` is what was typed, for the form to show again when a use case refuses what could be read. */
export type ReadForm<T> =
  | { ok: true; value: T; values: FormProblems['values'] }
  | ({ ok: false } & FormProblems);

/**
 * Reads a posted form through a schema whose messages are sentences for people. Fields named `thing[]` become lists.
 * Nothing typed is lost: `values` goes back into the fields. Files are left out of it.
 */
export function readForm<T extends z.ZodType>(schema: T, form: FormData): ReadForm<z.output<T>> {
  const given: Record<string, unknown> = {};
  const values: FormProblems['values'] = {};
  for (const field of new Set(form.keys())) {
    const name = field.replace(/\[\]$/, '');
    // Not a field of any form, and an object with a key of this name cannot be written into a page.
    if (name === '__proto__') continue;
    // A NUL means nothing in a text, and the database refuses it.
    const sent = form
      .getAll(field)
      .map((value) => (typeof value === 'string' ? value.replaceAll('\0', '') : value));
    given[name] = field === name ? sent[0] : sent;
    const typed = sent.filter((value) => typeof value === 'string');
    values[name] = field === name ? (typed[0] ?? '') : typed;
  }
  const result = schema.safeParse(given);
  if (result.success) return { ok: true, value: result.data, values };
  const problems: Record<string, string> = {};
  for (const issue of result.error.issues) problems[String(issue.path[0] ?? '')] ??= issue.message;
  return { ok: false, problems, values };
}
