import type { SessionEvent } from '../event.ts';
import type { Challenge, Room } from '../room.ts';

type Live = Extract<Room, { status: 'running' }>;

/** What happens inside a step: cards drawn, challenges, takes, who passed, who committed. */
export function evolveStep(room: Live, { fact, at, by }: SessionEvent): Room | undefined {
  switch (fact.type) {
    case 'passed':
      return { ...room, passed: [...room.passed, { person: by, step: fact.step }] };
    case 'prompt-drawn':
      return { ...room, prompt: fact.prompt, drawnPrompts: [...room.drawnPrompts, fact.prompt] };
    case 'constraint-drawn':
      return {
        ...room,
        constraint: fact.constraint,
        drawnConstraints: [...room.drawnConstraints, fact.constraint],
      };
    case 'demonstration-taken':
      return { ...room, demonstrator: fact.by };
    case 'challenge-asked':
      return asked(room, { step: room.at, by, of: fact.of });
    case 'challenge-granted':
      return answered(room, by, 'granted');
    case 'challenge-declined':
      return answered(room, by, 'declined');
    case 'anchors-asked':
      return { ...room, anchorsAsked: true };
    case 'take-started':
      return { ...room, take: fact.take, takeStartedAt: at };
    case 'committed':
      return { ...room, committed: [...room.committed.filter((person) => person !== by), by] };
    case 'next-set':
      return { ...room, next: { startsAt: fact.startsAt, timeZone: fact.timeZone } };
    case 'words-added':
    case 'words-changed':
    case 'words-removed':
    case 'suggestion-picked':
    case 'carried-over':
      return room;
    default:
      return undefined;
  }
}

/** Logs from before an answer stood for the whole step may ask again; the first answer stands. */
function asked(room: Live, challenge: Challenge): Live {
  if (room.challenges.some(({ step, of }) => step === challenge.step && of === challenge.of)) return room;
  return { ...room, challenges: [...room.challenges, challenge] };
}

function answered(room: Live, person: string, answer: Challenge['answer'] & string): Live {
  const challenges = room.challenges.map((one) =>
    one.step === room.at && one.of === person && !one.answer ? { ...one, answer } : one,
  );
  return { ...room, challenges };
}
