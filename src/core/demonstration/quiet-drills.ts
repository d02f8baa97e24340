import { aim, card, said, saw } from './lines.ts';
import type { ToldSession } from './story.ts';

/** Three live drills of a circle that knows each other by now. */
export const quietDrills: ToldSession[] = [
  {
    playbook: 'live-drill',
    daysAgo: 44,
    lines: {
      wren: {
        ...said('I asked her about the selvedge instead of showing her.', 'Standing still while she looked.'),
        ...aim('I ask the floor lead why the rota changed.', 'My question has no answer hidden in it.'),
        ...saw(
          [
            [48, 'So what would you like to happen?'],
            [131, 'I hear that the Friday was a surprise.'],
          ],
          'After his no, leave one breath before the next question.',
        ),
        ...card(
          'In the handover I ask one question that I cannot answer myself.',
          'Night handover',
          'The answer changes what I do.',
        ),
      },
      leila: {
        ...said('I kept my answer on paper.', 'Reading it later without feeling clever.'),
        ...aim(
          'I am telling Yusuf that his sketch will not be made.',
          'I ask what mattered to him in it before I explain.',
        ),
        ...saw(
          [
            [72, 'What mattered most to you in it?'],
            [205, 'Tell me more about the border.'],
          ],
          'Begin with the question. The apology can wait.',
        ),
        ...card(
          'Before I explain a decision I ask what mattered to the other.',
          'Talk with Yusuf',
          'I can say it back in his words.',
        ),
      },
      bruno: {
        ...said('I said “show me where it sticks” four times.', 'It takes longer, the first time.'),
        ...aim(
          'A customer wants Friday, and Friday is gone.',
          'I ask what Friday was for before I offer Tuesday.',
        ),
        ...saw(
          [
            [95, 'And what was Friday for?'],
            [160, '... (four seconds of nothing)'],
          ],
          'Say the date once, and do not take it back with a joke.',
        ),
        ...card(
          'When a date is lost I ask what it was for.',
          'Customers this week',
          'One of them takes another date gladly.',
        ),
      },
      ama: {
        ...said('I said it back, and was wrong, and that helped.', 'Not defending my first hearing.'),
        ...aim('I disagree with a price in front of others.', 'I say what I saw before what I think.'),
        ...saw(
          [[110, 'Help me see it from where you sit.']],
          'Ask your question, and then put the pen down.',
        ),
        ...card(
          'In the price round I ask before I object.',
          'Monthly price round',
          'I learn one reason that I did not know.',
        ),
      },
    },
    aftermath: {
      wren: {
        outcome: 'learned',
        note: 'The question that I could not answer was about my own rota.',
        felt: 3,
      },
      leila: {
        outcome: 'attempted',
        note: 'He said that it was his grandmother’s pattern. We are making it smaller.',
        felt: 4,
        seen: {
          by: 'ama',
          text: 'Yusuf told me that you asked about the pattern first. He walked differently.',
        },
      },
      bruno: { outcome: 'let go', note: 'Nobody lost a date this week. I can live with that.', felt: 2 },
      ama: { outcome: 'adjusted', note: 'Asked after I objected. Half way.', felt: 2 },
    },
  },
  {
    playbook: 'live-drill',
    daysAgo: 30,
    lines: {
      wren: {
        ...said('I asked about the rota and then I changed it.', 'Admitting that it was my own doing.'),
        ...aim(
          'I ask for two days off in a busy month.',
          'I say it in one sentence and leave three seconds.',
        ),
        ...saw(
          [
            [33, 'I would like the ninth and the tenth off.'],
            [140, 'What would make that possible?'],
          ],
          'Let them do the sums. You need not.',
        ),
        ...card(
          'I ask for what I need without a reason attached.',
          'With the floor lead',
          'One sentence, one answer.',
        ),
      },
      leila: {
        ...said('I asked what mattered, and could say it back.', 'The part of me that wanted to be done.'),
        ...aim('I ask the mill for a smaller first batch.', 'I ask for it once, without “just”.'),
        ...saw(
          [
            [61, 'One sentence, then you waited.'],
            [180, '“What would make that possible?”, and he thought about it.'],
          ],
          'Keep the question. Drop “if it is not too much”.',
        ),
        ...card(
          'I stop saying “just” before a request.',
          'E-mails to the mill',
          'Not one “just” on Friday evening.',
        ),
      },
      bruno: {
        ...said('Nothing to try it on.', 'Waiting for a problem is odd.'),
        ...aim('I tell a customer that the blue will not come back.', 'I ask what the blue was for.'),
        ...saw(
          [[90, 'You looked at the floor, and then up, and asked again.']],
          'Ask it again in the same words. It was clear the first time.',
        ),
        ...card(
          'I ask the same question twice before I rephrase it.',
          'Bench talks',
          'The second time brings something new.',
        ),
      },
      ama: {
        ...said('I asked late, and still learned something.', 'My objection was quicker than I was.'),
        ...aim(
          'I ask for the reason behind a price that I do not like.',
          'I say my guess only when they ask for it.',
        ),
        ...saw(
          [[120, 'Nobody spoke for five seconds. Then he said yes to one of the days.']],
          'Name what happens next before you say thank you.',
        ),
        ...card('I count two breaths before I object.', 'Price round', 'Somebody else says it first.'),
      },
    },
    aftermath: {
      wren: {
        outcome: 'attempted',
        note: 'Got one day. Felt like ten.',
        felt: 4,
        seen: { by: 'leila', text: 'You asked, and then you let the quiet stand. I learned from that.' },
      },
      leila: { outcome: 'learned', note: 'Eleven of them on Monday. Two on Friday.', felt: 3 },
      bruno: { outcome: 'attempted', note: 'The second time she said “fine, it is the tension”.', felt: 3 },
      ama: { outcome: 'attempted', note: 'Somebody else did say it.', felt: 4 },
    },
  },
  {
    playbook: 'live-drill',
    daysAgo: 11,
    lines: {
      wren: {
        ...said('I asked for a thing and stopped talking.', 'The stopping.'),
        ...aim(
          'I tell the apprentice that her cloth has a fault.',
          'I ask what she sees before I say what I see.',
        ),
        ...saw(
          [
            [52, 'What did you hope I would say?'],
            [199, 'So Tuesday it is, and I write it up.'],
          ],
          'You asked two questions in one. The first was the good one.',
        ),
        ...card(
          'One question at a time, with a full stop after it.',
          'Apprentice talks',
          'She answers the one that I asked.',
        ),
      },
      leila: {
        ...said('Two on Friday, down from eleven.', 'Noticing it as I type.'),
        ...aim(
          'The mill is late for the third time.',
          'I ask what is in their way before I say what it costs us.',
        ),
        ...saw([[77, 'What is in the way, on your side?']], 'Say the cost in one number, and then stop.'),
        ...card(
          'I ask the mill what is in the way before I say what it costs us.',
          'Thursday call with the mill',
          'I hear one thing that we can change.',
        ),
      },
      bruno: {
        ...said('I asked the same thing twice.', 'It felt rude and was not.'),
        ...aim('A colleague keeps correcting my notes.', 'I ask what they are careful about.'),
        ...saw(
          [
            [64, 'What are you being careful about?'],
            [150, 'I would miss that, too.'],
          ],
          'Thank them for the care before you ask for the change.',
        ),
        ...card(
          'I thank somebody for their care before I ask them to stop.',
          'Notes of the bench',
          'They stop, and still talk to me.',
        ),
      },
      ama: {
        ...said('I counted two breaths.', 'They were short breaths.'),
        ...aim(
          'I tell Leila in the room that I see it differently.',
          'One sentence about what I saw, then a question.',
        ),
        ...saw(
          [[88, 'I saw three returns. What did you see?']],
          'Keep your hands still when you ask. It reads as meaning it.',
        ),
        ...card(
          'In the room, not in the corridor: one disagreement, as a question.',
          'Design review',
          'It is over when I leave the room.',
        ),
      },
    },
    aftermath: {
      bruno: {
        outcome: 'attempted',
        note: 'They stopped, and brought cake. I did not ask for cake.',
        felt: 4,
      },
    },
  },
];
