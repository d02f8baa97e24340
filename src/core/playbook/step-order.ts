import type { ProblemList } from '../text/problem.ts';
import type { Placed } from '../text/sentence.ts';
import { type Piece, type StepLabel, stepLabels } from './step-pieces.ts';

/** A labelled line of a step and, for `Watch for:` and `Constraint cards:`, the list below it. */
export interface Labelled extends Placed {
  items: Placed[];
}

/** The pieces of a step by what they are. */
export interface StepParts {
  what: Placed | undefined;
  does: Placed[];
  prompts: Placed[];
  labelled: Map<StepLabel, Labelled>;
}

/** Gives each piece its place in the step, and reports pieces that stand out of order or do not belong. */
export function sortPieces(pieces: Piece[], problems: ProblemList): StepParts {
  const parts: StepParts = { what: undefined, does: [], prompts: [], labelled: new Map() };
  let reached: Part = 'what happens now';
  let list: Placed[] | undefined;
  for (const piece of pieces) {
    if (piece.type === 'item' && list) {
      list.push(piece);
      continue;
    }
    const part = partOf(piece);
    if (order.indexOf(part) < order.indexOf(reached)) {
      const message = `This stands before "${reached}" in a step.`;
      problems.add({ line: piece.line, message, found: piece.text || part });
    } else reached = part;
    list = place(piece, parts, problems);
  }
  return parts;
}

const order = ['what happens now', 'what each role does', 'the words to say', ...stepLabels] as const;
type Part = (typeof order)[number];

function partOf(piece: Piece): Part {
  if (piece.type === 'label') return piece.label;
  if (piece.type === 'item') return 'what each role does';
  return piece.type === 'quotation' ? 'the words to say' : 'what happens now';
}

/** Puts the piece into its part; gives the list that items after it belong to, if it opens one. */
function place(piece: Piece, parts: StepParts, problems: ProblemList): Placed[] | undefined {
  if (piece.type === 'item') parts.does.push(piece);
  else if (piece.type === 'quotation') parts.prompts.push(piece);
  else if (piece.type === 'label') return openLabel(piece, parts, problems);
  else if (parts.what) {
    const message =
      'A step has one paragraph. Other lines begin with "- **Role**:", "> **Role**:" or a label.';
    problems.add({
      line: piece.line,
      message,
      found: piece.text,
      allowed: stepLabels.map((label) => `${label}:`),
    });
  } else parts.what = piece;
  return undefined;
}

function openLabel(
  piece: Piece & { type: 'label' },
  parts: StepParts,
  problems: ProblemList,
): Placed[] | undefined {
  const { label, line, text } = piece;
  const labelled: Labelled = { line, text, items: [] };
  if (parts.labelled.has(label)) problems.add({ line, message: `"${label}:" is here twice in one step.` });
  else parts.labelled.set(label, labelled);
  return label === 'Watch for' || label === 'Constraint cards' ? labelled.items : undefined;
}
