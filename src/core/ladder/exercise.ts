import { isBlank, type Line } from '../text/line.ts';
import { printList, readList } from '../text/list.ts';
import { printNamed, readNamed } from '../text/named.ts';
import { readParagraphs } from '../text/paragraphs.ts';
import type { ProblemList } from '../text/problem.ts';
import type { Section } from '../text/sections.ts';
import { readSentence } from '../text/sentence.ts';
import type { Exercise } from './ladder.ts';

/** Beyond this it is no small exercise any more. */
export const mostMinutes = 15;

const factNames = ['Minutes', 'When', 'Behaviour'] as const;
type FactName = (typeof factNames)[number];
/** May be left out, or be there once for each name that an exercise had. */
const formerly = 'Formerly';

export interface ReadExercise {
  exercise: Exercise;
  /** The lines of its heading, of its behaviour and of its former names. */
  places: { line: number; behaviour: number; formerly: number[] };
}

/** Reads what stands under one `### Name`: facts in bold, what to do, and what to tick off afterwards. */
export function readExercise({ name, line, body }: Section, problems: ProblemList): ReadExercise {
  const parts = cut(body);
  const { facts, former } = readFacts({ line, lines: parts.facts }, problems);
  const checks = readList({ name: 'What to tick off', line, body: parts.checks }, problems);
  return {
    exercise: {
      name: readSentence({ line, text: name }, { name: 'The exercise', longest: 80 }, problems),
      formerly: former.map(({ text }) => text),
      minutes: readMinutes(facts.get('Minutes'), problems),
      when: facts.get('When')?.text ?? '',
      behaviour: facts.get('Behaviour')?.text ?? '',
      text: readParagraphs({ name: 'What to do', line, body: parts.text }, problems),
      checks: checks.map((item) =>
        readSentence(item, { name: 'A line to tick off', longest: 120 }, problems),
      ),
    },
    places: {
      line,
      behaviour: facts.get('Behaviour')?.line ?? line,
      formerly: former.map((fact) => fact.line),
    },
  };
}

/** Prints an exercise as it stands on its rung. */
export function printExercise({ name, formerly: former, ...rest }: Exercise): string {
  const { minutes, when, behaviour, text, checks } = rest;
  const facts = [
    { name: 'Minutes', text: String(minutes) },
    { name: 'When', text: when },
    { name: 'Behaviour', text: behaviour },
    ...former.map((text) => ({ name: formerly, text })),
  ];
  return [`### ${name}`, printList(facts.map(printNamed)), text, printList(checks)].join('\n\n');
}

/** The list that it begins with, the list that it ends with, and what stands between them. */
function cut(body: Line[]): { facts: Line[]; text: Line[]; checks: Line[] } {
  const start = body.findIndex((line) => !isBlank(line));
  const afterFacts = body.findIndex((line, index) => index > start && isBlank(line));
  if (start < 0 || afterFacts < 0) return { facts: body, text: [], checks: [] };
  const rest = body.slice(afterFacts);
  const lastText = rest.findLastIndex((line, index) => !isBlank(line) && startsParagraph(rest, index));
  const afterText = rest.findIndex((line, index) => index > lastText && isBlank(line));
  const end = lastText < 0 ? 0 : afterText < 0 ? rest.length : afterText;
  return { facts: body.slice(start, afterFacts), text: rest.slice(0, end), checks: rest.slice(end) };
}

/** Whether this line opens a paragraph that is no list; a wrapped item's second line opens nothing. */
function startsParagraph(lines: Line[], index: number): boolean {
  const before = lines[index - 1];
  return (before === undefined || isBlank(before)) && !/^\s*[-*+]\s/.test(lines[index]?.text ?? '');
}

function readFacts(
  { line, lines }: { line: number; lines: Line[] },
  problems: ProblemList,
): { facts: Map<FactName, Fact>; former: Fact[] } {
  const facts = new Map<FactName, Fact>();
  const former: Fact[] = [];
  for (const item of readList({ name: 'The beginning of an exercise', line, body: lines }, problems)) {
    const named = readNamed(item, problems);
    if (!named) continue;
    if (named.name === formerly) {
      former.push(named);
      continue;
    }
    const name = factNames.find((each) => each === named.name);
    if (!name) {
      const message = 'This fact is not known.';
      problems.add({ line: named.line, message, found: named.name, allowed: [...factNames, formerly] });
    } else if (facts.has(name)) {
      problems.add({ line: named.line, message: `"${name}" is here twice.` });
    } else facts.set(name, named);
  }
  for (const name of factNames.filter((each) => !facts.has(each))) {
    problems.add({ line, message: `The exercise does not say "**${name}**: ...".` });
  }
  return { facts, former };
}

interface Fact {
  line: number;
  text: string;
}

function readMinutes(fact: { line: number; text: string } | undefined, problems: ProblemList): number {
  if (!fact) return 0;
  const minutes = /^[1-9]\d?$/.test(fact.text) ? Number(fact.text) : 0;
  if (minutes < 1 || minutes > mostMinutes) {
    const message = '"Minutes" cannot be read.';
    problems.add({ line: fact.line, message, found: fact.text, allowed: [`1 to ${mostMinutes}`] });
  }
  return minutes;
}
