import { startsBlock, unwantedMarkdown } from './markdown.ts';
import type { ProblemList } from './problem.ts';

/** A piece of text and the line on which it starts. */
export interface Placed {
  line: number;
  text: string;
}

/** White space at the ends goes, runs of it become one space: wrapped lines and single lines mean the same. */
export function tidySentence(text: string): string {
  return text.trim().replace(/[ \t\n]+/g, ' ');
}

/** Reads text that must be one sentence or a few, on one line once it is printed. `name` opens the message: "The title". */
export function readSentence(
  placed: Placed,
  { name, longest = 1000 }: { name: string; longest?: number },
  problems: ProblemList,
): string {
  const text = tidySentence(placed.text);
  const found = text;
  const line = placed.line;
  if (text === '') {
    problems.add({ line, message: `${name} has no words.` });
    return text;
  }
  const unwanted = unwantedMarkdown(text);
  if (unwanted !== undefined) problems.add({ line, message: unwanted, found });
  else if (startsBlock(text))
    problems.add({ line, message: `${name} cannot start with this mark. Start with a word.`, found });
  if (text.length > longest) {
    problems.add({
      line,
      message: `${name} is ${text.length} characters long; ${longest} is the most.`,
      found,
    });
  }
  return text;
}
