import { z } from 'zod';
import { type DayHours, isWeek } from '#core/people/week.ts';
import { m } from '#messages';

/** What comes in about a profile. Each message is the sentence that the field shows. */

const skillSlug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, { error: () => m.profile_problem_skill() });
const level = z.union([
  z.literal('').transform(() => null),
  z.coerce
    .number({ error: () => m.profile_problem_level() })
    .int({ error: () => m.profile_problem_level() })
    .min(1, { error: () => m.profile_problem_level() })
    .max(4, { error: () => m.profile_problem_level() }),
]);

export const skillInput = z.object({
  skill: skillSlug,
  sides: z
    .array(z.enum(['offered', 'wanted']), { error: () => m.profile_problem_sides() })
    .min(1, { error: () => m.profile_problem_sides() }),
  known: level.default(null),
  applied: level.default(null),
});
export type SkillChoice = z.output<typeof skillInput>;

export const dropInput = z.object({ skill: skillSlug });

export const workInput = z.object({
  department: z
    .string()
    .trim()
    .max(60, { error: () => m.profile_problem_department() })
    .default(''),
  roleLevel: z.union([
    z.literal('').transform(() => null),
    z.coerce
      .number({ error: () => m.profile_problem_role_level() })
      .int({ error: () => m.profile_problem_role_level() })
      .min(1, { error: () => m.profile_problem_role_level() })
      .max(6, { error: () => m.profile_problem_role_level() }),
  ]),
  /** Left as it is where a form does not ask. */
  focusSkill: z.union([z.literal('').transform(() => null), skillSlug]).optional(),
  moments: z
    .array(z.string().trim().min(1).max(80))
    .max(24, { error: () => m.profile_problem_moments() })
    .default([]),
});
export type Work = z.output<typeof workInput>;

/** A painted week, or seven rows of hours laid over the one that is kept. */
export interface WeekForm {
  painted?: string;
  rows: DayHours[];
}

/** Reads the week's form. With a script its grid sends all half-hours; without one the rows of hours speak. */
export function readWeekForm(data: FormData): WeekForm {
  const text = (name: string) => String(data.get(name) ?? '');
  const minutes = (name: string) => (/^\d{1,4}$/.test(text(name)) ? Number(text(name)) : undefined);
  const rows = Array.from({ length: 7 }, (_, day) => {
    const [from, to] = [minutes(`from${day}`), minutes(`to${day}`)];
    const [bestFrom, bestTo] = [minutes(`bestFrom${day}`), minutes(`bestTo${day}`)];
    return {
      ...(from === undefined || to === undefined ? {} : { from, to }),
      ...(bestFrom === undefined || bestTo === undefined ? {} : { bestFrom, bestTo }),
    };
  });
  return { ...(isWeek(text('week')) ? { painted: text('week') } : {}), rows };
}

export const preferencesInput = z.object({
  choices: z.array(z.enum(['sameLevelOnly', 'cameraOff', 'managerWelcome'])).default([]),
});

export const wishInput = z.object({
  person: z.uuid({ error: () => m.profile_problem_person() }),
  kind: z.enum(['not-with', 'gladly'], { error: () => m.profile_problem_kind() }),
});

export const unwishInput = z.object({ person: z.uuid() });

/** Characters of a file of people: twenty thousand lines of ordinary length. */
const longestFile = 8_000_000;

/** The table that a form brings: of its file, or as it was pasted. */
export async function readPeopleForm(data: FormData): Promise<string> {
  const file = data.get('file');
  const pasted = String(data.get('text') ?? '');
  const text = file instanceof File && file.size > 0 && file.size <= longestFile ? await file.text() : pasted;
  return text.replaceAll('\0', '').slice(0, longestFile);
}
