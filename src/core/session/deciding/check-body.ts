import { cardLengths } from '../../commitments/check-card.ts';
import { feedbackParts } from '../../feedback/forms.ts';
import type { Step } from '../../playbook/playbook.ts';
import type { Refusal } from '../refusal.ts';
import type { WordsBody } from '../words.ts';

/** Longest words, in characters. */
export const longest = { text: 600, quote: 300, feeling: 60, artefact: 4000, part: 600 };

/** What is wrong with a body; `step` is the playbook's step that it belongs to. */
export function bodyProblem(body: WordsBody, step: Step | undefined): Refusal | undefined {
  switch (body.kind) {
    case 'strength':
    case 'intention':
    case 'phrase':
    case 'thanks':
    case 'suggestion':
      return needed('text', body.text, longest.text);
    case 'check-in':
      return (
        oneOf({ attempted: body.attempted, harder: body.harder }) ??
        fits('attempted', body.attempted, longest.text) ??
        fits('harder', body.harder, longest.text)
      );
    case 'objective':
      return needed('text', body.text, longest.text) ?? fits('seenBy', body.seenBy, longest.text);
    case 'observation':
      return observationProblem(body, step);
    case 'anchor':
      return (
        within('behaviour', body.behaviour, { least: 0, most: (step?.behaviours.length ?? 0) - 1 }) ??
        within('level', body.level, { least: 1, most: 4 })
      );
    case 'emotion':
      return needed('from', body.from, longest.feeling) ?? needed('to', body.to, longest.feeling);
    case 'feedback':
      return feedbackProblem(body);
    case 'rating':
      return within('value', body.value, scaleOf(step, { low: 1, high: 5 }));
    case 'scale':
      return (
        within('value', body.value, scaleOf(step, { low: 1, high: 10 })) ??
        fits('text', body.text, longest.text)
      );
    case 'artefact':
      return artefactProblem(body);
    case 'reflection':
      return (
        oneOf({ insight: body.insight, habit: body.habit, obstacle: body.obstacle }) ??
        fits('insight', body.insight, longest.text) ??
        fits('habit', body.habit, longest.text) ??
        fits('obstacle', body.obstacle, longest.text)
      );
    case 'card':
      return (
        needed('experiment', body.experiment, cardLengths.experiment) ??
        fits('behaviour', body.behaviour, cardLengths.behaviour) ??
        fits('context', body.context, cardLengths.context) ??
        fits('criterion', body.criterion, cardLengths.criterion) ??
        fits('dueOn', body.dueOn, 10) ??
        fits('assumption', body.assumption ?? '', cardLengths.assumption) ??
        fits('evidence', body.evidence ?? '', cardLengths.evidence)
      );
  }
}

function observationProblem(
  body: Extract<WordsBody, { kind: 'observation' }>,
  step: Step | undefined,
): Refusal | undefined {
  if (body.behaviour === undefined && !body.quote.trim()) return { refusal: 'empty', field: 'quote' };
  const behaviours = { least: 0, most: (step?.behaviours.length ?? 0) - 1 };
  return (
    (body.behaviour === undefined ? undefined : within('behaviour', body.behaviour, behaviours)) ??
    fits('quote', body.quote, longest.quote) ??
    within('offset', Math.floor(body.offset), { least: 0, most: 86_400_000 })
  );
}

/** A draft may be half written; giving it asks for the required parts. */
function feedbackProblem(body: Extract<WordsBody, { kind: 'feedback' }>): Refusal | undefined {
  const known = feedbackParts[body.form]?.map(({ part }) => part) ?? [];
  const unknown = Object.keys(body.parts).find((part) => !known.includes(part));
  if (unknown !== undefined) return { refusal: 'unknown-part', part: unknown };
  for (const [part, text] of Object.entries(body.parts)) {
    const long = fits(part, text, longest.part);
    if (long) return long;
  }
  return oneOf(body.parts);
}

/** The required part of a form that is still empty. */
export function missingPart({ form, parts }: Extract<WordsBody, { kind: 'feedback' }>): Refusal | undefined {
  const missing = feedbackParts[form].find(({ part, required }) => required && !parts[part]?.trim());
  return missing && { refusal: 'empty', field: missing.part };
}

function artefactProblem(body: Extract<WordsBody, { kind: 'artefact' }>): Refusal | undefined {
  if (body.artefact === 'image') {
    return body.fileId ? fits('text', body.text, longest.text) : { refusal: 'empty', field: 'fileId' };
  }
  const wrong = needed('text', body.text, longest.artefact);
  if (wrong) return wrong;
  // Never fetched by us; anything but the web could run in the reader's browser.
  return body.artefact === 'link' && !/^https?:\/\/[^\s/]+\S*$/i.test(body.text)
    ? { refusal: 'bad-link' }
    : undefined;
}

function scaleOf(
  step: Step | undefined,
  usual: { low: number; high: number },
): { least: number; most: number } {
  const { low, high } = step?.scale ?? usual;
  return { least: low, most: high };
}

function needed(field: string, text: string, most: number): Refusal | undefined {
  return text.trim() ? fits(field, text, most) : { refusal: 'empty', field };
}

function fits(field: string, text: string, most: number): Refusal | undefined {
  return text.length > most ? { refusal: 'too-long', field, most } : undefined;
}

function oneOf(fields: Record<string, string>): Refusal | undefined {
  const names = Object.keys(fields);
  return names.some((name) => fields[name]?.trim())
    ? undefined
    : { refusal: 'empty', field: names[0] ?? 'text' };
}

function within(
  field: string,
  value: number,
  { least, most }: { least: number; most: number },
): Refusal | undefined {
  const fine = Number.isInteger(value) && value >= least && value <= most;
  return fine ? undefined : { refusal: 'out-of-range', field, least, most: Math.max(least, most) };
}
