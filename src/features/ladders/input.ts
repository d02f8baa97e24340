import { z } from 'zod';
import { outcomes } from '#core/ladder/outcome.ts';
import { mostWeekly } from '#core/ladder/week-guard.ts';
import { m } from '#messages';

/** What comes in about practice alone. Each message is the sentence that the field shows. */

const problemWeekly = { error: () => m.ladders_problem_weekly({ most: mostWeekly }) };

export const attemptInput = z.object({
  /** Made with the form: one that is sent twice is one attempt. */
  attempt: z.uuid(),
  exercise: z.string().min(1).max(80),
  went: z.enum(outcomes, { error: () => m.ladders_problem_went() }),
  ticked: z.array(z.string().max(200)).max(12).default([]),
});
export type ToldAttempt = z.output<typeof attemptInput>;

export const ladderInput = z.object({ skill: z.string().max(80) });

export const paceInput = z.object({
  weekly: z.coerce
    .number(problemWeekly)
    .int(problemWeekly)
    .min(1, problemWeekly)
    .max(mostWeekly, problemWeekly),
  restUntil: z.union([
    z.literal('').transform(() => undefined),
    z.iso.date({ error: () => m.ladders_problem_rest() }),
  ]),
});
