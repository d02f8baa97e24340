import { quoteIfNeeded } from '../text/quote.ts';
import { printExercise } from './exercise.ts';
import type { Ladder } from './ladder.ts';
import { sectionNames } from './section-names.ts';

/** Writes a ladder in its canonical form, the inverse of `parseLadder`. */
export function printLadder({ skill, author, version, rungs }: Ladder): string {
  const front = ['---', `skill: ${skill}`, `author: ${quoteIfNeeded(author)}`, `version: ${version}`, '---'];
  const sections = sectionNames.map((name, index) =>
    [`## ${name}`, ...(rungs[index] ?? []).map(printExercise)].join('\n\n'),
  );
  return `${[front.join('\n'), ...sections].join('\n\n')}\n`;
}
