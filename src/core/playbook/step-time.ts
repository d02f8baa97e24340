import type { StepTime } from './playbook.ts';

/** Reads `5 minutes`, `90 seconds`, `2 minutes each` or `4 minutes per focus owner`; undefined when it is none of these. */
export function readStepTime(text: string): StepTime | undefined {
  const match = /^(\d{1,4}) (minute|second)s?( each| per focus owner)?$/.exec(text);
  if (!match) return undefined;
  const seconds = Number(match[1]) * (match[2] === 'minute' ? 60 : 1);
  if (seconds < 1 || seconds > longestStep) return undefined;
  return { per: match[3] === ' each' ? 'turn' : match[3] ? 'focus' : 'circle', seconds };
}

/** Prints what `readStepTime` reads; minutes whenever they are whole. */
export function printStepTime({ per, seconds }: StepTime): string {
  const [count, unit] = seconds % 60 === 0 ? [seconds / 60, 'minute'] : [seconds, 'second'];
  return `${count} ${unit}${count === 1 ? '' : 's'}${perWords[per]}`;
}

/** A well-written time near to what was found: `1.5 min per person` gives `90 seconds each`. */
export function suggestStepTime(found: string): string | undefined {
  const match = /(\d{1,4}(?:[.,]\d{1,2})?)\s{0,3}(m|s|h|$)/i.exec(found);
  if (!match) return undefined;
  const unit = { s: 1, h: 3600 }[(match[2] ?? '').toLowerCase()] ?? 60;
  const seconds = Math.round(Number((match[1] ?? '').replace(',', '.')) * unit);
  if (seconds < 1 || seconds > longestStep) return undefined;
  const per = /focus/i.test(found) ? 'focus' : /each|person|turn/i.test(found) ? 'turn' : 'circle';
  return printStepTime({ per, seconds });
}

/** How times are written, for messages. */
export const stepTimeForms = ['5 minutes', '90 seconds', '2 minutes each', '4 minutes per focus owner'];

/** Seconds; a step longer than an hour is a slip of the pen. */
export const longestStep = 3600;

const perWords = { circle: '', turn: ' each', focus: ' per focus owner' };
