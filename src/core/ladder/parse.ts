import { knownFields, readFrontMatterText } from '../text/front-matter-text.ts';
import { matching, type Reading, readText, readVersion, slugPattern } from '../text/front-matter-value.ts';
import { collectProblems, type Problem, type ProblemList } from '../text/problem.ts';
import { readSections, readSubsections, type Section } from '../text/sections.ts';
import { splitText } from '../text/split-text.ts';
import { type ReadExercise, readExercise } from './exercise.ts';
import type { Ladder } from './ladder.ts';
import { ladderSections, type SectionName, sectionNames } from './section-names.ts';

/** On which line the skill stands, and each exercise, rung by rung, so that later checks can point at them. */
export interface Places {
  skill: number;
  rungs: ReadExercise['places'][][];
}

export type ParsedLadder = { ok: true; ladder: Ladder; places: Places } | { ok: false; problems: Problem[] };

/** Reads a ladder's text as docs/ladder-format.md describes it. Reports all problems at once; never throws. */
export function parseLadder(text: string): ParsedLadder {
  const problems = collectProblems();
  const { frontMatter, body } = splitText(text, problems);
  if (!frontMatter) return { ok: false, problems: problems.sorted() };
  const fields = knownFields(readFrontMatterText(frontMatter, problems), ladderKeys, problems);
  const front = readFront({ fields, line: 1, problems });
  const sections = readSections(body, ladderSections, problems);
  const rungs = sectionNames.map((name) => readRung(sections.get(name), problems));
  reportTwice(rungs.flat(), problems);
  const found = problems.sorted();
  if (found.length > 0) return { ok: false, problems: found };
  const ladder = {
    ...front,
    rungs: rungs.map((rung) => rung.map(({ exercise }) => exercise)) as Ladder['rungs'],
  };
  const places = {
    skill: fields.get('skill')?.line ?? 1,
    rungs: rungs.map((rung) => rung.map(({ places }) => places)),
  };
  return { ok: true, ladder, places };
}

/** The keys between the two `---`, in the order in which they are printed. */
export const ladderKeys = ['skill', 'author', 'version'] as const;

function readFront(reading: Reading): Pick<Ladder, (typeof ladderKeys)[number]> {
  const allowed = ['a skill as in its address, such as listening'];
  return {
    skill: matching(reading, { key: 'skill', pattern: slugPattern, allowed }),
    author: readText(reading, { key: 'author', longest: 120 }),
    version: readVersion(reading),
  };
}

function readRung(section: Section<SectionName> | undefined, problems: ProblemList): ReadExercise[] {
  if (!section) return [];
  const exercises = readSubsections(section, problems).map((part) => readExercise(part, problems));
  if (exercises.length === 0) {
    const message = `"${section.name}" needs at least one "### Exercise".`;
    problems.add({ line: section.line, message });
  }
  return exercises;
}

/** Attempts are kept under an exercise's name, so it must mean one of them, also where it is a former one. */
function reportTwice(exercises: ReadExercise[], problems: ProblemList): void {
  const names = new Set<string>();
  const take = (found: string, line: number, message: string) => {
    if (names.has(found)) problems.add({ line, message, found });
    names.add(found);
  };
  for (const { exercise, places } of exercises)
    take(exercise.name, places.line, 'Two exercises have the same name.');
  for (const { exercise, places } of exercises)
    for (const [index, name] of exercise.formerly.entries())
      take(
        name,
        places.formerly[index] ?? places.line,
        'This former name is the name of an exercise already.',
      );
}
