import { m } from '#messages';
import type { App } from '#server/app.ts';
import type { Actor } from '#server/database.ts';
import { readForm } from '#server/read-form.ts';
import { personalCodeInput } from '../input.ts';
import { provePersonalCode } from './prove-personal-code.ts';

/** The person of a code that was typed into a form's field `code`, or the sentence that the form comes back with. */
export async function proveTypedCode(
  app: Pick<App, 'database'>,
  { data, client }: { data: FormData; client: string },
): Promise<{ ok: true; whose: Actor } | { ok: false; refused: string }> {
  const typed = readForm(personalCodeInput, data);
  if (!typed.ok) return { ok: false, refused: typed.problems.code ?? m.people_code_unknown() };
  const proven = await provePersonalCode(app, { code: typed.value.code, client });
  if (proven.ok) return proven;
  if (proven.reason === 'unknown') return { ok: false, refused: m.people_code_unknown() };
  const next = m.people_too_many_next({ minutes: proven.minutes });
  return { ok: false, refused: `${m.people_too_many_sentence()} ${next}` };
}
