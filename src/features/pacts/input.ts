import { z } from 'zod';
import { pactLimits, reportWords } from '#core/pacts/pact.ts';
import { oneLine } from '#core/text/one-line.ts';
import { m } from '#messages';

/** What comes in about pacts. Each message is the sentence that the field shows. */

const line = z.string().transform(oneLine);
const lines = (most: number) =>
  z
    .array(line.pipe(z.string().max(pactLimits.line, { error: () => m.pacts_problem_line() })))
    .max(most)
    .default([])
    .transform((all) => all.filter(Boolean));

const words = z.object({
  habits: lines(pactLimits.habits),
  milestones: lines(pactLimits.milestones),
  telling: line
    .pipe(z.string().max(pactLimits.telling, { error: () => m.pacts_problem_telling() }))
    .default(''),
});
const someHabit = ({ habits }: { habits: string[] }) => habits.length > 0;
const noHabit = { path: ['habits'], error: () => m.pacts_problem_no_habit() };

/** `partner`: of two; empty: of the whole circle. */
export const beginInput = words
  .extend({ id: z.uuid(), partner: z.union([z.literal('').transform(() => null), z.uuid()]).default(null) })
  .refine(someHabit, noHabit);

/** `version`: the one that was on the page. */
export const changeInput = words
  .extend({ pact: z.uuid(), version: z.coerce.number().int().min(1) })
  .refine(someHabit, noHabit);

export const agreeInput = z.object({ pact: z.uuid(), version: z.coerce.number().int().min(1) });
export const pactInput = z.object({ pact: z.uuid() });

export const asideInput = z.object({ report: z.uuid() });

export const reportInput = z.object({
  pact: z.uuid(),
  word: z.enum(reportWords, { error: () => m.pacts_problem_word() }),
  text: line.pipe(z.string().max(pactLimits.report, { error: () => m.pacts_problem_report() })).default(''),
});
