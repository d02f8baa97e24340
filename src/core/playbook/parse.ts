import { collectProblems, type Problem } from '../text/problem.ts';
import { readSections } from '../text/sections.ts';
import { splitText } from '../text/split-text.ts';
import { readBody } from './body.ts';
import { readFrontMatter } from './front-matter.ts';
import type { Places } from './places.ts';
import type { Playbook } from './playbook.ts';
import { playbookSections } from './section-names.ts';

export type ParsedPlaybook =
  | { ok: true; playbook: Playbook; places: Places }
  | { ok: false; problems: Problem[] };

/**
 * Reads a playbook's text as docs/playbook-format.md describes it. Reports all problems at once, in the order of the
 * text; never throws. Whether a well-formed playbook can be played is a second question: see `checkPlaybook`.
 */
export function parsePlaybook(text: string): ParsedPlaybook {
  const problems = collectProblems();
  const { frontMatter, body } = splitText(text, problems);
  if (!frontMatter) return { ok: false, problems: problems.sorted() };
  const front = readFrontMatter({ lines: frontMatter, line: 1 }, problems);
  const sections = readSections(body, playbookSections, problems);
  const { values, places } = readBody(sections, problems);
  const found = problems.sorted();
  if (found.length > 0) return { ok: false, problems: found };
  return {
    ok: true,
    playbook: { ...front.values, ...values },
    places: { frontMatter: front.places, ...places },
  };
}
