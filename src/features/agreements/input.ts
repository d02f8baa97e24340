import { z } from 'zod';
import { clauseLimits } from '#core/agreement/clause.ts';
import { oneLine } from '#core/text/one-line.ts';
import { m } from '#messages';

/** What the forms of an agreement bring. Each message is the sentence that the field shows. */

const form = { error: () => m.agreement_problem_form() };
const version = z.coerce.number(form).int(form).min(1, form);
const clause = z.uuid(form);
const lines = (text: string) => text.replace(/\r\n?/g, '\n');

/** A form sends line breaks as CR LF; the database keeps LF. */
const title = z
  .string()
  .transform(oneLine)
  .pipe(
    z
      .string()
      .min(1, { error: () => m.agreement_problem_title() })
      .max(clauseLimits.title, { error: () => m.agreement_problem_title() }),
  );
const body = z
  .string()
  .transform((text) => lines(text).trim())
  .pipe(
    z
      .string()
      .min(1, { error: () => m.agreement_problem_body() })
      .max(clauseLimits.body, { error: () => m.agreement_problem_body() }),
  );

/** The clause as the page showed it: what came from the database and must still be there. */
const seen = { seenTitle: z.string(), seenBody: z.string().transform(lines) };

export const consentInput = z.object({ version, hash: z.string().max(100) });
export const versionInput = z.object({ version });
export const addInput = z.object({ version, title, body });
export const changeInput = z.object({ version, clause, title, body, ...seen });
export const removeInput = z.object({ version, clause, ...seen });
export const moveInput = z.object({ version, clause, to: z.enum(['up', 'down']) });
