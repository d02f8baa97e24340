/** The value behind a playbook's text. `parse.ts` makes it, `print.ts` writes it; docs/playbook-format.md explains it. */
export interface Playbook {
  title: string;
  /** One sentence, shown in lists. */
  summary: string;
  /** Slug of the skill that it trains, for example `listening`. */
  skill: string;
  tags: string[];
  people: { min: number; max: number };
  difficulty: 1 | 2 | 3;
  /** Roles in use, in the order in which they matter; own roles are explained in `ownRoles`. */
  roles: Role[];
  author: string;
  /** Semantic version of this text, for example `1.0.0`. */
  version: string;
  /** Slug and version of the playbook that this one is a changed form of. */
  parent?: { slug: string; version: string };
  outcomes: string[];
  /** Markdown paragraphs. */
  purpose: string;
  whenToUse: string[];
  whenNotToUse: string[];
  ownRoles: { role: Role; does: string }[];
  steps: Step[];
  /** Deck to draw from during the session; prints as cards. */
  prompts: string[];
  debrief: string[];
  pitfalls: { pitfall: string; rescue: string }[];
  checklist: string[];
  templates: { name: string; text: string }[];
  variations: { name: string; text: string }[];
  example: string;
  closing: string;
  origin: string;
}

/** `facilitator`, `focus owner`, `note-catcher`, `observer`, or a playbook's own, such as `listener`. Always lower case. */
export type Role = string;

/** In steps also `everyone`. */
export const coreRoles = ['facilitator', 'focus owner', 'note-catcher', 'observer'] as const;

export const stepKinds = [
  'check-in',
  'strengths',
  'intentions',
  'consent',
  'objective',
  'round',
  'demonstrate',
  'drill',
  'debrief',
  'suggest',
  'draft',
  'rating',
  'scale',
  'commit',
  'reflect',
  'gratitude',
  'free',
] as const;

/** Tells the room which tool to show. */
export type StepKind = (typeof stepKinds)[number];

export const phases = ['connection', 'focus', 'practice', 'reflection'] as const;
export type Phase = (typeof phases)[number];

export const feedbackForms = ['SBI', 'COIN', 'feedforward'] as const;
export type FeedbackForm = (typeof feedbackForms)[number];

export interface Step {
  name: string;
  kind: StepKind;
  phase: Phase;
  time: StepTime;
  /** One or two sentences: what happens now. */
  what: string;
  does: { role: Role; text: string }[];
  prompts: { role: Role; text: string }[];
  /** Observable behaviours on the observer's sheet (drill, demonstrate). */
  behaviours: string[];
  /** Cards that may be drawn to make a drill harder. */
  constraints: string[];
  /** Suggestions that each giver makes (suggest); 1 unless the text says otherwise. */
  suggestions: number;
  form?: FeedbackForm;
  scale?: { low: number; lowLabel: string; high: number; highLabel: string };
  /** The prompts of this step challenge somebody, so consent is asked first. */
  challenge: boolean;
  /** What is written down here, in a sentence. */
  keeps?: string;
}

/**
 * Whole seconds, in one of three shapes: once for the circle; `turn`: that long for each person in turn inside the step;
 * `focus`: neighbouring steps with this shape form a block that is played once for each person as focus owner.
 */
export interface StepTime {
  per: 'circle' | 'turn' | 'focus';
  seconds: number;
}
