import type { Cast } from './story.ts';

/** Lines that one of the cast sent to a circle; days are counted from now. */
export interface ToldNote {
  person: Cast;
  circle: string;
  title: string;
  words: string;
  daysAgo: number;
  answer?: { person: Cast; words: string };
}

export const toldNotes: readonly ToldNote[] = [
  {
    person: 'noor',
    circle: 'The Thursday five',
    title: 'The message that I am about to send',
    words:
      '“We will not make Friday. The two of us looked at it this morning, and Tuesday is honest. What would you need from us until then?” What would you hear in it?',
    daysAgo: 1,
  },
  {
    person: 'mara',
    circle: 'The Thursday five',
    title: 'I asked before I answered',
    words:
      'Planning, this morning. He said that it would not work, and I said “what did you see?” and then nothing for a while. It took four minutes and saved us the sprint.',
    daysAgo: 4,
    answer: {
      person: 'noor',
      words: 'The “nothing for a while” is the part that I would like to learn from you.',
    },
  },
];
