import type { ProblemList } from '../text/problem.ts';
import { type Placed, readSentence, tidySentence } from '../text/sentence.ts';
import type { Playbook } from './playbook.ts';

type Pitfall = Playbook['pitfalls'][number];

/** Reads `**Pitfall.** Rescue: move.`, or reports how it should look and gives undefined. */
export function readPitfall(placed: Placed, problems: ProblemList): Pitfall | undefined {
  const { line } = placed;
  const text = tidySentence(placed.text);
  const match = /^\*\*([^*]+)\*\* Rescue: (.+)$/.exec(text);
  if (!match) {
    const message = 'A pitfall comes with its rescue move.';
    const allowed = ['- **What goes wrong.** Rescue: what to do.'];
    const nearly = /^\*\*([^*]+)\*\*:? *rescue *[:–—-] *(.+)$/i.exec(text);
    const suggestion = nearly
      ? { suggestion: printPitfall({ pitfall: nearly[1] ?? '', rescue: nearly[2] ?? '' }) }
      : {};
    problems.add({ line, message, found: text, allowed, ...suggestion });
    return undefined;
  }
  return {
    pitfall: readSentence({ line, text: match[1] ?? '' }, { name: 'The pitfall' }, problems),
    rescue: readSentence({ line, text: match[2] ?? '' }, { name: 'The rescue' }, problems),
  };
}

/** Prints what `readPitfall` reads. */
export function printPitfall({ pitfall, rescue }: Pitfall): string {
  return `**${pitfall}** Rescue: ${rescue}`;
}
