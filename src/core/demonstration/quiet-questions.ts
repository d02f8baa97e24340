import { card } from './lines.ts';
import { quietDrills } from './quiet-drills.ts';
import type { ToldCircle } from './story.ts';

/** A circle in the middle of its rhythm: four sessions in eight weeks, cards that went one way or the other. */
export const quietQuestions: ToldCircle = {
  name: 'Quiet questions',
  purpose: 'Ask one more question before we give our view.',
  focusSkill: 'asking',
  members: ['wren', 'leila', 'bruno', 'ama'],
  consented: ['wren', 'leila', 'bruno', 'ama'],
  founded: 62,
  next: { inDays: 3 },
  cycle: {
    daysAgo: 50,
    outcome: 'In our meetings the first answer is a question.',
    criteria: [
      'Each of us hears a view that we had not thought of',
      'Somebody outside of the circle asks what we do differently',
    ],
    sessions: 6,
  },
  sessions: [
    {
      playbook: 'strengths-scan',
      daysAgo: 58,
      lines: {
        wren: {
          ...card(
            'I ask the new apprentice one open question a day.',
            'At the warping frame',
            'She asks one back.',
          ),
        },
        leila: {
          ...card(
            'I write my first answer down and do not say it.',
            'Tuesday pricing call',
            'I hear two other views first.',
          ),
        },
        bruno: {
          ...card(
            'I ask “what have you tried?” before I help.',
            'Help at the dye bench',
            'They name something that I did not know.',
          ),
        },
        ama: {
          ...card(
            'I say back what I heard before I answer.',
            'Customer calls',
            'The customer says “exactly” once.',
          ),
        },
      },
      aftermath: {
        wren: { outcome: 'attempted', note: 'Three days of five. She asked me why I always stand.', felt: 3 },
        leila: {
          outcome: 'learned',
          note: 'My first answer was right once and wrong twice. Good to know.',
          felt: 3,
          seen: { by: 'bruno', text: 'You had the pen in your hand and let Yusuf finish. He noticed.' },
        },
        bruno: {
          outcome: 'adjusted',
          note: '“What have you tried?” sounded like a test. “Show me where it sticks” works.',
          felt: 2,
        },
        ama: {
          outcome: 'attempted',
          note: 'One “exactly”, and one “no, not at all”, which was better.',
          felt: 4,
        },
      },
    },
    ...quietDrills,
  ],
};
