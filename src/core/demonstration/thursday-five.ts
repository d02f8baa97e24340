import type { ToldCircle } from './story.ts';

/** Five people who met once, to name strengths, and who meet again now. */
export const thursdayFive: ToldCircle = {
  name: 'The Thursday five',
  purpose: 'Say the hard thing early, and still be someone people want to work with.',
  focusSkill: 'listening',
  members: ['mara', 'noor', 'ilya', 'ama', 'tomas'],
  consented: ['mara', 'noor', 'ilya', 'ama', 'tomas'],
  founded: 12,
  next: { inDays: 0, playbook: 'live-drill' },
  sessions: [
    {
      playbook: 'strengths-scan',
      daysAgo: 7,
      lines: {
        mara: {
          attempted: 'I told my team a day earlier than I wanted to that the date would slip.',
          harder: 'Not filling the silence afterwards.',
          strength:
            'When you said “I went and sat down next to him”, I heard somebody who makes it easy to ask for help.',
          intention:
            'In two months I would like to hear a no without arguing. Please do not tell me that I am good at it already.',
          card: {
            experiment: 'On Monday I ask “what would help most?” before I offer anything.',
            behaviour: 'Asks before suggesting',
            context: 'Monday planning with the loom team',
            criterion: 'They speak for a minute before I do.',
          },
          insight: 'I heard about my patience from somebody else for the first time.',
          habit: 'Begin with what I saw.',
          obstacle: 'I am tired on Thursdays.',
        },
        noor: {
          attempted: 'I asked the supplier what they were worried about.',
          harder: 'I had my answer ready before she had finished.',
          strength: 'You said “I wrote down what they said, not what I thought”. That is care you can see.',
          intention:
            'I want to stop softening a request until nobody notices it. From you I need honest faces.',
          card: {
            experiment: 'In the supplier call I say my request in one sentence and then count to three.',
            behaviour: 'Says the main point in one sentence',
            context: 'Wednesday supplier call',
            criterion: 'They answer the request and not something beside it.',
            assumption: 'They answer beside the point because I bury it.',
            evidence: 'If they still do after three short requests, it is something else.',
          },
          insight: 'People remember the sentence before the explanation.',
          habit: 'Write the one sentence down first.',
          obstacle: 'The call is often cut short.',
        },
        ilya: {
          attempted: 'I gave a colleague feedback on the day it happened.',
          harder: 'Keeping it to one thing.',
          strength:
            'When you told us how you waited outside the meeting room, I heard loyalty without a speech about it.',
          intention: 'I do not know yet. I am curious what you notice.',
          card: {
            experiment: 'At stand-up I say what I need in the first half minute.',
            behaviour: 'Asks early',
            context: 'Daily stand-up',
            criterion: 'Somebody offers help before lunch.',
            assumption: 'Nobody minds being asked early.',
            evidence: 'Two people who sigh before they answer.',
          },
          insight: 'Asking is shorter than coping.',
          habit: 'Say it while it is small.',
          obstacle: 'It feels like complaining.',
        },
        ama: {
          attempted: 'I said back what I had heard before I answered a complaint.',
          harder: 'My voice went up at the end.',
          strength: 'You laughed at your own mistake first. After that, everyone told the truth.',
          intention: 'I would like to disagree with Leila in the room, and not in the corridor.',
          card: {
            experiment: 'In Friday’s review I say one disagreement aloud, with what I saw.',
            behaviour: 'Says what was seen before what it means',
            context: 'Friday design review',
            criterion: 'I do not repeat it in the corridor.',
          },
          insight: 'I plan to be brave later. Later is long.',
          habit: 'One sentence, then breathe.',
          obstacle: 'The review is large.',
        },
        tomas: {
          attempted: 'I left three seconds after a question. Twice.',
          harder: 'The second one felt like ten.',
          strength:
            'You drew the plan on the back of an envelope for him. You make big things small enough to hold.',
          intention: 'I want to finish a conversation with who does what, and by when.',
          card: {
            experiment: 'I end each talk this week by asking “so who does what by when?”',
            behaviour: 'Names what happens next, and when',
            context: 'Talks with the workshop',
            criterion: 'There is a name and a day, and I was not the only one who said it.',
          },
          insight: 'Silence is a question too.',
          habit: 'End with a day of the week.',
          obstacle: 'I like to be liked.',
        },
      },
      aftermath: {
        mara: {
          outcome: 'attempted',
          note: 'They spoke for nearly two minutes. I bit my tongue.',
          felt: 3,
          seen: {
            by: 'ilya',
            text: 'On Monday you asked, and then you really waited. Jon told you the thing about the dye.',
          },
        },
      },
    },
  ],
};
