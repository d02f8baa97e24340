import { readBody } from './body.ts';
import { readFrontMatter } from './front-matter.ts';
import { type Line, linesOf } from './line.ts';
import type { Places } from './places.ts';
import type { Playbook } from './playbook.ts';
import { collectProblems, type Problem, type ProblemList } from './problem.ts';
import { readSections } from './sections.ts';

export type ParsedPlaybook =
  | { ok: true; playbook: Playbook; places: Places }
  | { ok: false; problems: Problem[] };

/**
 * Reads a playbook's text as docs/playbook-format.md describes it. Reports all problems at once, in the order of the
 * text; never throws. Whether a well-formed playbook can be played is a second question: see `checkPlaybook`.
 */
export function parsePlaybook(text: string): ParsedPlaybook {
  const problems = collectProblems();
  const tooMuch = tooMuchOf(text);
  if (tooMuch !== undefined) return { ok: false, problems: [{ line: 1, message: tooMuch }] };
  const { frontMatter, body } = splitText(linesOf(text), problems);
  if (!frontMatter) return { ok: false, problems: problems.sorted() };
  const front = readFrontMatter({ lines: frontMatter, line: 1 }, problems);
  const sections = readSections(body, problems);
  const { values, places } = readBody(sections, problems);
  const found = problems.sorted();
  if (found.length > 0) return { ok: false, problems: found };
  return {
    ok: true,
    playbook: { ...front.values, ...values },
    places: { frontMatter: front.places, ...places },
  };
}

/** Characters; ten times the longest shipped playbook. */
export const longestText = 200_000;

/** Lines; each can cost a comparison with all known names, so their number is bounded too. */
export const mostLines = 5_000;

function tooMuchOf(text: string): string | undefined {
  if (text.length > longestText) return `The text has ${text.length} characters; ${longestText} is the most.`;
  const lines = text.split(/\r\n?|\n/).length;
  return lines > mostLines ? `The text has ${lines} lines; ${mostLines} is the most.` : undefined;
}

function splitText(lines: Line[], problems: ProblemList): { frontMatter?: Line[]; body: Line[] } {
  const start = lines.findIndex((line) => line.text !== '');
  const opening = lines[start];
  const end = lines.findIndex((line, index) => index > start && line.text === '---');
  if (opening?.text === '---' && end > start) {
    return { frontMatter: lines.slice(start + 1, end), body: lines.slice(end + 1) };
  }
  const message =
    opening?.text === '---'
      ? 'The part at the top is never closed: after its last line comes a line "---".'
      : 'The text begins with a line "---", then "title:" and the other keys, then "---" again.';
  const found = opening ? { found: opening.text } : {};
  problems.add({ line: opening?.number ?? 1, message, ...found, allowed: ['---'] });
  return { body: lines };
}
