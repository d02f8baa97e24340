import type { ToldCircle } from './story.ts';

/** Three people who have not met yet: the agreement waits for the last of them. */
export const newOnTheLoom: ToldCircle = {
  name: 'New on the loom',
  purpose: 'Find our feet, and ask the questions that one only dares to ask in the first year.',
  focusSkill: 'asking for help',
  members: ['bruno', 'noor', 'kenji'],
  consented: ['bruno', 'noor'],
  founded: 2,
  sessions: [],
};
