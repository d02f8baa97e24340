import type { EntryText } from '../journal/entry.ts';
import type { Cast } from './story.ts';

/** An entry in somebody's journal, and how far its dial is turned; days are counted from now. */
export interface ToldEntry {
  person: Cast;
  daysAgo: number;
  text: Partial<EntryText>;
  /** Nobody reads it but its author where this is not said. */
  sharedWith?: { circle: string } | { partner: Cast };
}

export const toldEntries: readonly ToldEntry[] = [
  {
    person: 'mara',
    daysAgo: 4,
    text: {
      context: 'Planning, and the estimate that nobody believed in.',
      action: 'I asked “what did you see?” and counted the tiles behind his head.',
      result: 'He told us about the migration. Nobody had known.',
      changed: 'I have a question now that is not a trap.',
    },
    sharedWith: { circle: 'The Thursday five' },
  },
  {
    person: 'mara',
    daysAgo: 9,
    text: {
      context: 'One-to-one with somebody who wants to leave.',
      feelings: 'I wanted to talk them out of it before they had finished the sentence.',
    },
    sharedWith: { partner: 'noor' },
  },
  {
    person: 'mara',
    daysAgo: 2,
    text: { feelings: 'Tired, and glad of it.', keep: 'Leave the laptop closed for the first five minutes.' },
  },
  {
    person: 'noor',
    daysAgo: 1,
    text: {
      context: 'The message about Friday.',
      action: 'I wrote it three times, and sent the shortest.',
      matters: 'They answered with a date instead of a question.',
    },
    sharedWith: { circle: 'The Thursday five' },
  },
];

/** A text for everyone in the organisation. */
export const toldStory = {
  person: 'mara',
  daysAgo: 3,
  title: 'Four minutes that saved a sprint',
  text: 'I used to answer first. In our circle somebody ticked, in silence, how often I did: nine times in ten minutes. So for a week I asked “what did you see?” before I said anything. Once it took four minutes until the real reason came. It was worth the sprint.',
} as const satisfies { person: Cast; daysAgo: number; title: string; text: string };
