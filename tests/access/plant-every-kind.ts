import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { Audience, WordsBody, WordsKind } from '#core/session/words.ts';
import type { Identity, World } from './world.ts';

/** A body of each kind with `mark` in every one of its texts. A kind without a row here does not compile. */
const bodies: { [K in WordsKind]: (mark: string) => Extract<WordsBody, { kind: K }> } = {
  strength: (mark) => ({ kind: 'strength', text: mark }),
  intention: (mark) => ({ kind: 'intention', text: mark }),
  'check-in': (mark) => ({ kind: 'check-in', attempted: mark, harder: mark }),
  objective: (mark) => ({ kind: 'objective', text: mark, seenBy: mark }),
  observation: (mark) => ({ kind: 'observation', behaviour: 0, quote: mark, offset: 1 }),
  // Numbers only: the text that gives it away is the row's id.
  anchor: () => ({ kind: 'anchor', behaviour: 0, level: 2 }),
  phrase: (mark) => ({ kind: 'phrase', text: mark }),
  emotion: (mark) => ({ kind: 'emotion', from: mark, to: mark }),
  suggestion: (mark) => ({ kind: 'suggestion', text: mark, reworded: mark, picked: true }),
  feedback: (mark) => ({
    kind: 'feedback',
    form: 'SBI',
    parts: { situation: mark, impact: mark },
    given: true,
  }),
  rating: () => ({ kind: 'rating', value: 4 }),
  scale: (mark) => ({ kind: 'scale', value: 7, text: mark }),
  artefact: (mark) => ({ kind: 'artefact', artefact: 'text', text: mark }),
  reflection: (mark) => ({ kind: 'reflection', insight: mark, habit: mark, obstacle: mark }),
  thanks: (mark) => ({ kind: 'thanks', text: mark }),
  card: (mark) => ({
    kind: 'card',
    experiment: mark,
    behaviour: mark,
    context: mark,
    criterion: mark,
    dueOn: '2027-01-15',
  }),
};

/** Something that was planted, by a text and by the row's id, each of which only these may ever meet. */
export interface Mark {
  kind: WordsKind;
  how: string;
  text: string;
  id: string;
  readers: readonly Identity[];
}

interface Place {
  how: string;
  session: 'past' | 'running';
  audience: Audience;
  /** Not opened yet: only its author reads it, whatever its audience. */
  sealed?: true;
  readers: readonly Identity[];
}

/** `member` is the author of each, `subject` the one whom it is about. */
const places: Place[] = [
  { how: 'their own', session: 'past', audience: 'author', readers: ['member'] },
  { how: 'between two', session: 'past', audience: 'subject', readers: ['member', 'subject'] },
  { how: 'said to all', session: 'past', audience: 'session', readers: ['member', 'subject', 'former'] },
  { how: 'their own', session: 'running', audience: 'author', readers: ['member'] },
  { how: 'between two', session: 'running', audience: 'subject', readers: ['member', 'subject'] },
  { how: 'said to all', session: 'running', audience: 'session', readers: ['member', 'subject', 'newcomer'] },
  { how: 'sealed', session: 'running', audience: 'session', sealed: true, readers: ['member'] },
];

/** Words of every kind, for every audience, sealed and open, in a session that is over and in one that runs. */
export async function plantEveryKind(admin: Client, world: World): Promise<Mark[]> {
  const { member, subject } = world.people;
  const marks: Mark[] = [];
  for (const [kind, body] of Object.entries(bodies) as [WordsKind, (mark: string) => WordsBody][]) {
    for (const { how, session, audience, sealed, readers } of places) {
      const id = randomUUID();
      const text = `canary-${kind}-${id.slice(0, 8)}`;
      await admin.query(
        `INSERT INTO session_words (organisation_id, id, session_id, step, kind, author_id, subject_id, audience, body,
           created_at, released_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now(), ${sealed ? 'NULL' : 'now()'})`,
        [
          member.organisationId,
          id,
          world[session],
          world.drill,
          kind,
          member.personId,
          subject.personId,
          audience,
          JSON.stringify(body(text)),
        ],
      );
      marks.push({ kind, how: `${how}, ${session}`, text, id, readers });
    }
  }
  return marks;
}
