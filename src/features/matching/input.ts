import { z } from 'zod';
import { cadences } from '#core/matching/cadence.ts';
import { repeatNames } from '#core/matching/repeats.ts';
import { weighedParts, wishNames } from '#core/matching/round-wishes.ts';
import { readName } from '#features/people/input.ts';
import { m } from '#messages';
import { wholeNumber } from '#server/whole-number.ts';

const wish = z.enum(wishNames).default('usual');

/** What opens a round. Each message is the sentence that the field shows. */
export const roundInput = z.object({
  name: z
    .string()
    .default('')
    .transform(readName)
    .pipe(
      z
        .string()
        .min(1, { error: () => m.matching_problem_name() })
        .max(60, { error: () => m.matching_problem_name() }),
    ),
  who: z.enum(['everybody', 'some']).default('everybody'),
  people: z.array(z.uuid()).max(5000).default([]),
  size: z.coerce.number().int().min(2).max(5).default(4),
  commonHours: z.coerce.number().min(0.5).max(20).default(1),
  cadence: z.enum(cadences).default('fortnightly'),
  replyDays: z.coerce.number().int().min(2).max(28).default(7),
  repeats: z.enum(repeatNames).default('never'),
  answersUntil: z.iso.date({ error: () => m.matching_problem_day() }),
  ...(Object.fromEntries(weighedParts.map((part) => [part, wish])) as Record<
    (typeof weighedParts)[number],
    typeof wish
  >),
});
export type RoundInput = z.output<typeof roundInput>;

export const joiningInput = z.object({ joining: z.enum(['yes', 'no']) });
export const solveInput = z.object({ solve: z.coerce.number().int().min(1).max(5) });
export const placeInput = z.object({ place: z.uuid({ error: () => m.matching_problem_place() }) });

/** Until the end of which day people answer; without a day answers close now. */
export const untilInput = z.object({
  answersUntil: z.iso.date({ error: () => m.matching_problem_day() }).optional(),
});
/** A rule that an organiser lets go of in part. */
export const relaxInput = z.object({
  commonHalfHours: z.coerce.number().int().min(1).max(40).optional(),
  size: z.coerce.number().int().min(2).max(5).optional(),
});

const small = wholeNumber(32_000);

/** Where things stand on the page: a version of the draft, or a proposal that nothing was changed in yet. */
const standing = { version: small.optional(), solve: z.coerce.number().int().min(1).max(5).optional() };
export const lookInput = z.object({ ...standing, person: z.uuid() });
export const lockInput = z.object({ ...standing, circle: small, hold: z.enum(['yes', 'no']) });
export const moveInput = z.object({ version: small, look: small, place: small });
export const stepInput = z.object({ version: small });
export const publishInput = z.object(standing);
