import type { Playbook, Role, Step, StepKind, StepTime } from '../playbook/playbook.ts';

const practice: StepKind[] = ['drill', 'demonstrate', 'debrief', 'suggest', 'draft'];

/** A step of an invented playbook, for examples in tests. */
export function stepOf(kind: StepKind, time: StepTime, more: Partial<Step> = {}): Step {
  const roles: Role[] = ['focus owner', 'observer', 'everyone'];
  return {
    name: `The ${kind}`,
    kind,
    phase: practice.includes(kind) ? 'practice' : 'connection',
    time,
    what: `What happens in the ${kind}.`,
    does: roles.map((role) => ({ role, text: `${role} does this in the ${kind}` })),
    prompts: roles.map((role) => ({ role, text: `${role} says this in the ${kind}` })),
    behaviours: kind === 'drill' || kind === 'demonstrate' ? ['Asks first', 'Leaves a silence'] : [],
    constraints: kind === 'drill' ? ['Two minutes less.', 'The line is bad.'] : [],
    suggestions: 1,
    challenge: false,
    ...more,
  };
}

export const once = (seconds: number): StepTime => ({ per: 'circle', seconds });
export const each = (seconds: number): StepTime => ({ per: 'turn', seconds });
export const perFocus = (seconds: number): StepTime => ({ per: 'focus', seconds });

/** An invented playbook with these steps. */
export function playbookOf(steps: Step[], more: Partial<Playbook> = {}): Playbook {
  return {
    title: 'An example',
    summary: 'Everything once.',
    skill: 'listening',
    tags: [],
    people: { min: 2, max: 5 },
    difficulty: 1,
    roles: ['facilitator', 'focus owner', 'note-catcher', 'observer'],
    author: 'Rondo',
    version: '1.0.0',
    outcomes: [],
    purpose: '',
    whenToUse: [],
    whenNotToUse: [],
    ownRoles: [],
    steps,
    prompts: ['What else?', 'And then?'],
    debrief: ['What would you do again?'],
    pitfalls: [{ pitfall: 'An observer helps.', rescue: 'Wait for the evidence step.' }],
    checklist: [],
    templates: [],
    variations: [],
    example: '',
    closing: '',
    origin: '',
    ...more,
  };
}

/** Every kind of step, with a block for each focus owner in the middle. */
export const everyKind: Playbook = playbookOf([
  stepOf('check-in', each(60)),
  stepOf('strengths', once(60)),
  stepOf('intentions', once(60)),
  stepOf('consent', once(60)),
  stepOf('objective', once(60)),
  stepOf('round', each(30)),
  stepOf('demonstrate', once(120)),
  stepOf('drill', once(300)),
  stepOf('debrief', once(120)),
  stepOf('suggest', each(60)),
  stepOf('drill', perFocus(120)),
  stepOf('rating', perFocus(60)),
  stepOf('draft', once(120), { form: 'SBI' }),
  stepOf('scale', once(60)),
  stepOf('free', once(60), { challenge: true }),
  stepOf('commit', once(120)),
  stepOf('gratitude', once(60)),
  stepOf('reflect', once(60)),
]);

/** A drill between an objective and its debrief: what most examples need. */
export const oneDrill: Playbook = playbookOf([
  stepOf('objective', once(60)),
  stepOf('drill', once(300)),
  stepOf('debrief', once(120)),
  stepOf('suggest', each(60)),
  stepOf('commit', once(120)),
]);
