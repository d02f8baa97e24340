import { z } from 'zod';
import { endings, goalLengths, mostMilestones } from '#core/goals/goal.ts';
import { oneLine } from '#core/text/one-line.ts';
import { m } from '#messages';

/** What comes in about goals. Each message is the sentence that the field shows. */

const line = z.string().transform(oneLine);
const paragraph = z.string().transform((text) => text.replace(/\r\n?/g, '\n').trim());
const day = z.iso.date({ error: () => m.goals_problem_day() });
const optionalDay = z.union([z.literal('').transform(() => undefined), day]).optional();

const text = line.pipe(
  z
    .string()
    .min(1, { error: () => m.goals_problem_text() })
    .max(goalLengths.text, { error: () => m.goals_problem_text() }),
);
const reason = paragraph.pipe(z.string().max(goalLengths.reason, { error: () => m.goals_problem_reason() }));
const distance = z.coerce
  .number({ error: () => m.goals_problem_distance() })
  .int({ error: () => m.goals_problem_distance() })
  .min(1, { error: () => m.goals_problem_distance() })
  .max(4, { error: () => m.goals_problem_distance() });
const milestoneText = line.pipe(
  z
    .string()
    .min(1, { error: () => m.goals_problem_milestone() })
    .max(goalLengths.milestone, { error: () => m.goals_problem_milestone() }),
);

const milestones = z
  .array(line.pipe(z.string().max(goalLengths.milestone, { error: () => m.goals_problem_milestone() })))
  .max(mostMilestones, { error: () => m.goals_problem_milestone() })
  .default([]);

const words = { text, reason: reason.default(''), distance, until: day };

/** A new goal: an empty milestone is none, and one at least says what could be seen. */
export const goalInput = z
  .object({ id: z.uuid(), ...words, milestone: milestones })
  .transform(({ milestone, ...goal }) => ({ ...goal, milestone: milestone.filter(Boolean) }))
  .refine(({ milestone }) => milestone.length > 0, {
    path: ['milestone'],
    error: () => m.goals_problem_no_milestone(),
  });
export type NewGoal = z.output<typeof goalInput>;

export const changeGoalInput = z.object(words);
export type GoalWords = z.output<typeof changeGoalInput>;

export const milestoneInput = z.object({ text: milestoneText, by: optionalDay });
export const changeMilestoneInput = milestoneInput.extend({ id: z.uuid() });
export const reachInput = z.object({ id: z.uuid(), reached: z.enum(['yes', 'no']) });
export const milestoneIdInput = z.object({ id: z.uuid() });

/** `partner:ID` or `circle:ID`. */
export const shareInput = z.object({
  with: z
    .string()
    .regex(/^(partner|circle):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
      error: () => m.goals_problem_share(),
    })
    .transform((value) => {
      const [kind, id] = value.split(':') as ['partner' | 'circle', string];
      return { kind, id };
    }),
});
export type Audience = z.output<typeof shareInput>['with'];

export const endInput = z.object({
  ending: z.enum(endings, { error: () => m.goals_problem_ending() }),
  learned: paragraph
    .pipe(z.string().max(goalLengths.learned, { error: () => m.goals_problem_learned() }))
    .default(''),
});

export const tieInput = z.object({ card: z.uuid(), tied: z.enum(['yes', 'no']) });
