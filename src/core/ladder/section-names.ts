import type { SectionForm } from '../text/sections.ts';

/** The parts of a ladder's text under `##`, from the easiest up. */
export const sectionNames = ['Rung 1', 'Rung 2', 'Rung 3', 'Rung 4'] as const;

export type SectionName = (typeof sectionNames)[number];

export const ladderSections: SectionForm<SectionName> = {
  names: sectionNames,
  optional: [],
  nested: sectionNames,
  headings: 'Headings are "## Rung 1" to "## Rung 4", and "### Name" for each exercise on it.',
};
