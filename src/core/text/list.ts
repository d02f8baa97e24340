import { isBlank, type Line } from './line.ts';
import type { ProblemList } from './problem.ts';
import type { Placed } from './sentence.ts';

/** Reads lines that must all belong to a flat list with "- "; a wrapped item goes on in the next line. */
export function readList(
  { name, line, body }: { name: string; line: number; body: Line[] },
  problems: ProblemList,
): Placed[] {
  const items: Placed[] = [];
  let open: Placed | undefined;
  for (const each of body) {
    const item = /^[-*+]\s+(.*)$/.exec(each.text);
    if (isBlank(each)) {
      open = undefined;
    } else if (item) {
      reportOtherBullet(each, problems);
      open = { line: each.number, text: item[1] ?? '' };
      items.push(open);
    } else if (reportNestedItem(each, problems)) {
      open = undefined;
    } else if (open) {
      open.text += ` ${each.text}`;
    } else {
      const message = `${name} is a list: each line begins with "- ".`;
      problems.add({ line: each.number, message, found: each.text, suggestion: asItem(each.text) });
    }
  }
  if (items.length === 0)
    problems.add({ line, message: `${name} needs at least one line that begins with "- ".` });
  return items;
}

/** Prints what `readList` reads; nothing for an empty list. */
export function printList(items: string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Tells whoever wrote "* item" that lists begin with "- ", so that all texts look alike. */
export function reportOtherBullet(line: Line, problems: ProblemList): void {
  if (line.text.startsWith('-')) return;
  const message = 'A list begins with "- ".';
  problems.add({ line: line.number, message, found: line.text, suggestion: asItem(line.text) });
}

/** Reports a list inside a list, and says whether there was one. */
export function reportNestedItem(line: Line, problems: ProblemList): boolean {
  if (!/^\s+[-*+]\s/.test(line.text)) return false;
  const message = 'A list inside a list is not used here. Make it one list.';
  problems.add({ line: line.number, message, found: line.text.trim(), suggestion: asItem(line.text) });
  return true;
}

function asItem(text: string): string {
  return `- ${text.trim().replace(/^([-*+]|\d+[.)])\s+/, '')}`.slice(0, 120);
}
