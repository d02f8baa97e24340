import type { Line } from '../text/line.ts';
import { nearest } from '../text/nearest.ts';
import type { ProblemList } from '../text/problem.ts';
import { phases, type Step, stepKinds } from './playbook.ts';
import { printStepTime, readStepTime, stepTimeForms, suggestStepTime } from './step-time.ts';

type StepMeta = Pick<Step, 'kind' | 'phase' | 'time'>;

/** Reads the line below a step's name, `*drill · practice · 5 minutes*`. `line` is undefined when the step is empty. */
export function readStepMeta(
  { step, line }: { step: { name: string; line: number }; line: Line | undefined },
  problems: ProblemList,
): StepMeta {
  const parts = /^\*([^*]+)\*$/
    .exec(line?.text ?? '')?.[1]
    ?.split('·')
    .map((part) => part.trim());
  if (!line || parts?.length !== 3) {
    const message = `Below "${step.name}" comes its line "*kind · phase · time*".`;
    const found = line ? { found: line.text, ...suggestMeta(line.text) } : {};
    problems.add({
      line: line?.number ?? step.line,
      message,
      allowed: ['*drill · practice · 5 minutes*'],
      ...found,
    });
    return fallback;
  }
  const [kind = '', phase = '', time = ''] = parts;
  return {
    kind: oneOf({ line, found: kind, allowed: stepKinds, message: 'This is not a kind of step.' }, problems),
    phase: oneOf({ line, found: phase, allowed: phases, message: 'This is not a phase.' }, problems),
    time: timeOf({ line, found: time }, problems),
  };
}

/** Prints what `readStepMeta` reads. */
export function printStepMeta({ kind, phase, time }: StepMeta): string {
  return `*${kind} · ${phase} · ${printStepTime(time)}*`;
}

const fallback: StepMeta = { kind: 'free', phase: 'practice', time: { per: 'circle', seconds: 60 } };

/** Whoever wrote `_drill | practice | 5 minutes_` is shown the same with the right marks. */
function suggestMeta(text: string): { suggestion?: string } {
  const words = text.replace(/^[*_\s]+|[*_\s]+$/g, '').split(/\s*[·•|,;–—/]\s*|\s+-\s+/);
  return words.length === 3 ? { suggestion: `*${words.join(' · ')}*`.slice(0, 120) } : {};
}

function oneOf<Word extends string>(
  {
    line,
    found,
    allowed,
    message,
  }: { line: Line; found: string; allowed: readonly [Word, ...Word[]]; message: string },
  problems: ProblemList,
): Word {
  const exact = allowed.find((each) => each === found);
  if (exact) return exact;
  problems.add({ line: line.number, message, found, allowed: [...allowed] });
  return allowed.find((each) => each === nearest(found, allowed)) ?? allowed[0];
}

function timeOf({ line, found }: { line: Line; found: string }, problems: ProblemList): StepMeta['time'] {
  const time = readStepTime(found);
  if (time) return time;
  const suggestion = suggestStepTime(found);
  const message = 'This is not a time for a step (at most 60 minutes).';
  problems.add({
    line: line.number,
    message,
    found,
    allowed: stepTimeForms,
    ...(suggestion ? { suggestion } : {}),
  });
  return fallback.time;
}
