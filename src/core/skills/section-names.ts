import type { SectionForm } from '../text/sections.ts';

/** The parts of a skill's text under `##`, in the order in which they stand. */
export const sectionNames = [
  'What it is',
  'What it is not',
  'Behaviours',
  'Where it shows',
  'What it should move',
  'How to begin',
  'Prompts for the field',
  'Origin',
] as const;

export type SectionName = (typeof sectionNames)[number];

export const skillSections: SectionForm<SectionName> = {
  names: sectionNames,
  optional: [],
  nested: ['Behaviours'],
  headings:
    'Headings are "## Section", and "### Behaviour" under Behaviours. The title stands between the two "---".',
};
