import { z } from 'zod';
import { arePeaks } from '#core/exchange/peaks.ts';
import { longestTitle, longestWords } from '#core/exchange/sizes.ts';
import { outlastsAnswer, termChoices } from '#core/exchange/terms.ts';
import { m } from '#messages';
import { wholeNumber } from '#server/whole-number.ts';

/** What comes in about recordings. Each message is the sentence that the field shows. */

const text = (most: number) =>
  z
    .string()
    .max(most, { error: () => m.exchange_problem_long({ most }) })
    .default('')
    .transform((typed) => typed.replace(/\r\n?/g, '\n').trim());

const id = z.uuid().transform((given) => given.toLowerCase());
const answers = z
  .literal('')
  .transform(() => undefined)
  .or(id)
  .optional();

/** What is said of a recording before its bytes come. */
export const recordingInput = z.object({
  id,
  kind: z.enum(['voice', 'screen']),
  seconds: wholeNumber(100_000),
  bytes: wholeNumber(2 ** 31 - 1).refine((bytes) => bytes > 0),
  title: text(longestTitle),
  answers,
});
export type ToldRecording = z.output<typeof recordingInput>;

/** Heights that the browser drew; what is no list of heights is left out, because the recording is worth more. */
const peaks = z
  .string()
  .max(1000)
  .default('')
  .transform((given) => {
    const heights = given === '' ? [] : given.split(',').map(Number);
    return arePeaks(heights) && heights.length > 0 ? heights : undefined;
  });

/** `first`: comes from the browser that recorded it, which asks again where an answer was lost; said once, it changes nothing more. */
export const wordsInput = z.object({
  title: text(longestTitle),
  words: text(longestWords),
  peaks,
  first: z.literal('yes').optional(),
});
export type ToldWords = z.output<typeof wordsInput>;

/** `to`: a member's id, or `circle`. */
const to = z.literal('circle').or(id);
/** `answers`: what it is to answer, as its sender saw it. */
export const sendInput = wordsInput.extend({ to, answers });
export type ToldSending = z.output<typeof sendInput>;

/** What is said of a file that was recorded elsewhere. */
export const uploadInput = recordingInput.pick({ kind: true, title: true, answers: true });

/** Words without a recording. */
export const noteInput = z.object({
  id,
  title: text(longestTitle),
  words: text(longestWords).refine((words) => words !== '', { error: () => m.exchange_problem_empty() }),
  to,
  answers,
});

const oneOf = (choices: readonly number[]) =>
  wholeNumber(1000).refine((value) => choices.includes(value), { error: () => m.exchange_problem_choice() });

/** Of a proposal, as the page showed it. */
export const versionInput = z.object({ version: wholeNumber(1_000_000) });

export const termsInput = z
  .object({
    version: wholeNumber(1_000_000),
    longestSeconds: oneOf(termChoices.longestSeconds),
    answerDays: oneOf(termChoices.answerDays),
    keepDays: oneOf(termChoices.keepDays),
  })
  .refine(outlastsAnswer, { path: ['keepDays'], error: () => m.exchange_problem_gone_before_answer() });
