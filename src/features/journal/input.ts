import { z } from 'zod';
import { entryFields, longestField } from '#core/journal/entry.ts';
import { m } from '#messages';
import { wholeNumber } from '#server/whole-number.ts';

/** What comes in about an entry. Each message is the sentence that the field shows. */

const text = z
  .string()
  .max(longestField, { error: () => m.journal_problem_long({ most: longestField }) })
  .default('')
  .transform((typed) => typed.replace(/\r\n?/g, '\n').trim());

export const entryInput = z.object({
  id: z.uuid(),
  day: z.iso.date({ error: () => m.journal_problem_day() }),
  /** Which version the form was made from; 0 for a new entry. */
  version: wholeNumber(1_000_000).default(0),
  ...(Object.fromEntries(entryFields.map((field) => [field, text])) as Record<
    (typeof entryFields)[number],
    typeof text
  >),
});
export type ToldEntry = z.output<typeof entryInput>;
