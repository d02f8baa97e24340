import { isBlank, linesOf } from '../text/line.ts';
import { collectProblems, type Problem } from '../text/problem.ts';

/** Prompts to start a recording from, for one kind of occasion. */
export interface PromptGroup {
  name: string;
  prompts: string[];
}

export type ParsedPrompts = { ok: true; groups: PromptGroup[] } | { ok: false; problems: Problem[] };

const longest = 200;

/**
 * Reads prompts: under each `## Occasion` lines with "- ", one prompt a line. What stands before the first heading is for
 * whoever edits the file. All that is wrong is told at once, with its line.
 */
export function parsePrompts(text: string): ParsedPrompts {
  const problems = collectProblems();
  const groups: (PromptGroup & { line: number })[] = [];
  for (const line of linesOf(text)) {
    const name = /^##\s+(.+)$/.exec(line.text)?.[1]?.trim();
    const group = groups.at(-1);
    if (name !== undefined) groups.push({ name, prompts: [], line: line.number });
    else if (group && !isBlank(line)) {
      const prompt = /^-\s+(.+)$/.exec(line.text)?.[1]?.trim();
      if (prompt === undefined || prompt.length > longest) {
        const message = `A prompt stands on one line that begins with "- " and has at most ${longest} characters.`;
        problems.add({ line: line.number, message, found: line.text, allowed: ['- …'] });
      } else group.prompts.push(prompt);
    }
  }
  for (const { name, prompts, line } of groups) {
    if (prompts.length > 0) continue;
    problems.add({ line, message: `“${name}” has no prompt.`, found: '0', allowed: ['one or more'] });
  }
  const found = problems.sorted();
  if (found.length > 0) return { ok: false, problems: found };
  return { ok: true, groups: groups.map(({ name, prompts }) => ({ name, prompts })) };
}
