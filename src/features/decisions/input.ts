import { z } from 'zod';
import {
  cycleSessions,
  decisionLengths,
  farewellPlaybooks,
  mostCriteria,
} from '#core/circles/decision-limits.ts';
import { oneLine } from '#core/text/one-line.ts';
import { m } from '#messages';

/** What comes in about a circle's decisions. Each message is the sentence that the field shows. */

const line = z.string().transform(oneLine);
const sessions = z.coerce
  .number({ error: () => m.decisions_problem_sessions() })
  .int({ error: () => m.decisions_problem_sessions() })
  .min(cycleSessions.least, { error: () => m.decisions_problem_sessions() })
  .max(cycleSessions.most, { error: () => m.decisions_problem_sessions() });

/** A cycle: what it is for, how its end is seen, how long it takes. An empty criterion is none. */
export const cycleInput = z
  .object({
    outcome: line.pipe(
      z
        .string()
        .min(1, { error: () => m.decisions_problem_outcome() })
        .max(decisionLengths.outcome, { error: () => m.decisions_problem_outcome() }),
    ),
    criteria: z
      .array(
        line.pipe(
          z.string().max(decisionLengths.criterion, { error: () => m.decisions_problem_criterion() }),
        ),
      )
      .max(mostCriteria)
      .default([]),
    sessions,
  })
  .transform(({ criteria, ...cycle }) => ({ ...cycle, criteria: criteria.filter(Boolean) }))
  .refine(({ criteria }) => criteria.length > 0, {
    path: ['criteria'],
    error: () => m.decisions_problem_no_criterion(),
  });

export const restInput = z.object({ until: z.iso.date({ error: () => m.decisions_problem_day() }) });

export const farewellInput = z.object({
  playbook: z.enum(farewellPlaybooks, { error: () => m.decisions_problem_playbook() }),
});

export const decisionIdInput = z.object({ decision: z.uuid() });

export const goOnInput = z.object({ kind: z.enum(['rest', 'farewell', 'open']) });

/** One or two languages, as the form's two fields say. */
export const openingInput = z
  .object({
    rhythm: line.pipe(
      z
        .string()
        .min(1, { error: () => m.open_problem_rhythm() })
        .max(decisionLengths.rhythm, { error: () => m.open_problem_rhythm() }),
    ),
    language: z.string().regex(/^[a-z]{2,3}$/, { error: () => m.open_problem_language() }),
    second: z.union([z.literal(''), z.string().regex(/^[a-z]{2,3}$/)]).default(''),
  })
  .transform(({ rhythm, language, second }) => ({
    rhythm,
    languages: [...new Set([language, second])].filter(Boolean),
  }));

export const askInput = z.object({
  circle: z.uuid(),
  sentence: line.pipe(
    z
      .string()
      .min(1, { error: () => m.open_problem_sentence() })
      .max(280, { error: () => m.open_problem_sentence() }),
  ),
});

const circleName = line.pipe(
  z
    .string()
    .min(1, { error: () => m.split_problem_name() })
    .max(80, { error: () => m.split_problem_name() }),
);

/** `first`: who sits in the first of the two circles, ids with commas between. */
export const splitInput = z.object({
  first: z
    .string()
    .max(400)
    .transform((ids) => ids.split(',')),
  one: circleName,
  other: circleName,
});
