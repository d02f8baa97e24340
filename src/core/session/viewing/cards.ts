import type { Live } from '../deciding/situation.ts';
import type { RoomContext } from '../room.ts';
import type { CardDraft, CardLine, CheckInTool, CommitTool, Tool } from '../view-tool.ts';
import { rowsOf, type Scene } from './scene.ts';

/** Starts from last time's cards: mine first, then the others'. */
export function viewCheckIn({ room, context, viewer, words }: Scene<Live>): CheckInTool {
  const cards = context.openCards.map(cardLine);
  const myCard = cards.find(({ owner }) => owner === viewer);
  const answers = rowsOf(words, 'check-in', room.at).map(({ id, author, body }) => ({
    id,
    author,
    attempted: body.attempted,
    harder: body.harder,
  }));
  const mine = answers.find(({ author }) => author === viewer);
  return {
    kind: 'check-in',
    ...(myCard ? { myCard } : {}),
    cards: cards.filter(({ owner }) => owner !== viewer),
    ...(mine ? { mine: { id: mine.id, attempted: mine.attempted, harder: mine.harder } } : {}),
    answers,
  };
}

/** One card each; who has committed none is not told apart from who passed. */
export function viewCommit({ room, context, viewer, words }: Scene<Live>): CommitTool {
  const myCard = context.openCards.find(({ owner, hasOutcome }) => owner === viewer && !hasOutcome);
  const typed = rowsOf(words, 'card').map(
    ({ id, author, subject, body: { kind: _, ...card } }): CardDraft => ({
      id,
      author,
      subject: subject ?? author,
      ...card,
    }),
  );
  const today = context.openCards.filter(({ owner }) => room.committed.includes(owner));
  return {
    kind: 'commit',
    ...(myCard ? { myCard: cardLine(myCard) } : {}),
    committedToday: room.committed.includes(viewer),
    typedForMe: typed.filter(({ subject }) => subject === viewer),
    typedByMe: typed.filter(({ author, subject }) => author === viewer && subject !== viewer),
    cards: today.map(cardLine),
  };
}

export function viewReflect({
  room,
  context,
  viewer,
  words,
}: Scene<Live>): Extract<Tool, { kind: 'reflect' }> {
  const reflections = rowsOf(words, 'reflection').map(({ id, author, body: { kind: _, ...said } }) => ({
    id,
    author,
    ...said,
  }));
  const mine = reflections.find(({ author }) => author === viewer);
  const open = context.openCards.some(({ owner, hasOutcome }) => owner === viewer && !hasOutcome);
  const card = room.committed.includes(viewer) ? 'committed-today' : open ? 'open' : 'none';
  return { kind: 'reflect', ...(mine ? { mine } : {}), reflections, card };
}

function cardLine({ id, owner, experiment, context, criterion }: RoomContext['openCards'][number]): CardLine {
  return { id, owner, experiment, context, criterion };
}
