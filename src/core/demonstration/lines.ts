import type { Lines } from './story.ts';

const insights = [
  'A good question is shorter than I think.',
  'Waiting is something that I do, not something that happens.',
];

/** A card, and what its owner says at the close. */
export function card(experiment: string, context: string, criterion: string): Partial<Lines> {
  const insight = insights[experiment.length % insights.length] ?? '';
  return {
    card: { experiment, behaviour: 'Asks before suggesting', context, criterion },
    insight,
    habit: 'Write the question down before I speak.',
    obstacle: 'A full calendar.',
  };
}

/** What somebody says at the check-in. */
export function said(attempted: string, harder: string): Partial<Lines> {
  return { attempted, harder };
}

/** What they practise when they hold the focus. */
export function aim(text: string, seenBy: string): Partial<Lines> {
  return { objective: { text, seenBy } };
}

/** What they hear as an observer, and the one thing that they suggest. */
export function saw(heard: Lines['heard'], suggestion: string): Partial<Lines> {
  return { heard, suggestion };
}
