import { stepSeconds, totalSeconds } from '#core/playbook/duration.ts';
import type { Phase, Playbook, Role, Step, StepKind, StepTime } from '#core/playbook/playbook.ts';
import { findShippedSkill, skillTitle } from '#features/skills/use-cases/find-shipped-skill.ts';
import { renderMarkdown, type SanitisedHtml } from '#ui/markdown.server.ts';
import { type Rendered, renderSentence } from '#ui/sentence.server.ts';

/** A playbook made ready to be read: plain JSON with every text of a person already made safe. */
export interface Reading {
  title: string;
  summary: Rendered;
  /** `slug` where it has a page of its own. */
  skill: { title: string; slug?: string };
  tags: string[];
  people: { min: number; max: number };
  difficulty: 1 | 2 | 3;
  author: string;
  version: string;
  parent?: { slug: string; version: string };
  /** For each number of people that it is for; whole seconds. */
  totals: { people: number; seconds: number }[];
  outcomes: Rendered[];
  purpose: SanitisedHtml;
  whenToUse: Rendered[];
  whenNotToUse: Rendered[];
  roles: { role: Role; does?: Rendered }[];
  steps: ReadingStep[];
  prompts: Rendered[];
  debrief: Rendered[];
  pitfalls: { pitfall: Rendered; rescue: Rendered }[];
  checklist: Rendered[];
  templates: { name: string; html: SanitisedHtml }[];
  variations: { name: string; text: Rendered }[];
  example: SanitisedHtml;
  closing: SanitisedHtml;
  origin: SanitisedHtml;
}

export interface ReadingStep {
  name: string;
  kind: StepKind;
  phase: Phase;
  time: StepTime;
  /** In the order of `totals`. */
  seconds: number[];
  what: Rendered;
  does: { role: Role; text: Rendered }[];
  prompts: { role: Role; text: Rendered }[];
  behaviours: Rendered[];
  constraints: Rendered[];
  suggestions: number;
  form?: Step['form'];
  scale?: Step['scale'];
  challenge: boolean;
  keeps?: Rendered;
}

const read = new WeakMap<Playbook, Reading>();

/** The library's own are rendered once in the life of the process; a circle's own form each time, it may change. */
export function readPlaybook(playbook: Playbook): Reading {
  const known = read.get(playbook);
  if (known) return known;
  const reading = render(playbook);
  read.set(playbook, reading);
  return reading;
}

function render(playbook: Playbook): Reading {
  const { title, skill, tags, people, difficulty, author, version, parent } = playbook;
  const counts = Array.from({ length: people.max - people.min + 1 }, (_, index) => people.min + index);
  return {
    title,
    skill: { title: skillTitle(skill), ...(findShippedSkill(skill) ? { slug: skill } : {}) },
    tags,
    people,
    difficulty,
    author,
    version,
    ...(parent ? { parent } : {}),
    totals: counts.map((count) => ({ people: count, seconds: totalSeconds(playbook, count) })),
    summary: renderSentence(playbook.summary),
    outcomes: playbook.outcomes.map(renderSentence),
    purpose: renderMarkdown(playbook.purpose, 3),
    whenToUse: playbook.whenToUse.map(renderSentence),
    whenNotToUse: playbook.whenNotToUse.map(renderSentence),
    roles: playbook.roles.map((role) => renderRole(role, playbook)),
    steps: playbook.steps.map((step) => renderStep(step, counts)),
    prompts: playbook.prompts.map(renderSentence),
    debrief: playbook.debrief.map(renderSentence),
    pitfalls: playbook.pitfalls.map(({ pitfall, rescue }) => ({
      pitfall: renderSentence(pitfall),
      rescue: renderSentence(rescue),
    })),
    checklist: playbook.checklist.map(renderSentence),
    templates: playbook.templates.map(({ name, text }) => ({ name, html: renderMarkdown(text, 4) })),
    variations: playbook.variations.map(({ name, text }) => ({ name, text: renderSentence(text) })),
    example: renderMarkdown(playbook.example, 3),
    closing: renderMarkdown(playbook.closing, 3),
    origin: renderMarkdown(playbook.origin, 3),
  };
}

function renderRole(role: Role, { ownRoles }: Playbook): Reading['roles'][number] {
  const own = ownRoles.find((each) => each.role === role);
  return own ? { role, does: renderSentence(own.does) } : { role };
}

function renderStep(step: Step, counts: number[]): ReadingStep {
  const { name, kind, phase, time, suggestions, form, scale, challenge, keeps } = step;
  return {
    name,
    kind,
    phase,
    time,
    seconds: counts.map((count) => stepSeconds(step, count)),
    what: renderSentence(step.what),
    does: step.does.map(({ role, text }) => ({ role, text: renderSentence(text) })),
    prompts: step.prompts.map(({ role, text }) => ({ role, text: renderSentence(text) })),
    behaviours: step.behaviours.map(renderSentence),
    constraints: step.constraints.map(renderSentence),
    suggestions,
    ...(form ? { form } : {}),
    ...(scale ? { scale } : {}),
    challenge,
    ...(keeps === undefined ? {} : { keeps: renderSentence(keeps) }),
  };
}
