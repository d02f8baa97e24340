import { readNamed } from '../text/named.ts';
import { readParagraphs } from '../text/paragraphs.ts';
import type { ProblemList } from '../text/problem.ts';
import { contentOf } from '../text/section-content.ts';
import { readSubsections, type Section } from '../text/sections.ts';
import { type Placed, readSentence } from '../text/sentence.ts';
import type { FrontMatterKey } from './front-matter.ts';
import { readPitfall } from './pitfall.ts';
import type { Places } from './places.ts';
import type { Playbook } from './playbook.ts';
import type { SectionName } from './section-names.ts';
import { readRoleLines, readStep } from './step.ts';

type Body = Omit<Playbook, FrontMatterKey>;

/** Reads the sections below the front matter. What is missing was reported before and is read as empty. */
export function readBody(
  sections: Map<SectionName, Section>,
  problems: ProblemList,
): { values: Body; places: Omit<Places, 'frontMatter'> } {
  const { paragraphs, items, sentences } = contentOf(sections, problems);
  const ownRoles = readRoleLines(items('Roles'), problems);
  const steps = readSteps(sections.get('Steps'), problems);
  return {
    values: {
      purpose: paragraphs('Purpose'),
      whenToUse: sentences('When to use'),
      whenNotToUse: sentences('When not to use'),
      ownRoles: ownRoles.map(({ role, text }) => ({ role, does: text })),
      steps: steps.map((each) => each.step),
      prompts: sentences('Prompts'),
      debrief: sentences('Debrief'),
      pitfalls: items('Pitfalls').flatMap((item) => readPitfall(item, problems) ?? []),
      checklist: sentences('Checklist'),
      templates: readTemplates(sections.get('Templates'), problems),
      variations: readVariations(items('Variations'), problems),
      example: paragraphs('Example'),
      closing: paragraphs('Closing commitment'),
      origin: paragraphs('Origin'),
    },
    places: {
      sections: Object.fromEntries([...sections].map(([name, { line }]) => [name, line])),
      ownRoles: ownRoles.map((each) => each.line),
      steps: steps.map((each) => each.places),
    },
  };
}

function readSteps(section: Section | undefined, problems: ProblemList) {
  if (!section) return [];
  const steps = readSubsections(section, problems).map((part) => readStep(part, problems));
  if (steps.length === 0)
    problems.add({ line: section.line, message: '"Steps" needs at least one "### Step".' });
  if (steps.length > mostSteps) {
    const message = `There are ${steps.length} steps; ${mostSteps} is the most.`;
    problems.add({ line: section.line, message });
  }
  const names = new Set<string>();
  for (const { step, places } of steps) {
    // Circles drop and reorder steps by name, so a name must mean one step.
    if (names.has(step.name)) {
      problems.add({ line: places.line, message: 'Two steps have the same name.', found: step.name });
    }
    names.add(step.name);
  }
  return steps;
}

/** No hour holds more. */
export const mostSteps = 40;

function readTemplates(section: Section | undefined, problems: ProblemList): Playbook['templates'] {
  if (!section) return [];
  const templates = readSubsections(section, problems);
  if (templates.length === 0)
    problems.add({ line: section.line, message: '"Templates" needs a "### Name" and a text.' });
  return templates.map(({ name, line, body }) => ({
    name: readSentence({ line, text: name }, { name: "The template's name", longest: 80 }, problems),
    text: readParagraphs({ name: `The template "${name}"`, line, body }, problems),
  }));
}

function readVariations(items: Placed[], problems: ProblemList): Playbook['variations'] {
  return items.flatMap((item) => {
    const named = readNamed(item, problems);
    return named ? [{ name: named.name, text: named.text }] : [];
  });
}
