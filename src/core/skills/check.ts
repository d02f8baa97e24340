import { collectProblems, type Problem, type ProblemList } from '../text/problem.ts';
import { judgingWordIn } from './judging-words.ts';
import { parseSkill } from './parse.ts';
import type { BehaviourPlaces, Places } from './places.ts';
import { printSkill } from './print.ts';
import type { Behaviour, Skill } from './skill.ts';

/** How many behaviours one can hold in mind while watching. */
export const behaviourCount = { least: 4, most: 7 };

/** How many prompts one takes into the field. */
export const promptCount = 3;

/**
 * Whether a well-formed skill can be practised and observed: how many behaviours and prompts, anchors that describe, and
 * playbooks that exist (`playbooks` are the library's slugs). Lines are those of `places` (as `parseSkill` gives them);
 * without it, those of the text that `printSkill` gives.
 */
export function checkSkill(
  skill: Skill,
  { playbooks, places = placesInPrint(skill) }: { playbooks: readonly string[]; places?: Places },
): Problem[] {
  const problems = collectProblems();
  checkPlaybooks({ skill, places, playbooks }, problems);
  checkCounts({ skill, places }, problems);
  checkGaps({ skill, places }, problems);
  for (const [index, behaviour] of skill.behaviours.entries()) {
    checkBehaviour({ behaviour, places: places.behaviours[index] ?? { line: 1, anchors: [] } }, problems);
  }
  return problems.sorted();
}

function placesInPrint(skill: Skill): Places {
  const parsed = parseSkill(printSkill(skill));
  return parsed.ok ? parsed.places : { frontMatter: {}, playbooks: [], sections: {}, behaviours: [] };
}

function checkPlaybooks(
  { skill, places, playbooks }: { skill: Skill; places: Places; playbooks: readonly string[] },
  problems: ProblemList,
): void {
  for (const [index, slug] of skill.playbooks.entries()) {
    if (playbooks.includes(slug)) continue;
    const line = places.playbooks[index] ?? 1;
    const message = 'The library has no playbook of this name.';
    problems.add({ line, message, found: slug, allowed: [...playbooks] });
  }
}

function checkCounts({ skill, places }: { skill: Skill; places: Places }, problems: ProblemList): void {
  const { least, most } = behaviourCount;
  const behaviours = skill.behaviours.length;
  if (behaviours < least || behaviours > most) {
    problems.add({
      line: places.sections.Behaviours ?? 1,
      message: 'An observer needs enough behaviours to see something, and few enough to hold in mind.',
      found: String(behaviours),
      allowed: [`${least} to ${most}`],
    });
  }
  if (skill.prompts.length !== promptCount) {
    problems.add({
      line: places.sections['Prompts for the field'] ?? 1,
      message: 'Three prompts go into the field.',
      found: String(skill.prompts.length),
      allowed: [String(promptCount)],
    });
  }
}

/** What is still a gap of the text that somebody began with. */
function checkGaps({ skill, places }: { skill: Skill; places: Places }, problems: ProblemList): void {
  const line = (place: number | undefined) => place ?? 1;
  const lines = [
    { line: line(places.frontMatter.title), text: skill.title },
    { line: line(places.frontMatter.summary), text: skill.summary },
    ...[skill.what, ...skill.whatNot].map((text) => ({ line: line(places.sections['What it is']), text })),
    ...skill.behaviours.flatMap(({ text, heard, anchors }, index) => {
      const at = places.behaviours[index];
      return [
        ...[text, ...heard].map((words) => ({ line: line(at?.line), text: words })),
        ...anchors.map((words, level) => ({ line: line(at?.anchors[level]), text: words })),
      ];
    }),
    ...skill.prompts.map((text) => ({ line: line(places.sections['Prompts for the field']), text })),
  ];
  for (const { line, text } of lines.filter((each) => gap.test(each.text))) {
    problems.add({ line, message: 'This gap is not filled in yet.', found: text });
  }
}

const gap = /^\[[^\]]*\]\.?$/;

function checkBehaviour(
  { behaviour, places }: { behaviour: Behaviour; places: BehaviourPlaces },
  problems: ProblemList,
): void {
  const lines = [
    { line: places.line, text: behaviour.text },
    ...behaviour.anchors.map((text, index) => ({ line: places.anchors[index] ?? places.line, text })),
  ];
  for (const { line, text } of lines) {
    const found = judgingWordIn(text);
    if (found === undefined) continue;
    problems.add({ line, message: 'This word judges. Say what one would see or hear.', found });
  }
  const twice = behaviour.anchors.findIndex((text, index) => behaviour.anchors.indexOf(text) < index);
  if (twice < 0) return;
  const line = places.anchors[twice] ?? places.line;
  const found = behaviour.anchors[twice] ?? '';
  problems.add({ line, message: 'Two anchors of a behaviour say the same.', found });
}
