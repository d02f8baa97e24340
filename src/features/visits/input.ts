import { z } from 'zod';
import { oneLine } from '#core/text/one-line.ts';
import { m } from '#messages';
import { wholeNumber } from '#server/whole-number.ts';

/** What comes in about visits. Each message is the sentence that the field shows. */

const line = z.string().transform(oneLine);

/** Why somebody would like to visit, in a sentence. */
export const askVisitInput = z.object({
  sentence: line.pipe(
    z
      .string()
      .min(1, { error: () => m.visits_problem_sentence() })
      .max(280, { error: () => m.visits_problem_sentence() }),
  ),
});

export const visitIdInput = z.object({ visit: z.uuid() });

/** A guest in one session, to be agreed by everyone. */
export const letInInput = z.object({ visit: z.uuid(), session: z.uuid() });

/** A guest whom a member names, in one session. */
export const inviteGuestInput = z.object({ guest: z.uuid(), session: z.uuid() });

/** The version of the circle's agreement that the guest has read. */
export const visitConsentInput = z.object({ version: wholeNumber(1_000_000) });

/** Something that one said as a guest. */
export const strikeInput = z.object({ words: z.uuid() });
