import type { Cast } from './story.ts';

/** A goal of one of the cast; days are counted from now. `sharedWith` names a circle, or another of the cast. */
export interface ToldGoal {
  person: Cast;
  text: string;
  reason: string;
  distance: number;
  daysAgo: number;
  inDays: number;
  milestones: readonly { text: string; inDays?: number; reached?: true }[];
  sharedWith?: { circle: string } | { partner: Cast };
  /** The circle on whose board their open card is a step towards it. */
  cardIn?: string;
}

export const toldGoals: readonly ToldGoal[] = [
  {
    person: 'mara',
    text: 'When somebody tells me no, I ask one question before I say anything else.',
    reason: 'People have stopped telling me what will not work. I want to hear it while it is small.',
    distance: 2,
    daysAgo: 10,
    inDays: 67,
    milestones: [
      { text: 'Noor hears me ask “what would help most?” on a Monday', reached: true },
      { text: 'Two people say no to me in planning, and I have written down why', inDays: 21 },
      { text: 'Somebody tells me about a delay before I ask', inDays: 60 },
    ],
    cardIn: 'The Thursday five',
  },
  {
    person: 'ama',
    text: 'I disagree in the room, with what I saw, and not in the corridor.',
    reason: '',
    distance: 3,
    daysAgo: 6,
    inDays: 50,
    milestones: [
      { text: 'In one Friday review I say one disagreement aloud', inDays: 6 },
      { text: 'Leila asks me what I think before I offer it', inDays: 40 },
    ],
    sharedWith: { circle: 'The Thursday five' },
    cardIn: 'The Thursday five',
  },
  {
    person: 'leila',
    text: 'In the pricing call others speak first, and I decide with what they said.',
    reason: '',
    distance: 2,
    daysAgo: 40,
    inDays: 20,
    milestones: [
      { text: 'Two views are on the table before mine', reached: true },
      { text: 'Bruno sets the agenda of one call', reached: true },
      { text: 'I leave a call with a price that was not my first', inDays: 12 },
    ],
    sharedWith: { partner: 'wren' },
  },
];
