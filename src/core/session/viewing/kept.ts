import type { Live } from '../deciding/situation.ts';
import { focusNow } from '../roles-now.ts';
import type { RoomView } from '../view.ts';
import type { Notes } from '../view-tool.ts';
import { rowsOf, type Scene, type Started } from './scene.ts';

/** The last objective of the one who is in focus; where nobody is, the last of all. */
export function viewObjective({ room, words }: Scene<Started>): RoomView['objective'] {
  const focus = focusNow(room);
  const objectives = rowsOf(words, 'objective').filter(({ step }) => (step ?? 0) <= room.at);
  const last =
    objectives.findLast(({ author }) => author === focus) ?? (focus ? undefined : objectives.at(-1));
  return last && { id: last.id, author: last.author, text: last.body.text, seenBy: last.body.seenBy };
}

export function viewArtefacts({ words }: Scene<Started>): RoomView['artefacts'] {
  return rowsOf(words, 'artefact').map(({ id, author, body }) => ({
    id,
    author,
    artefact: body.artefact,
    text: body.text,
    ...(body.fileId ? { fileId: body.fileId } : {}),
  }));
}

/** Phrases and shifts of feeling of one planned step. */
export function viewNotes({ words }: Scene<Live>, step: number): Notes {
  return {
    phrases: rowsOf(words, 'phrase', step).map(({ id, author, body }) => ({ id, author, text: body.text })),
    emotions: rowsOf(words, 'emotion', step).map(({ id, author, body }) => ({
      id,
      author,
      from: body.from,
      to: body.to,
    })),
  };
}
