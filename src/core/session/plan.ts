import type { Playbook, Step } from '../playbook/playbook.ts';
import type { PersonId, PlannedStep } from './event.ts';

/**
 * Lays a playbook out for the people who are here, in seat order. Neighbouring steps `per focus owner` form a block that is
 * played once for each person, beginning with the session's focus owner; everything else comes once.
 */
export function planSteps(
  playbook: Pick<Playbook, 'steps'>,
  people: { seats: PersonId[]; focus?: PersonId },
): PlannedStep[] {
  const plan: PlannedStep[] = [];
  let block: number[] = [];
  const layBlock = () => {
    for (const focus of from(people.focus, people.seats)) {
      for (const step of block) plan.push(plannedOnce(playbook.steps, step, focus));
    }
    block = [];
  };
  playbook.steps.forEach((step, index) => {
    if (step.time.per === 'focus') {
      block.push(index);
      return;
    }
    layBlock();
    plan.push(step.time.per === 'turn' ? inTurns(step, index, people) : plannedOnce(playbook.steps, index));
  });
  layBlock();
  return plan;
}

/** Seat order, beginning with this person. */
function from(first: PersonId | undefined, seats: PersonId[]): PersonId[] {
  const at = first === undefined ? 0 : Math.max(0, seats.indexOf(first));
  return [...seats.slice(at), ...seats.slice(0, at)];
}

function plannedOnce(steps: Step[], index: number, focus?: PersonId): PlannedStep {
  const step = steps[index] as Step;
  return { step: index, kind: step.kind, seconds: step.time.seconds, ...(focus ? { focus } : {}) };
}

function inTurns(step: Step, index: number, people: { seats: PersonId[]; focus?: PersonId }): PlannedStep {
  const givers = people.seats.filter((person) => person !== people.focus);
  // Suggestions: the givers first; the focus owner's turn is for rewording and picking, so it comes last.
  const turns =
    step.kind === 'suggest' && people.focus !== undefined ? [...givers, people.focus] : people.seats;
  const turnSeconds = step.time.seconds;
  return {
    step: index,
    kind: step.kind,
    seconds: turnSeconds * turns.length,
    turns: [...turns],
    turnSeconds,
  };
}
