import type { LifeStep } from '#core/commitments/card-life.ts';
import type { Outcome } from '#core/commitments/outcome.ts';
import { dateFormat } from '#core/time/date-format.ts';
import { m } from '#messages';

/** What became of a card, in one word on its tag. */
export function outcomeWord(outcome: Outcome | undefined): string {
  switch (outcome) {
    case 'attempted':
      return m.commitments_outcome_attempted();
    case 'learned':
      return m.commitments_outcome_learned();
    case 'adjusted':
      return m.commitments_outcome_adjusted();
    case 'let go':
      return m.commitments_outcome_let_go();
    default:
      return m.commitments_outcome_planned();
  }
}

/** A step of a card's life, as it stands beside its day. */
export function stepWord(kind: LifeStep['kind']): string {
  switch (kind) {
    case 'kept':
      return m.cards_step_kept();
    case 'attempted':
      return m.cards_step_attempted();
    case 'learned':
      return m.cards_step_learned();
    case 'adjusted':
      return m.cards_step_adjusted();
    case 'let go':
      return m.cards_step_let_go();
    default:
      return m.cards_step_planned();
  }
}

/** A warm word for a card that lived: trying counts as much as it working. Undefined for the others. */
export function warmWord(outcome: Outcome | undefined): string | undefined {
  if (outcome === 'attempted') return m.cards_tried();
  if (outcome === 'learned') return m.cards_learned();
  return outcome === 'let go' ? m.cards_let_go() : undefined;
}

/** A calendar day (YYYY-MM-DD) as one says it; with its year where that is not this one. */
export function dueDay(day: string, { locale, now }: { locale: string; now: Date }): string {
  const at = new Date(`${day}T12:00:00Z`);
  const year = at.getUTCFullYear() === now.getUTCFullYear() ? undefined : 'numeric';
  const format = { weekday: 'long', day: 'numeric', month: 'long', year, timeZone: 'UTC' } as const;
  return dateFormat(locale, format).format(at);
}

/** A moment as a day where the reader is; `year`: with its year, for what may be long ago. */
export function dayOf(
  at: Date,
  { locale, zone, year = false }: { locale: string; zone: string; year?: boolean },
): string {
  const long = year ? ({ year: 'numeric' } as const) : {};
  return dateFormat(locale, { day: 'numeric', month: 'long', ...long, timeZone: zone }).format(at);
}

/** Where and until when the card is lived with: "Planning · until Tuesday 24 November". Empty when neither is said. */
export function whereAndWhen(
  card: { context: string; dueOn?: string },
  reader: { locale: string; now: Date },
): string {
  const until = card.dueOn && m.commitments_until({ day: dueDay(card.dueOn, reader) });
  return [card.context, until].filter(Boolean).join(' · ');
}

/** A refusal as a sentence that says what to do; undefined for reasons that are not about a card. */
export function refusalSentence(reason: string): string {
  switch (reason) {
    case 'empty':
      return m.commitments_refusal_empty();
    case 'too-long':
      return m.commitments_refusal_too_long();
    case 'bad-date':
      return m.commitments_refusal_bad_date();
    case 'date-past':
      return m.commitments_refusal_date_past();
    case 'bad-moment':
      return m.nudges_refusal_moment();
    case 'open-card':
      return m.commitments_refusal_open_card();
    case 'changed-meanwhile':
      return m.cards_refusal_changed();
    case 'not-sent':
      return m.cards_not_sent();
    case 'no-open-card':
      return m.commitments_refusal_no_open_card();
    case 'circle-closed':
      return m.commitments_refusal_circle_closed();
    case 'no-outcome':
      return m.commitments_refusal_no_outcome();
    case 'note-too-long':
      return m.commitments_refusal_note_too_long();
    case 'sighting-empty':
      return m.commitments_refusal_sighting_empty();
    case 'sighting-too-long':
      return m.commitments_refusal_sighting_too_long();
    case 'card-gone':
      return m.commitments_refusal_card_gone();
    case 'own-card':
      return m.commitments_refusal_own_card();
    default:
      return m.commitments_refusal_other();
  }
}
