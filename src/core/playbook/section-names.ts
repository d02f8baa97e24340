import type { SectionForm } from '../text/sections.ts';

/** The parts of a playbook under `##`, in the order in which they stand. */
export const sectionNames = [
  'Purpose',
  'When to use',
  'When not to use',
  'Roles',
  'Steps',
  'Prompts',
  'Debrief',
  'Pitfalls',
  'Checklist',
  'Templates',
  'Variations',
  'Example',
  'Closing commitment',
  'Origin',
] as const;

export type SectionName = (typeof sectionNames)[number];

export const playbookSections: SectionForm<SectionName> = {
  names: sectionNames,
  optional: ['Roles', 'Prompts', 'Templates'],
  nested: ['Steps', 'Templates'],
  headings:
    'Headings are "## Section", and "### Name" for steps and templates. The title stands between the two "---".',
};
