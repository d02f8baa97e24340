import { z } from 'zod';
import { improvementLengths } from '#core/improvement/improvement.ts';
import { oneLine } from '#core/text/one-line.ts';
import { m } from '#messages';

const line = z.string().transform(oneLine);

/** What comes in about somebody's own row of the plan. Each message is the sentence that the field shows. */
export const improvementInput = z.object({
  practises: line.pipe(
    z
      .string()
      .min(1, { error: () => m.improvement_problem_practises() })
      .max(improvementLengths.practises, { error: () => m.improvement_problem_long() }),
  ),
  measure: line.pipe(
    z
      .string()
      .min(1, { error: () => m.improvement_problem_measure() })
      .max(improvementLengths.measure, { error: () => m.improvement_problem_long() }),
  ),
  touchpoint: z
    .union([
      z.literal('').transform(() => undefined),
      z.iso.date({ error: () => m.improvement_problem_day() }),
    ])
    .optional(),
});
