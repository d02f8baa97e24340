import { z } from 'zod';
import { readPersonalCode } from '#core/people/personal-code.ts';
import { isTimeZone } from '#core/people/time-zone.ts';
import { nameLine } from '#core/text/name-line.ts';
import { m } from '#messages';

/** What comes in about people. Each message is the sentence that the field shows. */

/** A name as it is seen. What is far too long is not read to its end, and refused all the same. */
export const readName = (typed: string): string => nameLine(typed.slice(0, 500));

/** As the database keeps it: lower case. Deliberately loose about what a mail server may accept. */
export const emailInput = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, { error: () => m.people_problem_email() })
  .regex(/^[^\s@<>,;:"()]+@[^\s@<>,;:"()]+$/, { error: () => m.people_problem_email() });

/** An address, or nothing. */
export const optionalEmailInput = z.union([z.literal('').transform(() => null), emailInput]);

export const nameInput = z
  .string({ error: () => m.people_problem_name() })
  .transform(readName)
  .pipe(
    z
      .string()
      .min(1, { error: () => m.people_problem_name() })
      .max(80, { error: () => m.people_problem_name_long() }),
  );

export const timeZoneInput = z.string().refine(isTimeZone, { error: () => m.people_problem_time_zone() });

export const languagesInput = z
  .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: () => m.people_problem_languages() }))
  .max(12, { error: () => m.people_problem_languages() })
  .default([]);

export const signInRequestInput = z.object({ email: emailInput, next: z.string().max(500).default('/') });

export const personalCodeInput = z.object({
  code: z.string().transform((typed, context) => {
    const code = readPersonalCode(typed);
    if (code) return code;
    context.addIssue({ code: 'custom', message: m.people_problem_code() });
    return z.NEVER;
  }),
});

export const profileInput = z.object({
  name: nameInput,
  pronouns: z
    .string()
    .transform(readName)
    .pipe(z.string().max(40, { error: () => m.people_problem_pronouns() }))
    .default(''),
  timeZone: timeZoneInput,
  languages: languagesInput,
  managerId: z.union([
    z.literal('').transform(() => null),
    z.uuid({ error: () => m.people_problem_manager() }),
  ]),
});
export type Profile = z.output<typeof profileInput>;

export const preferencesInput = z.object({
  cues: z.array(z.enum(['sound', 'vibration', 'announcement'])).default([]),
  theme: z.enum(['system', 'light', 'dark']),
});
export type Preferences = z.output<typeof preferencesInput>;

export const emailChangeInput = z.object({ email: emailInput });

export const noticeInput = z.object({ id: z.uuid() });

export const deviceInput = z.object({ id: z.uuid() });

/** Whoever asks to be erased types their name, so that a slip of the hand erases nobody. */
export const eraseInput = z.object({ name: z.string().default('').transform(readName) });
