import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PromptGroup, parsePrompts } from '#core/exchange/prompt-list.ts';
import { describeProblem } from '#core/text/problem.ts';
import { shippedFolder } from '#server/shipped-folder.ts';

let groups: readonly PromptGroup[] | undefined;

/**
 * The prompts of `prompts/exchange.md`, read once, at first use. Call it when the server starts: a file that cannot be read
 * throws there, with every place named.
 */
export function listExchangePrompts(): readonly PromptGroup[] {
  groups ??= readPrompts();
  return groups;
}

function readPrompts(): readonly PromptGroup[] {
  const file = 'exchange.md';
  const parsed = parsePrompts(readFileSync(join(shippedFolder('prompts', file), file), 'utf8'));
  if (parsed.ok) return parsed.groups;
  throw new Error(
    [
      'These prompts cannot be read:',
      ...parsed.problems.map((each) => `  prompts/${file}, ${describeProblem(each)}`),
    ].join('\n'),
  );
}
