import { z } from 'zod';

const line = (longest: number) =>
  z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(longest));

const paragraph = (longest: number) =>
  z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(longest));

/** A link to the meeting tool that the circle uses anyway; empty means none. */
const meetingLink = z
  .string()
  .trim()
  .max(500)
  .refine((link) => link === '' || isWebLink(link))
  .transform((link) => (link === '' ? undefined : link));

/** What the forms of a circle bring. Each field that does not fit is named by its key in the error's paths. */
export const circleWords = z.object({
  name: line(80).pipe(z.string().min(1)),
  purpose: paragraph(600).default(''),
  focusSkill: line(80).default(''),
  meetingLink: meetingLink.default(''),
});

export const mailInvitation = z.object({
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()),
});

/** An id in a hidden field. */
export const id = z.uuid();

export const pauseInput = z.object({ returnsOn: z.iso.date() });

export const answerInput = z.object({ request: id, answer: z.enum(['yes', 'no']) });

function isWebLink(link: string): boolean {
  return /^https?:\/\//i.test(link) && URL.canParse(link);
}
