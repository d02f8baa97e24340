import { collectProblems, type Problem, type ProblemList } from '../text/problem.ts';
import { checkRoles } from './check-roles.ts';
import { checkSteps } from './check-steps.ts';
import { totalSeconds } from './duration.ts';
import { parsePlaybook } from './parse.ts';
import type { Places } from './places.ts';
import { type Phase, type Playbook, phases } from './playbook.ts';
import { printPlaybook } from './print.ts';

export interface CheckedPlaybook {
  /** For each number of people that the playbook is for; whole seconds. */
  totals: { people: number; seconds: number }[];
  /** Phases that no step has. A moment may leave some out; for a full playbook each is also a problem. */
  missing: Phase[];
  problems: Problem[];
}

/**
 * Whether a well-formed playbook can be played: times, phases, roles, the order of steps. Lines are those of `places`
 * (as `parsePlaybook` gives them); without it, those of the text that `printPlaybook` gives.
 */
export function checkPlaybook(playbook: Playbook, places: Places = placesInPrint(playbook)): CheckedPlaybook {
  const problems = collectProblems();
  const counts = [2, 3, 4, 5].filter(
    (people) => people >= playbook.people.min && people <= playbook.people.max,
  );
  const totals = counts.map((people) => ({ people, seconds: totalSeconds(playbook, people) }));
  const missing = phases.filter((phase) => !playbook.steps.some((step) => step.phase === phase));
  checkTotals({ totals, line: places.frontMatter.people ?? 1 }, problems);
  if (!isMoment(playbook)) checkFull({ playbook, missing, line: places.sections.Steps ?? 1 }, problems);
  checkSteps({ steps: playbook.steps, places: places.steps }, problems);
  checkRoles({ playbook, places }, problems);
  checkVariations({ playbook, line: places.sections.Variations ?? 1 }, problems);
  return { totals, missing, problems: problems.sorted() };
}

/** A playbook that the smallest circle plays in six minutes at most: it need not have every phase or a commitment. */
export function isMoment(playbook: Playbook): boolean {
  return totalSeconds(playbook, playbook.people.min) <= 6 * 60;
}

function placesInPrint(playbook: Playbook): Places {
  const parsed = parsePlaybook(printPlaybook(playbook));
  return parsed.ok ? parsed.places : { frontMatter: {}, sections: {}, ownRoles: [], steps: [] };
}

function checkTotals(
  { totals, line }: { totals: CheckedPlaybook['totals']; line: number },
  problems: ProblemList,
): void {
  for (const { people, seconds } of totals) {
    if (seconds >= 2 * 60 && seconds <= 60 * 60) continue;
    const found = `${Math.floor(seconds / 60)} min ${seconds % 60} s with ${people} people`;
    problems.add({
      line,
      message: 'The steps add up to a time that no session has.',
      found,
      allowed: ['2 to 60 minutes'],
    });
  }
}

function checkFull(
  { playbook, missing, line }: { playbook: Playbook; missing: Phase[]; line: number },
  problems: ProblemList,
): void {
  for (const phase of missing) {
    problems.add({
      line,
      message: `A playbook of more than six minutes has a step of the phase "${phase}".`,
    });
  }
  if (!playbook.steps.some((step) => step.kind === 'commit')) {
    problems.add({ line, message: 'A playbook of more than six minutes has a step of the kind "commit".' });
  }
}

function checkVariations(
  { playbook, line }: { playbook: Playbook; line: number },
  problems: ProblemList,
): void {
  for (const name of playbook.people.min === 2 ? ['Pairs', 'Remote', 'One room'] : ['Remote', 'One room']) {
    if (playbook.variations.some((variation) => variation.name === name)) continue;
    problems.add({ line, message: `The variation "- **${name}**: ..." is missing.` });
  }
}
