import { printList } from '../text/list.ts';
import { printNamed } from '../text/named.ts';
import type { Step } from './playbook.ts';
import { roleLabel } from './role.ts';
import { asksFirst } from './step-labels.ts';
import { printStepMeta } from './step-meta.ts';

/** Prints a step as it stands under Steps, without empty lines at its ends. */
export function printStep(step: Step): string {
  const roleLine = ({ role, text }: Step['does'][number]) => printNamed({ name: roleLabel(role), text });
  const blocks = [
    `### ${step.name}`,
    printStepMeta(step),
    step.what,
    printList(step.does.map(roleLine)),
    ...step.prompts.map((prompt) => `> ${roleLine(prompt)}`),
    ...printLabels(step),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** One suggestion is what everybody expects, so only a `suggest` step says it. */
function printLabels(step: Step): string[] {
  const { behaviours, constraints, suggestions, form, scale, challenge, keeps } = step;
  return [
    ...(behaviours.length > 0 ? ['Watch for:', printList(behaviours)] : []),
    ...(constraints.length > 0 ? ['Constraint cards:', printList(constraints)] : []),
    step.kind === 'suggest' || suggestions !== 1 ? `Suggestions: ${suggestions}` : '',
    form ? `Form: ${form}` : '',
    scale ? `Scale: ${scale.low} ${scale.lowLabel}, ${scale.high} ${scale.highLabel}` : '',
    challenge ? `Challenge: ${asksFirst}` : '',
    keeps === undefined ? '' : `Keeps: ${keeps}`,
  ];
}
