import { z } from 'zod';
import { optionalEmailInput, readName } from '#features/people/input.ts';
import { m } from '#messages';

/** What comes in about a focus. Each message is the sentence that the field shows. */

const skillSlug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, { error: () => m.profile_problem_skill() });

/** Anchors 1 to 4; empty where nobody says. */
const anchor = z.union([
  z.literal('').transform(() => null),
  z.coerce
    .number({ error: () => m.profile_problem_level() })
    .int({ error: () => m.profile_problem_level() })
    .min(1, { error: () => m.profile_problem_level() })
    .max(4, { error: () => m.profile_problem_level() }),
]);

export const choiceInput = z.object({ skill: skillSlug });

export const ratingInput = z.object({
  behaviour: z.string().min(1).max(200),
  known: anchor.default(null),
  applied: anchor.default(null),
});

export const askInput = z.object({
  toName: z
    .string()
    .transform(readName)
    .pipe(
      z
        .string()
        .min(1, { error: () => m.focus_problem_name() })
        .max(80, { error: () => m.focus_problem_name() }),
    ),
  email: optionalEmailInput.default(null),
  question: z
    .string()
    .trim()
    .min(1, { error: () => m.focus_problem_question() })
    .max(300, { error: () => m.focus_problem_question() }),
});

export const questionInput = z.object({ question: z.uuid() });

export const answerInput = z.object({
  answer: z
    .string()
    .trim()
    .min(1, { error: () => m.focus_problem_answer() })
    .max(2000, { error: () => m.focus_problem_answer_long() }),
});

export const metricInput = z.object({
  name: z
    .string()
    .trim()
    .min(1, { error: () => m.focus_problem_metric() })
    .max(80, { error: () => m.focus_problem_metric() }),
  unit: z
    .string()
    .trim()
    .max(30, { error: () => m.focus_problem_unit() })
    .default(''),
  better: z.enum(['more', 'less'], { error: () => m.focus_problem_better() }),
});

/** A number as people type it, with a point or a comma; spaces and apostrophes may part the thousands. */
const typedNumber = z
  .string()
  .transform((typed) => Number(typed.replace(/[\s'’]/gu, '').replace(',', '.') || Number.NaN))
  .pipe(
    z
      .number({ error: () => m.focus_problem_value() })
      .min(-1e12, { error: () => m.focus_problem_value() })
      .max(1e12, { error: () => m.focus_problem_value() }),
  );

export const valueInput = z.object({
  metric: z.uuid(),
  on: z.iso.date({ error: () => m.focus_problem_day() }),
  value: typedNumber,
});

export const metricIdInput = z.object({ metric: z.uuid() });
