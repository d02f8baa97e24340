import type { FrontMatterKey } from './front-matter.ts';
import type { SectionName } from './section-names.ts';

/** On which line of its text each part of a playbook stands, so that later checks can point at it. */
export interface Places {
  frontMatter: Partial<Record<FrontMatterKey, number>>;
  sections: Partial<Record<SectionName, number>>;
  ownRoles: number[];
  steps: StepPlaces[];
}

/** The lines on which the parts of a step stand: its heading, and each role's line and quotation. */
export interface StepPlaces {
  line: number;
  does: number[];
  prompts: number[];
}
