import type { BoardCard } from '../use-cases/read-board.ts';

const names = [
  'experiment',
  'behaviour',
  'context',
  'criterion',
  'assumption',
  'evidence',
  'dueOn',
  'moment',
] as const;

/** What the fields of a card's form hold. */
export type CardFields = Record<(typeof names)[number], string>;

/** A card as its fields show it; `moment`: when its meeting is, as a field takes it. */
export function fieldsOf(card: BoardCard, moment: string): CardFields {
  const { experiment, behaviour, context, criterion, assumption, evidence, dueOn = '' } = card;
  return { experiment, behaviour, context, criterion, assumption, evidence, dueOn, moment };
}

/** Whether both say the same; blanks round a text are not kept anyway, and lines may end in either way. */
export function sameFields(one: CardFields, other: CardFields): boolean {
  const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim();
  return names.every((name) => plain(one[name]) === plain(other[name]));
}
