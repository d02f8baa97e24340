import { isBlank, type Line } from '../text/line.ts';
import { reportNestedItem, reportOtherBullet } from '../text/list.ts';
import { nearest } from '../text/nearest.ts';
import type { ProblemList } from '../text/problem.ts';

/** The labelled lines that a step may have, in their order. */
export const stepLabels = [
  'Watch for',
  'Constraint cards',
  'Suggestions',
  'Form',
  'Scale',
  'Challenge',
  'Keeps',
] as const;

export type StepLabel = (typeof stepLabels)[number];

/** What a step's text is made of. `text` of an item has no "- ", that of a quotation no "> ". */
export type Piece = { line: number; text: string } & (
  | { type: 'paragraph' | 'item' | 'quotation' }
  | { type: 'label'; label: StepLabel }
);

/** Cuts the lines below a step's meta line into pieces. A piece ends at an empty line or where another begins. */
export function readPieces(lines: Line[], problems: ProblemList): Piece[] {
  const pieces: Piece[] = [];
  let open: Piece | undefined;
  for (const line of lines) {
    if (isBlank(line) || reportNestedItem(line, problems)) {
      open = undefined;
      continue;
    }
    const begun = begin({ line, open, before: pieces }, problems);
    if (begun) {
      open = begun;
      pieces.push(begun);
    } else if (open) {
      open.text += ` ${line.text.replace(/^>\s?/, '')}`;
    }
  }
  return pieces;
}

/** The piece that begins on this line, or undefined when the line goes on with the open one. */
function begin(
  { line, open, before }: { line: Line; open: Piece | undefined; before: Piece[] },
  problems: ProblemList,
): Piece | undefined {
  const { number, text } = line;
  const item = /^[-*+]\s+(.*)$/.exec(text);
  if (item) {
    reportOtherBullet(line, problems);
    return { type: 'item', line: number, text: item[1] ?? '' };
  }
  const quotation = /^>\s*(.*)$/.exec(text);
  if (quotation) return beginQuotation({ line, words: quotation[1] ?? '', open }, problems);
  const label = labelOf({ line, atStart: open === undefined && before.length > 0 }, problems);
  if (label) return { type: 'label', line: number, ...label };
  return open ? undefined : { type: 'paragraph', line: number, text };
}

function beginQuotation(
  { line, words, open }: { line: Line; words: string; open: Piece | undefined },
  problems: ProblemList,
): Piece | undefined {
  if (open?.type === 'quotation') {
    if (!words.startsWith('**')) return undefined;
    const message = 'Leave an empty line between two quotations, or Markdown makes one of them.';
    problems.add({ line: line.number, message, found: line.text });
  }
  return { type: 'quotation', line: line.number, text: words };
}

/** A misspelt label is taken for the one that was meant once it is reported: its list would be read as roles else. */
function labelOf(
  { line, atStart }: { line: Line; atStart: boolean },
  problems: ProblemList,
): { label: StepLabel; text: string } | undefined {
  const match = /^(\p{L}[\p{L} -]{1,30}):(?:\s(.*))?$/u.exec(line.text);
  if (!match) return undefined;
  const [, found = '', text = ''] = match;
  const label = stepLabels.find((each) => each === found);
  if (label) return { label, text };
  const meant = atStart && stepLabels.find((each) => each === nearest(found, stepLabels));
  if (!meant) return undefined;
  problems.add({ line: line.number, message: 'This label is not known.', found, allowed: [...stepLabels] });
  return { label: meant, text };
}
