import { printList } from '../text/list.ts';
import { printNamed } from '../text/named.ts';
import { printBehaviour } from './behaviour.ts';
import { printFrontMatter } from './front-matter.ts';
import { type SectionName, sectionNames } from './section-names.ts';
import type { Skill } from './skill.ts';

/**
 * Writes a skill in its canonical form, the inverse of `parseSkill`. A value that no text can hold (an empty title, a line
 * break inside a sentence) is printed as it is and reported when it is parsed.
 */
export function printSkill(skill: Skill): string {
  const sections = sectionNames.map((name) => `## ${name}\n\n${printSection(skill, name)}`);
  return `${['---', printFrontMatter(skill), '---'].join('\n')}\n\n${sections.join('\n\n')}\n`;
}

function printSection(skill: Skill, name: SectionName): string {
  switch (name) {
    case 'What it is':
      return skill.what;
    case 'What it is not':
      return printList(skill.whatNot);
    case 'Behaviours':
      return skill.behaviours.map(printBehaviour).join('\n\n');
    case 'Where it shows':
      return printList(skill.moments.map(printNamed));
    case 'What it should move':
      return printList(skill.outcomes.map(printNamed));
    case 'How to begin':
      return printList(skill.beginnings);
    case 'Prompts for the field':
      return printList(skill.prompts);
    case 'Origin':
      return skill.origin;
  }
}
