import type { Step, StepKind } from '../../playbook/playbook.ts';
import type { Refusal } from '../refusal.ts';
import type { Live, Situation } from './situation.ts';

/** The playbook's text of the running step. */
export function stepNow({ room, context }: Pick<Situation<Live>, 'room' | 'context'>): Step | undefined {
  return context.playbook.steps[room.plan[room.at]?.step ?? -1];
}

/** The refusal outside steps of these kinds. */
export function unlessIn(room: Live, kinds: readonly StepKind[]): Refusal | undefined {
  const kind = room.plan[room.at]?.kind ?? 'free';
  return kinds.includes(kind) ? undefined : { refusal: 'not-in-this-step', kind };
}
