import { type Line, linesOf } from './line.ts';
import type { ProblemList } from './problem.ts';

/** Characters; ten times the longest shipped playbook. */
export const longestText = 200_000;

/** Lines; each can cost a comparison with all known names, so their number is bounded too. */
export const mostLines = 5_000;

/**
 * Cuts a text into what stands between its two `---` and what stands below. Without `frontMatter` there is nothing to read
 * further: the problem is reported.
 */
export function splitText(text: string, problems: ProblemList): { frontMatter?: Line[]; body: Line[] } {
  const tooMuch = tooMuchOf(text);
  if (tooMuch !== undefined) {
    problems.add({ line: 1, message: tooMuch });
    return { body: [] };
  }
  return splitLines(linesOf(text), problems);
}

function tooMuchOf(text: string): string | undefined {
  if (text.length > longestText) return `The text has ${text.length} characters; ${longestText} is the most.`;
  const lines = text.split(/\r\n?|\n/).length;
  return lines > mostLines ? `The text has ${lines} lines; ${mostLines} is the most.` : undefined;
}

function splitLines(lines: Line[], problems: ProblemList): { frontMatter?: Line[]; body: Line[] } {
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
