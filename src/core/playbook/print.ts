import { printList } from '../text/list.ts';
import { printNamed } from '../text/named.ts';
import { printPitfall } from './pitfall.ts';
import type { Playbook } from './playbook.ts';
import { printFrontMatter } from './print-front-matter.ts';
import { printStep } from './print-step.ts';
import { roleLabel } from './role.ts';
import { type SectionName, sectionNames } from './section-names.ts';

/**
 * Writes a playbook in its canonical form, the inverse of `parsePlaybook`. A value that no text can hold (an empty
 * title, a line break inside a sentence) is printed as it is and reported when it is parsed.
 */
export function printPlaybook(playbook: Playbook): string {
  const sections = sectionNames
    .map((name) => ({ name, text: printSection(playbook, name) }))
    .filter(({ text }) => text !== '')
    .map(({ name, text }) => `## ${name}\n\n${text}`);
  return `${['---', printFrontMatter(playbook), '---'].join('\n')}\n\n${sections.join('\n\n')}\n`;
}

function printSection(playbook: Playbook, name: SectionName): string {
  switch (name) {
    case 'Purpose':
      return playbook.purpose;
    case 'When to use':
      return printList(playbook.whenToUse);
    case 'When not to use':
      return printList(playbook.whenNotToUse);
    case 'Roles':
      return printList(
        playbook.ownRoles.map(({ role, does }) => printNamed({ name: roleLabel(role), text: does })),
      );
    case 'Steps':
      return playbook.steps.map(printStep).join('\n\n');
    case 'Prompts':
      return printList(playbook.prompts);
    case 'Debrief':
      return printList(playbook.debrief);
    case 'Pitfalls':
      return printList(playbook.pitfalls.map(printPitfall));
    case 'Checklist':
      return printList(playbook.checklist);
    case 'Templates':
      return playbook.templates.map((template) => `### ${template.name}\n\n${template.text}`).join('\n\n');
    case 'Variations':
      return printList(playbook.variations.map(printNamed));
    case 'Example':
      return playbook.example;
    case 'Closing commitment':
      return playbook.closing;
    case 'Origin':
      return playbook.origin;
  }
}
