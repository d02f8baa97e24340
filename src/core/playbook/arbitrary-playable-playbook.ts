import fc from 'fast-check';
import { arbitraryPlaybook, arbitraryStep } from './arbitrary-playbook.ts';
import { coreRoles, type Phase, type Playbook, type Step, type StepKind, type StepTime } from './playbook.ts';

/**
 * For tests: a full playbook in which `checkPlaybook` finds no problem, for 2 to 5 people, with steps of all kinds, some
 * of them in a block per focus owner. The words in it are as awkward as those of `arbitraryPlaybook`.
 */
export function arbitraryPlayablePlaybook(): fc.Arbitrary<Playbook> {
  return fc.record({ words: arbitraryPlaybook(), steps: arbitrarySession }).map(({ words, steps }) => ({
    ...words,
    people: { min: 2, max: 5 },
    roles,
    ownRoles: [{ role: 'colleague', does: 'plays the other side.' }],
    steps: steps.map((step, index) => ({ ...step, name: `Step ${index + 1}` })),
    variations: ['Pairs', 'Remote', 'One room'].map((name) => ({ name, text: 'as it comes.' })),
  }));
}

const roles = [...coreRoles, 'colleague'];

const arbitrarySession: fc.Arbitrary<Step[]> = fc
  .tuple(
    stepsOf(
      'connection',
      ['check-in', 'strengths', 'intentions', 'consent', 'gratitude', 'free'],
      outside(60),
    ),
    stepsOf('focus', ['objective', 'scale', 'free'], outside(60)),
    fc.boolean().chain((focus) => {
      // Six minutes and more in all, so that it is never a moment.
      const time = focus ? fixed('focus', 180) : fixed('circle', 360);
      const later = focus ? fixed('focus', 60) : outside(60);
      const practised = stepsOf('practice', ['drill', 'demonstrate', 'round', 'draft'], time, 1);
      return fc
        .tuple(practised, stepsOf('practice', ['debrief', 'suggest', 'rating', 'drill'], later))
        .map(([first, second]) => [...first, ...second]);
    }),
    stepsOf('reflection', ['debrief', 'suggest', 'reflect', 'gratitude'], outside(60)),
    stepsOf('reflection', ['commit'], outside(60), 1),
  )
  .map((parts) => parts.flat());

function stepsOf(
  phase: Phase,
  kinds: StepKind[],
  time: fc.Arbitrary<StepTime>,
  most = 2,
): fc.Arbitrary<Step[]> {
  const step = fc
    .record({
      step: fc.constantFrom(...kinds).chain(arbitraryStep),
      time,
      role: fc.constantFrom('everyone', ...roles),
    })
    .map(({ step: made, time: given, role }) => ({
      ...made,
      phase,
      time: given,
      does: made.does.map(({ text }) => ({ role, text })),
      prompts: made.prompts.map(({ text }) => ({ role, text })),
    }));
  return fc.array(step, { minLength: 1, maxLength: most });
}

function outside(longest: number): fc.Arbitrary<StepTime> {
  return fc.record({
    per: fc.constantFrom('circle', 'turn'),
    seconds: fc.integer({ min: 1, max: longest / 10 }).map((tens) => tens * 10),
  });
}

function fixed(per: StepTime['per'], seconds: number): fc.Arbitrary<StepTime> {
  return fc.constant({ per, seconds });
}
