import { readNamed } from '../text/named.ts';
import { collectProblems, type Problem, type ProblemList } from '../text/problem.ts';
import { contentOf } from '../text/section-content.ts';
import { readSections, readSubsections, type Section } from '../text/sections.ts';
import type { Placed } from '../text/sentence.ts';
import { splitText } from '../text/split-text.ts';
import { readBehaviour } from './behaviour.ts';
import { readFrontMatter } from './front-matter.ts';
import type { Places } from './places.ts';
import { type SectionName, skillSections } from './section-names.ts';
import type { Skill } from './skill.ts';

export type ParsedSkill = { ok: true; skill: Skill; places: Places } | { ok: false; problems: Problem[] };

/**
 * Reads a skill's text as docs/skill-format.md describes it. Reports all problems at once, in the order of the text; never
 * throws. Whether a well-formed skill can be practised and observed is a second question: see `checkSkill`.
 */
export function parseSkill(text: string): ParsedSkill {
  const problems = collectProblems();
  const { frontMatter, body } = splitText(text, problems);
  if (!frontMatter) return { ok: false, problems: problems.sorted() };
  const front = readFrontMatter(frontMatter, problems);
  const sections = readSections(body, skillSections, problems);
  const behaviours = readBehaviours(sections.get('Behaviours'), problems);
  const skill = {
    ...front.values,
    ...readBody(sections, problems),
    behaviours: behaviours.map((each) => each.behaviour),
  };
  const found = problems.sorted();
  if (found.length > 0) return { ok: false, problems: found };
  const places = {
    frontMatter: front.places,
    playbooks: front.playbooks,
    sections: Object.fromEntries([...sections].map(([name, { line }]) => [name, line])),
    behaviours: behaviours.map((each) => each.places),
  };
  return { ok: true, skill, places };
}

type Sections = Map<SectionName, Section<SectionName>>;

/** What is missing was reported before and is read as empty. */
function readBody(
  sections: Sections,
  problems: ProblemList,
): Pick<Skill, 'what' | 'whatNot' | 'moments' | 'outcomes' | 'beginnings' | 'prompts' | 'origin'> {
  const { paragraphs, items, sentences } = contentOf(sections, problems);
  const named = (name: SectionName) => readNamedLines(items(name), problems);
  return {
    what: paragraphs('What it is'),
    whatNot: sentences('What it is not'),
    moments: named('Where it shows'),
    outcomes: named('What it should move'),
    beginnings: sentences('How to begin'),
    prompts: sentences('Prompts for the field'),
    origin: paragraphs('Origin'),
  };
}

function readNamedLines(items: Placed[], problems: ProblemList): { name: string; text: string }[] {
  const known = new Set<string>();
  return items.flatMap((item) => {
    const named = readNamed(item, problems);
    if (!named) return [];
    const { line, name, text } = named;
    if (known.has(name)) problems.add({ line, message: 'This name is in the list twice.', found: name });
    known.add(name);
    return [{ name, text }];
  });
}

/** More than anybody could learn; a check says how many are wise. */
export const mostBehaviours = 20;

function readBehaviours(
  section: Section<SectionName> | undefined,
  problems: ProblemList,
): ReturnType<typeof readBehaviour>[] {
  if (!section) return [];
  const behaviours = readSubsections(section, problems).map((part) => readBehaviour(part, problems));
  const { line } = section;
  if (behaviours.length === 0)
    problems.add({ line, message: '"Behaviours" needs at least one "### Behaviour".' });
  if (behaviours.length > mostBehaviours) {
    const message = `There are ${behaviours.length} behaviours; ${mostBehaviours} is the most.`;
    problems.add({ line, message });
  }
  const texts = new Set<string>();
  for (const { behaviour, places } of behaviours) {
    // Observers tick a behaviour by its words, so they must mean one of them.
    if (texts.has(behaviour.text)) {
      const message = 'Two behaviours have the same words.';
      problems.add({ line: places.line, message, found: behaviour.text });
    }
    texts.add(behaviour.text);
  }
  return behaviours;
}
