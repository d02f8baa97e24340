import { isBlank, type Line } from '../text/line.ts';
import { nearest } from '../text/nearest.ts';
import type { ProblemList } from '../text/problem.ts';

/** Which parts under `##` a kind of text has. */
export interface SectionForm<Name extends string> {
  /** In the order in which they stand. */
  names: readonly Name[];
  /** Those that may be left out. */
  optional: readonly Name[];
  /** Those that are cut into parts under `###`. */
  nested: readonly Name[];
  /** How headings are written here, as a sentence for whoever wrote another one. */
  headings: string;
}

/** A part with the lines below its heading. `line` is the heading's. */
export interface Section<Name extends string = string> {
  name: Name;
  line: number;
  body: Line[];
}

/** Cuts the text below the front matter into sections; reports unknown, repeated, misplaced and missing ones. */
export function readSections<Name extends string>(
  lines: Line[],
  form: SectionForm<Name>,
  problems: ProblemList,
): Map<Name, Section<Name>> {
  const sections = new Map<Name, Section<Name>>();
  let open: Section<Name> | undefined;
  let lost = false;
  for (const line of lines) {
    const heading = headingOf(line, problems);
    if (heading?.level === 2) {
      open = openSection({ line: line.number, found: heading.text, after: open, form }, sections, problems);
      lost = open === undefined;
    } else if (heading && !(heading.level === 3 && (lost || (open && form.nested.includes(open.name))))) {
      problems.add({ line: line.number, message: form.headings, found: line.text });
    } else if (open) {
      open.body.push(line);
    } else if (!lost && !isBlank(line)) {
      const message = 'There is text before the first section.';
      problems.add({ line: line.number, message, found: line.text, allowed: [`## ${form.names[0]}`] });
      lost = true;
    }
  }
  reportMissing({ lastLine: lines.at(-1)?.number ?? 1, form }, sections, problems);
  return sections;
}

/** Cuts a section's lines into the parts under its `###` headings. */
export function readSubsections(section: Section, problems: ProblemList): Section[] {
  const parts: Section[] = [];
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

function openSection<Name extends string>(
  {
    line,
    found,
    after,
    form: { names },
  }: { line: number; found: string; after: Section<Name> | undefined; form: SectionForm<Name> },
  sections: Map<Name, Section<Name>>,
  problems: ProblemList,
): Section<Name> | undefined {
  const exact = names.find((each) => each === found);
  if (!exact) problems.add({ line, message: 'This section is not known.', found, allowed: [...names] });
  // A misspelt section is read as the one that was meant, so that it is not reported as missing too.
  const name = exact ?? names.find((each) => each === nearest(found, names));
  if (!name) return undefined;
  const section = { name, line, body: [] };
  if (sections.has(name)) {
    problems.add({ line, message: `The section "${name}" is here twice.` });
    return section;
  }
  if (after && names.indexOf(after.name) > names.indexOf(name)) {
    problems.add({ line, message: `"${name}" stands before "${after.name}".`, found, allowed: [...names] });
  }
  sections.set(name, section);
  return section;
}

function reportMissing<Name extends string>(
  { lastLine, form }: { lastLine: number; form: SectionForm<Name> },
  sections: Map<Name, Section<Name>>,
  problems: ProblemList,
): void {
  for (const [index, name] of form.names.entries()) {
    if (sections.has(name) || form.optional.includes(name)) continue;
    const next = form.names.slice(index).find((later) => sections.has(later));
    const line = (next && sections.get(next)?.line) ?? lastLine;
    problems.add({
      line,
      message: `The section "## ${name}" is missing${next ? ` before "## ${next}"` : ''}.`,
    });
  }
}
