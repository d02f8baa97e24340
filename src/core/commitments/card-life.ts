import type { Outcome } from './outcome.ts';

/** What somebody said of their card at a time: `kept` when they took it along instead of saying how it went. */
export type SaidKind = 'kept' | Outcome;

export interface LifeStep {
  /** Missing where there is nothing to take back. */
  id?: string;
  kind: 'planned' | SaidKind;
  at: Date;
  words: string;
  /** How it felt, 1 to 4. */
  feeling?: number;
}

/** What the card itself says of its life. */
export interface LivedCard {
  createdAt: Date;
  outcome?: Outcome;
  outcomeAt?: Date;
  note: string;
  feeling?: number;
}

/**
 * A card's life from the day on which it was planned, oldest first. An outcome that was given before steps were written down
 * stands on the card alone, and is its last step.
 */
export function cardLife(card: LivedCard, said: readonly LifeStep[]): LifeStep[] {
  const steps = [...said].sort((one, other) => one.at.getTime() - other.at.getTime());
  const planned: LifeStep = { kind: 'planned', at: card.createdAt, words: '' };
  const { outcome, outcomeAt, note, feeling } = card;
  if (!outcome || steps.some(({ kind }) => kind === outcome)) return [planned, ...steps];
  const last = {
    kind: outcome,
    at: outcomeAt ?? card.createdAt,
    words: note,
    ...(feeling ? { feeling } : {}),
  };
  return [planned, ...steps, last];
}
