import { z } from 'zod';
import { wholeNumber } from '#server/whole-number.ts';

/** What the database's columns can count to. */
const mostCounted = 2 ** 31 - 1;

/** Shapes only; what a card may hold, and how long it may be, is decided in core. */
const text = z
  .string()
  .max(4000)
  .default('')
  .transform((typed) => typed.replace(/\r\n?/g, '\n').trim());

export const cardInput = z.object({
  id: z.uuid(),
  experiment: text,
  behaviour: text,
  context: text,
  criterion: text,
  dueOn: text,
  /** When the meeting is, for its writer's nudges. */
  moment: text,
  assumption: text,
  evidence: text,
  /** Of the card as it stood when it was being rewritten; only then. */
  version: wholeNumber(mostCounted).optional(),
  /** Whether it is a step towards its writer's goal. */
  goal: z
    .string()
    .optional()
    .transform((said) => said === 'yes'),
});

/** The card that is left behind, and why; `id` is the new one's. */
export const adjustInput = cardInput.extend({ from: z.uuid(), note: text });

export const outcomeInput = z.object({
  id: z.uuid(),
  outcome: text,
  note: text,
  feeling: z
    .string()
    .optional()
    .transform((chosen) => (chosen ? Number(chosen) : undefined)),
});

export const notYetInput = z.object({ id: z.uuid(), seen: wholeNumber(mostCounted) });

export const sightingInput = z.object({ id: z.uuid(), card: z.uuid(), text });

export const takeBackInput = z.object({ step: z.uuid() });

export const strikeInput = z.object({ id: z.uuid() });
