import { isBlank, type Line, linesOf } from '../text/line.ts';
import { collectProblems, type Problem, type ProblemList } from '../text/problem.ts';
import { type Field, promptsPerField } from './field.ts';

export type ParsedFields = { ok: true; fields: Field[] } | { ok: false; problems: Problem[] };

/**
 * Reads the fields of a text: under `## Name` first `also:` with other words for it, then three lines with "- ". What
 * stands before the first heading is for whoever edits the file. All that is wrong is told at once, with its line.
 */
export function parseFields(text: string): ParsedFields {
  const problems = collectProblems();
  const fields: (Field & { line: number })[] = [];
  for (const line of linesOf(text)) {
    const name = /^##\s+(.+)$/.exec(line.text)?.[1]?.trim();
    if (name !== undefined) fields.push({ name, also: [], prompts: [], line: line.number });
    else readInto(fields.at(-1), line, problems);
  }
  for (const { name, prompts, line } of fields) {
    if (prompts.length === promptsPerField) continue;
    const message = `“${name}” needs three questions, one a line, each beginning with "- ".`;
    problems.add({ line, message, found: String(prompts.length), allowed: [String(promptsPerField)] });
  }
  reportTwice(fields, problems);
  const found = problems.sorted();
  if (found.length > 0) return { ok: false, problems: found };
  return { ok: true, fields: fields.map(({ name, also, prompts }) => ({ name, also, prompts })) };
}

function readInto(field: Field | undefined, line: Line, problems: ProblemList): void {
  if (!field || isBlank(line)) return;
  const also = /^also:\s*(.*)$/.exec(line.text)?.[1];
  const prompt = /^-\s+(.+)$/.exec(line.text)?.[1];
  if (also !== undefined)
    field.also.push(
      ...also
        .split(',')
        .map((word) => word.trim().toLowerCase())
        .filter(Boolean),
    );
  else if (prompt?.endsWith('?')) field.prompts.push(prompt);
  else if (prompt) {
    problems.add({
      line: line.number,
      message: 'What one takes into the field is a question.',
      found: prompt,
    });
  } else {
    const message = 'Below a field stand "also:" and three questions.';
    problems.add({ line: line.number, message, found: line.text, allowed: ['also: …', '- …?'] });
  }
}

function reportTwice(fields: readonly (Field & { line: number })[], problems: ProblemList): void {
  const owner = new Map<string, string>();
  for (const { name, also, line } of fields) {
    for (const word of [name.toLowerCase(), ...also]) {
      const other = owner.get(word);
      if (other !== undefined) {
        problems.add({
          line,
          message: `“${word}” stands for two fields: ${other} and ${name}.`,
          found: word,
        });
      }
      owner.set(word, name);
    }
  }
}
