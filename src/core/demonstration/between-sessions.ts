import type { PactWords, ReportWord } from '../pacts/pact.ts';
import type { Cast } from './story.ts';

/** What a circle has between its sessions; days are counted from now. */
export interface ToldBetween {
  circle: string;
  improvements: readonly { person: Cast; practises: string; measure: string; inDays?: number }[];
  pact: PactWords & {
    by: Cast;
    daysAgo: number;
    told: readonly { person: Cast; daysAgo: number; word: ReportWord; text: string }[];
  };
  /** Raised and answered. */
  finding: {
    by: Cast;
    daysAgo: number;
    title: string;
    obstacle: string;
    change: string;
    toName: string;
    answer: string;
  };
}

export const toldBetween: readonly ToldBetween[] = [
  {
    circle: 'The Thursday five',
    improvements: [
      {
        person: 'ilya',
        practises: 'I say back the point before I answer it.',
        measure: 'The other says “yes, exactly” before I go on.',
        inDays: 5,
      },
      {
        person: 'noor',
        practises: 'I leave three breaths after a hard question.',
        measure: 'Somebody else breaks the silence.',
        inDays: 3,
      },
    ],
    pact: {
      by: 'noor',
      daysAgo: 9,
      habits: ['One open question before any advice'],
      milestones: ['Somebody outside the circle remarks on it'],
      telling: 'A word here on Fridays, and nobody asks twice.',
      told: [
        { person: 'noor', daysAgo: 2, word: 'did it', text: '' },
        {
          person: 'ilya',
          daysAgo: 2,
          word: 'partly',
          text: 'In the stand-up I had given the advice before I noticed. The second time I asked.',
        },
      ],
    },
    finding: {
      by: 'ama',
      daysAgo: 11,
      title: 'Nobody can prepare for the Monday planning',
      obstacle:
        'The list for Monday arrives on Sunday night. Half of the hour goes by until everybody has read it, and whoever disagrees has had no time to find the words.',
      change:
        'Could the list be there on Thursday at noon? We would notice by the first question in the planning: it would be about the work.',
      toName: 'Vera Sand',
      answer:
        'I did not know what Sunday costs you. From next week the list is there on Thursday evening; noon I cannot promise before the spring.',
    },
  },
];
