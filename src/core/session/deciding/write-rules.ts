import type { StepKind } from '../../playbook/playbook.ts';
import type { Audience, WordsKind } from '../words.ts';

/**
 * Which words may be written where, about whom, for whom.
 * `about`: `nobody`; `focus`: the one who practises, by the others; `focus too`: likewise, also by themselves;
 * `another`: a person that the act names; `another or none`: may name one, not oneself; `anybody`: may name one.
 * `by`: who may write, where not everyone. `most`: rows of each author in one planned step (for `rating`: and subject).
 */
export interface WriteRule {
  steps: readonly StepKind[] | 'any';
  about: 'nobody' | 'focus' | 'focus too' | 'another' | 'another or none' | 'anybody';
  by?: 'focus owner' | 'note-catcher';
  audience: Audience;
  most: number;
}

const watched: StepKind[] = ['drill', 'demonstrate', 'debrief'];

export const writeRules: Record<WordsKind, WriteRule> = {
  strength: { steps: ['strengths'], about: 'anybody', audience: 'session', most: 10 },
  intention: { steps: ['intentions'], about: 'nobody', audience: 'session', most: 1 },
  'check-in': { steps: ['check-in'], about: 'nobody', audience: 'session', most: 1 },
  objective: { steps: ['objective'], about: 'nobody', by: 'focus owner', audience: 'session', most: 1 },
  observation: { steps: watched, about: 'focus', audience: 'session', most: 200 },
  anchor: { steps: ['drill'], about: 'focus', audience: 'subject', most: 20 },
  phrase: { steps: [...watched, 'round', 'free'], about: 'focus too', audience: 'session', most: 30 },
  emotion: { steps: [...watched, 'round', 'free'], about: 'focus too', audience: 'session', most: 30 },
  /** The step sets the number. */
  suggestion: { steps: ['suggest'], about: 'focus', audience: 'subject', most: 1 },
  /** Without a subject it is for somebody outside the circle, and stays its author's. */
  feedback: { steps: ['draft'], about: 'another or none', audience: 'subject', most: 5 },
  rating: { steps: ['rating'], about: 'another', audience: 'subject', most: 1 },
  scale: { steps: ['scale'], about: 'nobody', audience: 'session', most: 3 },
  artefact: { steps: 'any', about: 'nobody', audience: 'session', most: 5 },
  reflection: { steps: ['reflect'], about: 'nobody', audience: 'session', most: 1 },
  thanks: {
    steps: ['gratitude', 'debrief', 'suggest', 'draft', 'reflect'],
    about: 'another',
    audience: 'session',
    most: 10,
  },
  card: { steps: ['commit', 'reflect'], about: 'another', by: 'note-catcher', audience: 'subject', most: 5 },
};
