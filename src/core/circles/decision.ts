import { z } from 'zod';

/**
 * What a circle can decide together, as it is kept. Each counts once every member has agreed; whoever reads one that an older
 * or a newer program wrote reads it through here.
 */
export const decisionWords = z.discriminatedUnion('kind', [
  /** About so many sessions on one outcome; the criteria say how its members would see that they are there. */
  z.object({
    kind: z.literal('cycle'),
    outcome: z.string(),
    criteria: z.array(z.string()),
    sessions: z.number().int(),
  }),
  /** No sessions until a day (YYYY-MM-DD). */
  z.object({ kind: z.literal('rest'), until: z.string() }),
  /** A last session, from this playbook, and then the circle closes. */
  z.object({ kind: z.literal('farewell'), playbook: z.string() }),
  /** What colleagues may read of the circle, as its members agreed to it. */
  z.object({
    kind: z.literal('open'),
    purpose: z.string(),
    focusSkill: z.string(),
    rhythm: z.string(),
    languages: z.array(z.string()),
  }),
  /** Who sits where afterwards; whoever asked to join sits with one of the two. */
  z.object({
    kind: z.literal('split'),
    circles: z.array(z.object({ id: z.string(), name: z.string(), members: z.array(z.string()) })).length(2),
  }),
  /** A guest, who asked for it, in one session: ids of the two. */
  z.object({ kind: z.literal('visit'), visit: z.string(), session: z.string() }),
]);

export type DecisionWords = z.output<typeof decisionWords>;
export type DecisionKind = DecisionWords['kind'];
export type CycleWords = Extract<DecisionWords, { kind: 'cycle' }>;
