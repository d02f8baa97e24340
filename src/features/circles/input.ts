import { z } from 'zod';
import {
  emailInput,
  languagesInput,
  nameInput,
  optionalEmailInput,
  readName,
  timeZoneInput,
} from '#features/people/input.ts';
import { m } from '#messages';

const line = z.string().transform(readName);
const paragraph = z.string().transform((text) => text.replace(/\r\n?/g, '\n').trim());

/** A link to the meeting tool that the circle uses anyway; empty means none. */
const meetingLink = z
  .string()
  .trim()
  .refine((link) => link === '' || isWebLink(link), { error: () => m.circles_problem_link() })
  .transform((link) => (link === '' ? undefined : link));

/** What the forms of a circle bring. Each message is the sentence that the field shows. */
export const circleInput = z.object({
  name: line.pipe(
    z
      .string()
      .min(1, { error: () => m.circles_problem_name() })
      .max(80, { error: () => m.circles_problem_name() }),
  ),
  purpose: paragraph.pipe(z.string().max(600, { error: () => m.circles_problem_purpose() })).default(''),
  focusSkill: line.pipe(z.string().max(80, { error: () => m.circles_problem_focus() })).default(''),
  meetingLink: z.string().default('').pipe(meetingLink),
});

export const mailInvitationInput = z.object({ email: emailInput });

/** What a newcomer tells at the door. */
export const newcomerInput = z.object({
  name: nameInput,
  email: optionalEmailInput,
  timeZone: timeZoneInput,
  languages: languagesInput,
});

/** One id in a hidden field. */
const id = z.uuid({ error: () => m.circles_problem_request() });

export const invitationIdInput = z.object({ invitation: id });
export const personIdInput = z.object({ person: id });
export const partingIdInput = z.object({ parting: id });
export const answerInput = z.object({ request: id, answer: z.enum(['yes', 'no']) });
export const pauseInput = z.object({ returnsOn: z.iso.date({ error: () => m.circles_problem_day() }) });

function isWebLink(link: string): boolean {
  return link.length <= 500 && /^https?:\/\/\S+$/i.test(link) && URL.canParse(link);
}
