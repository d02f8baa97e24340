import { z } from 'zod';

/**
 * A whole number in a form's hidden field, from 0 to `most`: digits and nothing else. An empty field is no 0, which
 * would be the first place of a list, or the first version of a text.
 */
export const wholeNumber = (most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.number().max(most));
