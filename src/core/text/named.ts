import type { ProblemList } from './problem.ts';
import { type Placed, readSentence, tidySentence } from './sentence.ts';

/** A line that is written `**Name**: text`. */
export interface Named {
  line: number;
  name: string;
  text: string;
}

/** Reads `**Name**: text`, or reports how it should look and gives undefined. */
export function readNamed(placed: Placed, problems: ProblemList): Named | undefined {
  const text = tidySentence(placed.text);
  const match = /^\*\*([^*]+)\*\*:(?:\s(.*))?$/.exec(text);
  if (!match) {
    const message = 'This line should look like "**Name**: text".';
    const nearly = /^\*{0,2}([^*:]{1,40}):\*{0,2}\s+(.+)$/.exec(text);
    const suggestion = nearly && `**${nearly[1]?.trim()}**: ${nearly[2]}`.slice(0, 120);
    problems.add({ line: placed.line, message, found: text, ...(suggestion ? { suggestion } : {}) });
    return undefined;
  }
  const { line } = placed;
  const name = readSentence(
    { line, text: match[1] ?? '' },
    { name: 'The name in bold', longest: 80 },
    problems,
  );
  return { line, name, text: readSentence({ line, text: match[2] ?? '' }, { name: `"${name}"` }, problems) };
}

/** Prints what `readNamed` reads. */
export function printNamed({ name, text }: { name: string; text: string }): string {
  return `**${name}**: ${text}`;
}
