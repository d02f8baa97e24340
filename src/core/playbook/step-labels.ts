import type { ProblemList } from '../text/problem.ts';
import { type Placed, readSentence, tidySentence } from '../text/sentence.ts';
import { feedbackForms, type Step, type StepKind } from './playbook.ts';
import type { Labelled } from './step-order.ts';
import { type StepLabel, stepLabels } from './step-pieces.ts';

type LabelledValues = Pick<
  Step,
  'behaviours' | 'constraints' | 'suggestions' | 'form' | 'scale' | 'challenge' | 'keeps'
>;

/** Reads the labelled lines of a step; a label that the kind of step has no use for is a problem. */
export function readStepLabels(
  { kind, line, labelled }: { kind: StepKind; line: number; labelled: Map<StepLabel, Labelled> },
  problems: ProblemList,
): LabelledValues {
  for (const label of stepLabels) {
    const found = labelled.get(label);
    const kinds = kindsWith[label];
    if (found && kinds && !kinds.includes(kind)) {
      const message = `"${label}:" belongs to a step of another kind (line ${line}).`;
      problems.add({ line: found.line, message, found: kind, allowed: kinds, suggestion: kinds[0] ?? kind });
    }
  }
  const form = readForm(labelled.get('Form'), problems);
  const scale = readScale(labelled.get('Scale'), problems);
  const keeps = labelled.get('Keeps');
  return {
    behaviours: readItems(labelled.get('Watch for'), 'Watch for', problems),
    constraints: readItems(labelled.get('Constraint cards'), 'Constraint cards', problems),
    suggestions: readSuggestions(labelled.get('Suggestions'), problems),
    ...(form ? { form } : {}),
    ...(scale ? { scale } : {}),
    challenge: readChallenge(labelled.get('Challenge'), problems),
    ...(keeps ? { keeps: readSentence(keeps, { name: '"Keeps:"' }, problems) } : {}),
  };
}

/** Labels that are not named here go with every kind. */
const kindsWith: Partial<Record<StepLabel, StepKind[]>> = {
  'Watch for': ['drill', 'demonstrate'],
  'Constraint cards': ['drill'],
  Suggestions: ['suggest'],
  Form: ['draft'],
  Scale: ['scale', 'rating'],
};

function readItems(labelled: Labelled | undefined, label: StepLabel, problems: ProblemList): string[] {
  if (!labelled) return [];
  const { line, text, items } = labelled;
  const listBelow = `Below "${label}:" comes a list, each line beginning with "- ".`;
  if (text !== '') problems.add({ line, message: listBelow, found: text, suggestion: `- ${text}` });
  else if (items.length === 0) problems.add({ line, message: listBelow });
  return items.map((item) => readSentence(item, { name: `A line of "${label}:"` }, problems));
}

function readSuggestions(labelled: Placed | undefined, problems: ProblemList): number {
  if (!labelled) return 1;
  const found = tidySentence(labelled.text);
  if (/^[1-5]$/.test(found)) return Number(found);
  problems.add({
    line: labelled.line,
    message: '"Suggestions:" is a number.',
    found,
    allowed: ['1', '2', '3', '4', '5'],
  });
  return 1;
}

function readForm(labelled: Placed | undefined, problems: ProblemList): Step['form'] {
  if (!labelled) return undefined;
  const found = tidySentence(labelled.text);
  const form = feedbackForms.find((each) => each === found);
  if (!form) {
    const message = '"Form:" is not one of the feedback forms.';
    problems.add({ line: labelled.line, message, found, allowed: [...feedbackForms] });
  }
  return form;
}

function readScale(labelled: Placed | undefined, problems: ProblemList): Step['scale'] {
  if (!labelled) return undefined;
  const { line } = labelled;
  const found = tidySentence(labelled.text);
  const match = /^(\d{1,3}) ([^,]+), (\d{1,3}) (.+)$/.exec(found);
  const [, low = '', lowLabel = '', high = '', highLabel = ''] = match ?? [];
  if (!match || Number(low) >= Number(high) || Number(high) - Number(low) > 10) {
    const message = '"Scale:" names its two ends, the lower first, at most ten apart.';
    problems.add({ line, message, found, allowed: ['1 not at all, 10 fully'] });
    return undefined;
  }
  return {
    low: Number(low),
    lowLabel: readSentence({ line, text: lowLabel }, { name: 'The low end', longest: 80 }, problems),
    high: Number(high),
    highLabel: readSentence({ line, text: highLabel }, { name: 'The high end', longest: 80 }, problems),
  };
}

function readChallenge(labelled: Placed | undefined, problems: ProblemList): boolean {
  if (!labelled) return false;
  const found = tidySentence(labelled.text);
  if (found !== asksFirst) {
    problems.add({ line: labelled.line, message: '"Challenge:" has one form.', found, allowed: [asksFirst] });
  }
  return true;
}

/** The only value of `Challenge:`. */
export const asksFirst = 'asks first';
