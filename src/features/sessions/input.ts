import { z } from 'zod';
import type { Act, Card } from '#core/session/command.ts';
import { longestDraft, longestTyped } from '#core/session/message-size.ts';
import type { WordsBody } from '#core/session/words.ts';
import { plainText } from '#core/text/plain-text.ts';

/** Shapes only; what is allowed when, and how long a text may be, is decided in core. */
const id = z.uuid().toLowerCase();
const text = z.string().max(longestTyped).transform(plainText);
const index = z.number().int().min(0).max(500);
const day = z.string().max(10);

const form = z.enum(['SBI', 'COIN', 'feedforward']);
const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

const card = z.object({
  experiment: text,
  behaviour: text,
  context: text,
  criterion: text,
  dueOn: day,
  assumption: text.optional(),
  evidence: text.optional(),
}) satisfies z.ZodType<Card>;

export const wordsBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('strength'), text }),
  z.object({ kind: z.literal('intention'), text }),
  z.object({ kind: z.literal('check-in'), attempted: text, harder: text }),
  z.object({ kind: z.literal('objective'), text, seenBy: text }),
  z.object({
    kind: z.literal('observation'),
    behaviour: index.optional(),
    quote: text,
    offset: z.number().min(0).max(86_400_000),
  }),
  z.object({ kind: z.literal('anchor'), behaviour: index, level }),
  z.object({ kind: z.literal('phrase'), text }),
  z.object({ kind: z.literal('emotion'), from: text, to: text }),
  z.object({
    kind: z.literal('suggestion'),
    text,
    reworded: text.optional(),
    picked: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('feedback'),
    form,
    parts: z.record(z.string().max(40), text),
    given: z.boolean(),
  }),
  z.object({ kind: z.literal('rating'), value: z.number() }),
  z.object({ kind: z.literal('scale'), value: z.number(), text }),
  z.object({
    kind: z.literal('artefact'),
    artefact: z.enum(['text', 'link', 'image']),
    text,
    fileId: id.optional(),
  }),
  z.object({ kind: z.literal('reflection'), insight: text, habit: text, obstacle: text }),
  z.object({ kind: z.literal('thanks'), text }),
  card.extend({ kind: z.literal('card') }),
]) satisfies z.ZodType<WordsBody>;

const role = z.string().max(40);
const bare = [
  'join',
  'leave',
  'start',
  'pause',
  'resume',
  'go-on-without-step',
  'pass',
  'draw-prompt',
  'draw-constraint',
  'demonstrate',
  'ask-anchors',
  'new-take',
  'carry-over',
  'propose-discard',
  'agree-discard',
  'withdraw-discard',
  'close',
] as const;

/** Shapes only: whether it is a time, and a near one, is decided in core. */
const moment = z.object({ typed: z.string().max(40), zone: z.string().max(60) });

/** Every act that a person may send; `expire` and `settle-discard` are the jobs' own and not among them. */
export const act = z.discriminatedUnion('type', [
  z.object({ type: z.enum(bare) }),
  z.object({ type: z.enum(['move-on', 'ready', 'go-back']), from: index }),
  z.object({ type: z.literal('extend'), seconds: z.number().int() }),
  z.object({ type: z.literal('end-turn'), of: id }),
  z.object({ type: z.enum(['ask-role-swap', 'accept-role-swap']), role, with: id }),
  z.object({ type: z.literal('take-role'), role }),
  z.object({ type: z.literal('ask-challenge'), of: id }),
  z.object({ type: z.literal('answer-challenge'), granted: z.boolean() }),
  z.object({ type: z.literal('write'), wordsId: id, body: wordsBody, subject: id.optional() }),
  z.object({ type: z.literal('rewrite'), wordsId: id, body: wordsBody }),
  z.object({ type: z.literal('remove'), wordsId: id }),
  z.object({ type: z.literal('pick-suggestion'), wordsId: id, reworded: text }),
  z.object({ type: z.literal('give-feedback'), wordsId: id, form }),
  z.object({ type: z.literal('commit'), commitmentId: id, card, moment: moment.optional() }),
  z.object({ type: z.literal('hand-device'), to: id }),
  z.object({ type: z.literal('set-next'), startsAt: z.number().int(), timeZone: z.string().max(60) }),
  z.object({ type: z.literal('keep'), wordsId: id, for: z.enum(['me', 'circle']) }),
]) as unknown as z.ZodType<Act>;

/**
 * What is typed is kept as far as it can be: were the message refused because a draft is too long, the acts in it would
 * be lost, and were it refused by the database, it would be sent again for ever.
 */
const draftBody = z
  .string()
  .transform((typed) => plainText(typed.slice(0, longestDraft)))
  .nullish();

/** A refusal with its facts, as JSON. A reason that is none is not worth the text that it stands by. */
const refused = z
  .string()
  .max(500)
  .transform((reason) => (readRefusal(reason) ? plainText(reason) : undefined))
  .optional();

function readRefusal(text: string): boolean {
  try {
    return z.object({ refusal: z.string() }).safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

/** One message to the session's write door: acts in their order, and what is being typed. */
export const doorMessage = z.object({
  commands: z.array(z.object({ id, act })).max(50).default([]),
  /** `body` null forgets a draft; `refused` says why a sent text came back. */
  drafts: z
    .array(
      z.object({
        field: z.string().max(120).transform(plainText).pipe(z.string().regex(/^[^@]/)),
        body: draftBody,
        refused,
      }),
    )
    .max(50)
    .default([]),
  /** To whom the page was shown: the browser may have signed in as somebody else since. */
  person: id.optional(),
  /** Whose hands this device is in, in a room that shares devices. */
  holder: id.optional(),
});

export type DoorMessage = z.infer<typeof doorMessage>;

/** Which planned session a form is about. */
export const plannedInput = z.object({ session: id });
