import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryOf, type LibraryEntry } from '#core/playbook/entry.ts';
import { parsePlaybook } from '#core/playbook/parse.ts';
import type { Playbook } from '#core/playbook/playbook.ts';
import { alphabetically } from '#core/text/alphabetically.ts';
import { describeProblem } from '#core/text/problem.ts';
import { getLocale } from '#messages/runtime.js';

/** A playbook of the library that comes with the program. */
export interface ShippedPlaybook {
  slug: string;
  /** The file as it stands in the library: what a session is played from. */
  text: string;
  playbook: Playbook;
  entry: LibraryEntry;
}

/**
 * Reads every `*.md` of a folder, by title. Throws one error that names each file and line that is wrong: a library with
 * a hole in it would be noticed in the middle of somebody's session.
 */
export function readShippedLibrary(folder: string): ShippedPlaybook[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
  if (files.length === 0)
    throw new Error(`There is no playbook in ${folder}; it must hold the library's *.md files.`);
  const shipped: ShippedPlaybook[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const slug = file.slice(0, -'.md'.length);
    const text = readFileSync(join(folder, file), 'utf8');
    const parsed = parsePlaybook(text);
    if (parsed.ok)
      shipped.push({ slug, text, playbook: parsed.playbook, entry: entryOf(slug, parsed.playbook) });
    else problems.push(...parsed.problems.map((problem) => `  library/${file}, ${describeProblem(problem)}`));
  }
  if (problems.length > 0) throw new Error(`The library cannot be read:\n${problems.join('\n')}`);
  return shipped.sort(alphabetically(getLocale(), ({ playbook }) => playbook.title));
}
