/** Longest texts of an entry in the improvement plan, in characters. */
export const improvementLengths = { practises: 280, measure: 280 } as const;

/** What somebody practises, how it is seen that it works, and the next day on which somebody asks (YYYY-MM-DD). */
export interface Improvement {
  practises: string;
  measure: string;
  touchpointOn?: string;
}

/** What is known of somebody already, each where it is. */
export interface Known {
  /** Title of the skill that they are at. */
  focus?: string | undefined;
  goal?: { text: string; next?: string | undefined } | undefined;
  card?: { behaviour: string; experiment: string; criterion: string; dueOn?: string | undefined } | undefined;
  /** Day of the circle's next session. */
  nextSessionOn?: string | undefined;
}

/** What an entry begins with, so that nobody writes twice what stands elsewhere; what is not known is left empty. */
export function beginImprovement({ focus, goal, card, nextSessionOn }: Known): Improvement {
  const practises = [card?.behaviour, focus, goal?.text, card?.experiment].find(isSaid) ?? '';
  const measure = [card?.criterion, goal?.next].find(isSaid) ?? '';
  const touchpointOn = card?.dueOn ?? nextSessionOn;
  return {
    practises: practises.slice(0, improvementLengths.practises),
    measure: measure.slice(0, improvementLengths.measure),
    ...(touchpointOn && { touchpointOn }),
  };
}

function isSaid(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}
