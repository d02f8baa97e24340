import { z } from 'zod';
import { findingLengths } from '#core/findings/finding.ts';
import { oneLine } from '#core/text/one-line.ts';
import { optionalEmailInput } from '#features/people/input.ts';
import { m } from '#messages';

/** What comes in about findings. Each message is the sentence that the field shows. */

const line = z.string().transform(oneLine);
const text = (longest: number, missing: () => string) =>
  z
    .string()
    .trim()
    .min(1, { error: missing })
    .max(longest, { error: () => m.findings_problem_long({ longest }) });

const words = z.object({
  title: line.pipe(text(findingLengths.title, () => m.findings_problem_title())),
  obstacle: text(findingLengths.obstacle, () => m.findings_problem_obstacle()),
  change: text(findingLengths.change, () => m.findings_problem_change()),
  /** A colleague's id; empty for somebody else, who has a name. */
  toPerson: z.union([z.literal('').transform(() => null), z.uuid()]).default(null),
  toName: line
    .pipe(z.string().max(findingLengths.toName, { error: () => m.findings_problem_name() }))
    .default(''),
  toEmail: optionalEmailInput.default(null),
  namesCircle: z.literal('yes').optional(),
});

export type ToldFinding = Omit<z.output<typeof words>, 'namesCircle'> & { namesCircle: boolean };

const named = <T extends { namesCircle?: 'yes' | undefined }>({ namesCircle, ...rest }: T) => ({
  ...rest,
  namesCircle: namesCircle === 'yes',
});
const somebody = ({ toPerson, toName }: { toPerson: string | null; toName: string }) =>
  toPerson !== null || toName !== '';
const nobody = { path: ['toName'], error: () => m.findings_problem_nobody() };

/** `id`: made by the page, so that a form that is sent twice begins one. `card`: what it came out of. */
export const beginInput = words
  .extend({ id: z.uuid(), card: z.union([z.literal('').transform(() => null), z.uuid()]).default(null) })
  .refine(somebody, nobody)
  .transform(named);

/** `version`: the one that was on the page. */
export const rewordInput = words
  .extend({ version: z.coerce.number().int().min(1) })
  .refine(somebody, nobody)
  .transform(named);

export const consentInput = z.object({
  version: z.coerce.number().int().min(1),
  say: z.enum(['yes', 'not yet']),
});

export const replyInput = z.object({
  answer: text(findingLengths.answer, () => m.findings_problem_answer()),
});
