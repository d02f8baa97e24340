import { isBlank, type Line } from '../text/line.ts';
import type { ProblemList } from '../text/problem.ts';
import type { Section } from '../text/sections.ts';
import { type Placed, readSentence } from '../text/sentence.ts';
import type { BehaviourPlaces } from './places.ts';
import type { Anchors, Behaviour } from './skill.ts';

/** Reads what stands under one `### Behaviour`: words that one would hear, then the anchors 1 to 4. */
export function readBehaviour(
  { name, line, body }: Section,
  problems: ProblemList,
): { behaviour: Behaviour; places: BehaviourPlaces } {
  const heard: Placed[] = [];
  const anchors: (Placed & { number: number })[] = [];
  let open: Placed | undefined;
  for (const each of body) {
    const begun = begin({ line: each, open, heard, anchors }, problems);
    if (begun === 'nothing') open = undefined;
    else open = begun;
  }
  reportNumbers({ line, found: anchors.map((anchor) => anchor.number) }, problems);
  const sentence = (placed: Placed, what: string) => readSentence(placed, { name: what }, problems);
  const texts = anchors.map((anchor) => sentence(anchor, `Anchor ${anchor.number}`));
  return {
    behaviour: {
      text: readSentence({ line, text: name }, { name: 'The behaviour', longest: 120 }, problems),
      heard: heard.map((placed) => sentence(placed, 'What is heard')),
      anchors: [texts[0] ?? '', texts[1] ?? '', texts[2] ?? '', texts[3] ?? ''] satisfies Anchors,
    },
    places: { line, anchors: anchors.map((anchor) => anchor.line) },
  };
}

/** Prints a behaviour as it stands under Behaviours. */
export function printBehaviour({ text, heard, anchors }: Behaviour): string {
  const list = anchors.map((anchor, index) => `${index + 1}. ${anchor}`).join('\n');
  return [`### ${text}`, ...heard.map((words) => `> ${words}`), list].join('\n\n');
}

/** The piece that this line begins or goes on with; `nothing` after an empty line. */
function begin(
  {
    line: { number: line, text },
    open,
    heard,
    anchors,
  }: { line: Line; open: Placed | undefined; heard: Placed[]; anchors: (Placed & { number: number })[] },
  problems: ProblemList,
): Placed | 'nothing' {
  if (isBlank({ number: line, text })) return 'nothing';
  const words = /^>\s?(.*)$/.exec(text)?.[1];
  const anchor = /^(\d{1,2})[.)]\s+(.*)$/.exec(text);
  if (anchor) {
    const placed = { line, text: anchor[2] ?? '', number: Number(anchor[1]) };
    anchors.push(placed);
    return placed;
  }
  if (words !== undefined) {
    if (open !== undefined && open === heard.at(-1)) {
      open.text += ` ${words}`;
      return open;
    }
    if (anchors.length > 0) {
      const message = 'What is heard stands before the anchors.';
      problems.add({ line, message, found: text });
    }
    const placed = { line, text: words };
    heard.push(placed);
    return placed;
  }
  if (open) {
    open.text += ` ${text}`;
    return open;
  }
  const message = 'Below a behaviour stand words that one would hear, and its anchors.';
  problems.add({ line, message, found: text, allowed: ['> words heard', '1. what it looks like'] });
  return 'nothing';
}

function reportNumbers({ line, found }: { line: number; found: number[] }, problems: ProblemList): void {
  if (found.join() === '1,2,3,4') return;
  const message = 'A behaviour has four anchors, "1. ..." to "4. ...".';
  problems.add({ line, message, found: found.length === 0 ? 'no anchor' : found.join(', ') });
}
