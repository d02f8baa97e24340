import { z } from 'zod';
import { welcomeSteps } from '#core/welcome/steps.ts';
import { languagesInput, timeZoneInput } from '#features/people/input.ts';
import { m } from '#messages';

/** What comes in from the steps. Each message is the sentence that the field shows. */

export const stepInput = z.object({ step: z.enum(welcomeSteps) });

export const skillsInput = z.object({
  skills: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/))
    .max(200)
    .default([]),
});

export const languagesStepInput = z.object({ timeZone: timeZoneInput, languages: languagesInput });

export const fieldInput = z.object({
  field: z.string().max(60).default(''),
  department: z
    .string()
    .trim()
    .max(60, { error: () => m.profile_problem_department() })
    .default(''),
});

export const writtenInput = z.object({
  written: z
    .string()
    .default('')
    .transform((text) => text.slice(0, 4000)),
});
