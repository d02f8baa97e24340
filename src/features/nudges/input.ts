import { z } from 'zod';
import { nudgeKinds } from '#core/nudges/kind.ts';
import { mostWeekly } from '#core/nudges/settings.ts';
import { m } from '#messages';

/** What comes in about nudges. Each message is the sentence that the field shows. */

const problemWeekly = { error: () => m.nudges_problem_weekly({ most: mostWeekly }) };

export const settingsInput = z.object({
  weekly: z.coerce
    .number(problemWeekly)
    .int(problemWeekly)
    .min(1, problemWeekly)
    .max(mostWeekly, problemWeekly),
  kinds: z.array(z.enum(nudgeKinds)).max(12).default([]),
  byMail: z
    .string()
    .optional()
    .transform((said) => said === 'yes'),
});

export const pauseInput = z.object({ until: z.iso.date({ error: () => m.nudges_problem_until() }) });

/** What is said from a mail. */
export const sayings = ['attempted', 'learned', 'not-yet'] as const;
export type Saying = (typeof sayings)[number];

export const answerInput = z.object({
  say: z.enum(sayings),
  note: z
    .string()
    .max(4000)
    .default('')
    .transform((typed) => typed.replace(/\r\n?/g, '\n').trim()),
});
