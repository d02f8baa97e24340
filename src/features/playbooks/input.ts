import { z } from 'zod';
import { type HandMove, handMoves } from '#core/playbook/adapt-by-hand.ts';
import type { StepChange } from '#core/playbook/adapt-steps.ts';
import { feedbackForms, phases, type Step, stepKinds } from '#core/playbook/playbook.ts';
import { plainText } from '#core/text/plain-text.ts';

/** The fields of the planning page that people fill in, as they were typed, so that a page that comes back still has them. */
export const planFields = [
  'when',
  'date',
  'time',
  'zone',
  'device',
  'keep',
  'title',
  'stepName',
  'stepWhat',
  'stepKind',
  'stepPhase',
  'stepMinutes',
  'stepPer',
  'stepAt',
] as const;
export type PlanValues = Record<(typeof planFields)[number], string>;

/** What the pressed button asks for. `look`: work everything out again and change nothing. */
export type PlanAct =
  | { type: 'look' | 'undo' | 'original' | 'add' }
  | { type: 'move'; move: HandMove; at: number }
  /** Dragged from one place to another. */
  | { type: 'place'; from: number; to: number };

export interface PlanForm {
  playbook: string;
  /** The planned session that the form changes; without it another one is planned. */
  session?: string | undefined;
  /** The changes made so far; undefined when they cannot be read, which only a damaged form brings about. */
  changes: StepChange[] | undefined;
  act: PlanAct;
  values: PlanValues;
}

export function readPlanForm(data: FormData): PlanForm {
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? plainText(value.slice(0, longestField)) : '';
  };
  const values = Object.fromEntries(planFields.map((name) => [name, text(name)])) as PlanValues;
  return {
    playbook: text('playbook'),
    session: z.uuid().safeParse(text('session')).data,
    changes: readChanges(text('changes')),
    act: readAct(text('act')),
    values,
  };
}

/** For the hidden field; a step that was added is written without what every added step has. */
export function writeChanges(changes: readonly StepChange[]): string {
  return JSON.stringify(
    changes.map((change) =>
      change.type === 'add' ? { ...change, step: bareStep.parse(change.step) } : change,
    ),
  );
}

/**
 * A step that somebody typed: words and a time. What roles do in it is agreed in the room. Feedback is drafted in the
 * simplest form, because a draft without one would be a question that nobody can answer.
 */
export function plainStep(step: z.infer<typeof bareStep>): Step {
  const form = step.kind === 'draft' ? { form: feedbackForms[0] } : {};
  return {
    ...step,
    ...form,
    does: [],
    prompts: [],
    behaviours: [],
    constraints: [],
    suggestions: 1,
    challenge: false,
  };
}

const longestField = 40_000;
const place = z.int().min(0).max(200);
const name = z.string().min(1).max(200);

const bareStep = z.object({
  name,
  kind: z.enum(stepKinds),
  phase: z.enum(phases),
  time: z.object({ per: z.enum(['circle', 'turn', 'focus']), seconds: z.int().min(0).max(100_000) }),
  what: z.string().max(2000),
});

const changesInput = z
  .array(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('drop'), step: name }),
      z.object({ type: z.literal('move'), step: name, to: place }),
      z.object({ type: z.literal('retime'), step: name, seconds: z.int().min(0).max(100_000) }),
      z.object({ type: z.literal('add'), step: bareStep.transform(plainStep), at: place }),
    ]),
  )
  .max(200);

function readChanges(text: string): StepChange[] | undefined {
  if (text === '') return [];
  try {
    return changesInput.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function readAct(text: string): PlanAct {
  if (text === 'undo' || text === 'original' || text === 'add') return { type: text };
  const [word = '', at = '', to = ''] = text.split(' ');
  if (word === 'place' && isPlace(at) && isPlace(to))
    return { type: 'place', from: Number(at), to: Number(to) };
  const move = handMoves.find((each) => each === word);
  return move && isPlace(at) ? { type: 'move', move, at: Number(at) } : { type: 'look' };
}

function isPlace(text: string): boolean {
  return /^\d{1,3}$/.test(text);
}
