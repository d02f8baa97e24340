import { isBlank, type Line } from './line.ts';
import { nearest } from './nearest.ts';
import type { ProblemList } from './problem.ts';

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

/** A part with the lines below its heading. `line` is the heading's. */
export interface Section<Name extends string = SectionName> {
  name: Name;
  line: number;
  body: Line[];
}

/** Cuts the text below the front matter into sections; reports unknown, repeated, misplaced and missing ones. */
export function readSections(lines: Line[], problems: ProblemList): Map<SectionName, Section> {
  const sections = new Map<SectionName, Section>();
  let open: Section | undefined;
  let lost = false;
  for (const line of lines) {
    const heading = headingOf(line, problems);
    if (heading?.level === 2) {
      open = openSection({ line: line.number, found: heading.text, after: open }, sections, problems);
      lost = open === undefined;
    } else if (
      heading &&
      !(heading.level === 3 && (lost || open?.name === 'Steps' || open?.name === 'Templates'))
    ) {
      problems.add({ line: line.number, message: headingRule, found: line.text });
    } else if (open) {
      open.body.push(line);
    } else if (!lost && !isBlank(line)) {
      const message = 'There is text before the first section.';
      problems.add({ line: line.number, message, found: line.text, allowed: ['## Purpose'] });
      lost = true;
    }
  }
  reportMissing({ lastLine: lines.at(-1)?.number ?? 1 }, sections, problems);
  return sections;
}

/** Cuts a section's lines into the parts under its `###` headings. */
export function readSubsections(section: Section, problems: ProblemList): Section<string>[] {
  const parts: Section<string>[] = [];
  for (const line of section.body) {
    const heading = /^###(?!#)\s*(.*)$/.exec(line.text);
    const open = parts.at(-1);
    if (heading) parts.push({ name: heading[1] ?? '', line: line.number, body: [] });
    else if (open) open.body.push(line);
    else if (!isBlank(line)) {
      const message = `"${section.name}" begins with a heading "### Name".`;
      problems.add({ line: line.number, message, found: line.text });
    }
  }
  return parts;
}

const headingRule =
  'Headings are "## Section", and "### Name" for steps and templates. The title stands between the two "---".';

/** One `#` without a space is a hashtag to Markdown; two of them are a heading whose space was forgotten. */
function headingOf(line: Line, problems: ProblemList): { level: number; text: string } | undefined {
  const match = /^(#{2,})(\s*)(.*)$/.exec(line.text) ?? /^(#)(\s+|$)(.*)$/.exec(line.text);
  if (!match) return undefined;
  const [, marks = '', space = '', text = ''] = match;
  if (space === '' && text !== '') {
    const suggestion = `${marks} ${text}`.slice(0, 120);
    problems.add({
      line: line.number,
      message: 'A heading needs a space after the marks.',
      found: line.text,
      suggestion,
    });
  }
  return { level: marks.length, text };
}

function openSection(
  { line, found, after }: { line: number; found: string; after: Section | undefined },
  sections: Map<SectionName, Section>,
  problems: ProblemList,
): Section | undefined {
  const exact = sectionNames.find((each) => each === found);
  if (!exact)
    problems.add({ line, message: 'This section is not known.', found, allowed: [...sectionNames] });
  // A misspelt section is read as the one that was meant, so that it is not reported as missing too.
  const name = exact ?? sectionNames.find((each) => each === nearest(found, sectionNames));
  if (!name) return undefined;
  const section = { name, line, body: [] };
  if (sections.has(name)) {
    problems.add({ line, message: `The section "${name}" is here twice.` });
    return section;
  }
  if (after && sectionNames.indexOf(after.name) > sectionNames.indexOf(name)) {
    problems.add({
      line,
      message: `"${name}" stands before "${after.name}".`,
      found,
      allowed: [...sectionNames],
    });
  }
  sections.set(name, section);
  return section;
}

function reportMissing(
  { lastLine }: { lastLine: number },
  sections: Map<SectionName, Section>,
  problems: ProblemList,
): void {
  for (const [index, name] of sectionNames.entries()) {
    if (sections.has(name) || optional.includes(name)) continue;
    const next = sectionNames.slice(index).find((later) => sections.has(later));
    const line = (next && sections.get(next)?.line) ?? lastLine;
    problems.add({
      line,
      message: `The section "## ${name}" is missing${next ? ` before "## ${next}"` : ''}.`,
    });
  }
}

const optional: SectionName[] = ['Roles', 'Prompts', 'Templates'];
