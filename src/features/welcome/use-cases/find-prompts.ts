import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Field, findField } from '#core/prompts/field.ts';
import { parseFields } from '#core/prompts/parse-fields.ts';
import { describeProblem } from '#core/text/problem.ts';
import { shippedFolder } from '#server/shipped-folder.ts';

let fields: readonly Field[] | undefined;

/**
 * The fields of `prompts/fields.md`, the last of which is for any work; read once, at first use. Call it when the server
 * starts: a file that cannot be read throws there, with every place named.
 */
export function listFields(): readonly Field[] {
  fields ??= readFields();
  return fields;
}

/** Questions for somebody of this department. `known` says whether they were written for it. */
export function findPrompts(department: string): { field: Field; known: boolean } {
  const all = listFields();
  const found = findField(all.slice(0, -1), department);
  const field = found ?? all.at(-1);
  if (!field) throw new Error('prompts/fields.md has no field');
  return { field, known: found !== undefined };
}

function readFields(): readonly Field[] {
  const file = 'fields.md';
  const parsed = parseFields(readFileSync(join(shippedFolder('prompts', file), file), 'utf8'));
  if (parsed.ok) return parsed.fields;
  throw new Error(
    [
      'These questions cannot be read:',
      ...parsed.problems.map((each) => `  prompts/${file}, ${describeProblem(each)}`),
    ].join('\n'),
  );
}
