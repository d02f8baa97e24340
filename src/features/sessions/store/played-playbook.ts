import { parsePlaybook } from '#core/playbook/parse.ts';
import type { Playbook } from '#core/playbook/playbook.ts';

/** Parsed texts that were read last, oldest first: the rooms of a moment play few different playbooks. */
const parsed = new Map<string, Playbook>();
const keptTexts = 100;

/** The playbook of a session. Its text was checked when it was planned, so one that does not parse is a bug: it throws. */
export function playedPlaybook(text: string): Playbook {
  const known = parsed.get(text);
  if (known) return known;
  const result = parsePlaybook(text);
  if (!result.ok) throw new Error(`a session's playbook does not parse: ${result.problems[0]?.message}`);
  parsed.set(text, result.playbook);
  const [oldest] = parsed.keys();
  if (parsed.size > keptTexts && oldest !== undefined) parsed.delete(oldest);
  return result.playbook;
}
