import { z } from 'zod';
import { longestText } from '#core/text/split-text.ts';
import { wholeNumber } from '#server/whole-number.ts';

/** A text as a form sends it. One that is too long is cut just past the limit, so that the check says so. */
export const skillTextInput = z.object({
  text: z
    .string()
    .default('')
    .transform((text) => text.slice(0, longestText + 1)),
  number: wholeNumber(10_000).default(0),
});
