import { isBlank } from '../text/line.ts';
import { readNamed } from '../text/named.ts';
import type { ProblemList } from '../text/problem.ts';
import type { Section } from '../text/sections.ts';
import { type Placed, readSentence } from '../text/sentence.ts';
import type { StepPlaces } from './places.ts';
import type { Role, Step } from './playbook.ts';
import { isRole, roleOf } from './role.ts';
import { readStepLabels } from './step-labels.ts';
import { readStepMeta } from './step-meta.ts';
import { sortPieces } from './step-order.ts';
import { readPieces } from './step-pieces.ts';

/** Reads what stands under one `### Name` of the section Steps. */
export function readStep(section: Section, problems: ProblemList): { step: Step; places: StepPlaces } {
  const { line } = section;
  const name = readSentence({ line, text: section.name }, { name: "The step's name", longest: 80 }, problems);
  const [metaLine, ...rest] = section.body.slice(section.body.findIndex((each) => !isBlank(each)));
  const written = metaLine && !isBlank(metaLine) ? metaLine : undefined;
  const meta = readStepMeta({ step: { name, line }, line: written }, problems);
  const parts = sortPieces(readPieces(rest, problems), problems);
  const does = readRoleLines(parts.does, problems);
  const prompts = readRoleLines(parts.prompts, problems);
  if (!parts.what && written) {
    const message = `"${name}" needs one or two sentences here that say what happens now.`;
    problems.add({ line: written.number + 1, message });
  }
  return {
    step: {
      name,
      ...meta,
      what: parts.what ? readSentence(parts.what, { name: 'What happens now' }, problems) : '',
      does: does.map(({ role, text }) => ({ role, text })),
      prompts: prompts.map(({ role, text }) => ({ role, text })),
      ...readStepLabels({ kind: meta.kind, line, labelled: parts.labelled }, problems),
    },
    places: { line, does: does.map((each) => each.line), prompts: prompts.map((each) => each.line) },
  };
}

/** Reads lines that are written `**Role**: text`; shared with the section Roles. */
export function readRoleLines(
  lines: Placed[],
  problems: ProblemList,
): { line: number; role: Role; text: string }[] {
  return lines.flatMap((placed) => {
    const named = readNamed(placed, problems);
    if (!named) return [];
    const role = roleOf(named.name);
    if (!isRole(role)) {
      const message = 'A role is one or two words of letters, as in the list of roles at the top.';
      problems.add({ line: placed.line, message, found: named.name });
    }
    return [{ line: placed.line, role, text: named.text }];
  });
}
