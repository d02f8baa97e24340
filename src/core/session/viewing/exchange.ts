import { feedbackParts } from '../../feedback/forms.ts';
import type { Step } from '../../playbook/playbook.ts';
import type { Live } from '../deciding/situation.ts';
import { focusNow } from '../roles-now.ts';
import type { DraftTool, RatingTool, ScaleView, SuggestTool, Tool } from '../view-tool.ts';
import { type Row, rowsOf, type Scene } from './scene.ts';

export function viewSuggest({ room, viewer, words }: Scene<Live>, step: Step): SuggestTool {
  const rows = rowsOf(words, 'suggestion', room.at).map(({ id, author, subject, body }) => ({
    id,
    author,
    subject: subject ?? author,
    text: body.text,
    ...(body.reworded ? { reworded: body.reworded } : {}),
    picked: body.picked === true,
  }));
  const mine = rows.filter(({ author }) => author === viewer);
  const gives = focusNow(room) !== viewer;
  return {
    kind: 'suggest',
    number: step.suggestions,
    left: gives ? Math.max(0, step.suggestions - mine.length) : 0,
    mine,
    toMe: rows.filter(({ subject, author }) => subject === viewer && author !== viewer),
  };
}

export function viewDraft({ viewer, words }: Scene<Live>, step: Step): DraftTool {
  const form = step.form ?? 'SBI';
  const line = ({ id, author, subject, body }: Row<'feedback'>) => ({
    id,
    author,
    ...(subject ? { subject } : {}),
    form: body.form,
    parts: body.parts,
    given: body.given,
  });
  const rows = rowsOf(words, 'feedback').map(line);
  return {
    kind: 'draft',
    form,
    parts: feedbackParts[form],
    mine: rows.filter(({ author }) => author === viewer),
    toMe: rows.filter(({ author, subject }) => subject === viewer && author !== viewer),
  };
}

export function viewRating({ room, viewer, words }: Scene<Live>, step: Step): RatingTool {
  const rows = rowsOf(words, 'rating', room.at);
  return {
    kind: 'rating',
    scale: step.scale ?? { low: 1, lowLabel: '', high: 5, highLabel: '' },
    mine: rows
      .filter(({ author }) => author === viewer)
      .map(({ id, author, subject, body }) => ({ id, subject: subject ?? author, value: body.value })),
    toMe: rows
      .filter(({ author, subject }) => subject === viewer && author !== viewer)
      .map(({ id, author, body }) => ({ id, author, value: body.value })),
  };
}

export function viewScale({ room, words }: Scene<Live>, step: Step): Extract<Tool, { kind: 'scale' }> {
  const scale: ScaleView = step.scale ?? { low: 1, lowLabel: '', high: 10, highLabel: '' };
  const scales = rowsOf(words, 'scale', room.at).map(({ id, author, body }) => ({
    id,
    author,
    value: body.value,
    text: body.text,
  }));
  return { kind: 'scale', scale, scales };
}
