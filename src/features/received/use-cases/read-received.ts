import { newestFirst, type Place, printPlace } from '#core/received/place.ts';
import {
  type BehaviourGroup,
  byBehaviour,
  type Findable,
  isWanted,
  type ReceivedKind,
  receivedAs,
  sessionKinds,
} from '#core/received/received.ts';
import type { WordsBody, WordsKind } from '#core/session/words.ts';
import { readSightingsOfMine } from '#features/commitments/use-cases/read-sightings-of-mine.ts';
import { readReceivedWords } from '#features/sessions/use-cases/read-received-words.ts';
import type { Actor, Tx } from '#server/database.ts';
import type { FeedAsked } from '../input.ts';

/** Something that somebody gave the reader. */
export interface Received extends Findable {
  at: Date;
  by: { id: string; name: string };
  circle: { id: string; name: string };
  /** The reader may go to that circle's board. */
  member?: boolean;
  /** Where it was said; nothing for what was seen in the wild. */
  sessionId?: string;
  /** What was said, or, of a sighting, the words and the experiment that they are about. */
  body: WordsBody | { kind: 'sighting'; text: string; experiment: string };
}

export interface Feed {
  items: Received[];
  /** Where the next page begins; nothing where all was read. */
  older?: string;
}

const onAPage = 20;
/** Words are sealed, so that looking for some of them means opening all: so many at once, and so many at most. */
const batch = 200;
const mostOpened = 2000;

/**
 * One page of what somebody received, newest first, for that person alone. It costs as much as a page; looking for a behaviour
 * or for words opens their own further back, and nobody else's.
 */
export async function readReceived(tx: Tx, actor: Actor, asked: FeedAsked): Promise<Feed> {
  const looks = asked.behaviour !== '' || asked.words.trim() !== '';
  const items: Received[] = [];
  let { before } = asked;
  for (let opened = 0; opened < mostOpened; opened += batch) {
    const read = await readBatch(tx, actor, { ...asked, before, limit: looks ? batch : onAPage + 1 });
    for (const item of read.items) {
      if (!isWanted(item, asked)) continue;
      if (items.length === onAPage) return { items, older: printPlace(items[onAPage - 1] as Received) };
      items.push(item);
    }
    if (!read.last) return { items };
    before = read.last;
    if (!looks) break;
  }
  return { items, ...(before && { older: printPlace(before) }) };
}

/** What was received about each behaviour, the one last met first; `older`: there is more, further back than is read. */
export async function readByBehaviour(
  tx: Tx,
  actor: Actor,
  most = mostOpened,
): Promise<{ groups: BehaviourGroup<Received>[]; older: boolean }> {
  const { items, last } = await readBatch(tx, actor, { limit: most });
  return { groups: byBehaviour(items), older: last !== undefined };
}

/** Both sources, as far as both were read. */
async function readBatch(
  tx: Tx,
  actor: Actor,
  { kind, before, limit }: { kind?: ReceivedKind; before?: Place | undefined; limit: number },
): Promise<{ items: Received[]; last?: Place }> {
  const words = await readReceivedWords(tx, actor, { kinds: wordsKinds(kind), before, limit });
  const seen =
    kind === undefined || kind === 'sighting'
      ? await readSightingsOfMine(tx, actor, { before, limit })
      : { received: [] };
  const items = [...words.received.flatMap(fromSession), ...seen.received.map(fromCard)].sort(newestFirst);
  // What one source has not read yet may stand before what the other has.
  const [last] = [words.last, seen.last].filter((place) => place !== undefined).sort(newestFirst);
  if (!last) return { items };
  return { items: items.filter((item) => newestFirst(item, last) <= 0), last };
}

function wordsKinds(kind: ReceivedKind | undefined): readonly WordsKind[] {
  if (kind === undefined) return Object.values(sessionKinds).flat();
  return kind === 'sighting' ? [] : sessionKinds[kind];
}

type Words = Awaited<ReturnType<typeof readReceivedWords>>['received'][number];

function fromSession({ body, skill: _, ...words }: Words): Received[] {
  const kind = receivedAs(body.kind);
  return kind
    ? [{ ...words, kind, body, said: `${textsIn(body)} ${words.by.name} ${words.circle.name}` }]
    : [];
}

/** Every text of it, for looking through. */
function textsIn(body: WordsBody): string {
  return Object.entries(body)
    .filter(([name]) => name !== 'kind' && name !== 'form')
    .flatMap(([, value]) => (typeof value === 'object' ? Object.values(value) : [value]))
    .filter((value) => typeof value === 'string')
    .join(' ');
}

function fromCard(seen: Awaited<ReturnType<typeof readSightingsOfMine>>['received'][number]): Received {
  const { id, moment, at, behaviour, author, author_id, circle, circle_id, member, text, experiment } = seen;
  return {
    ...{ id, moment, at, kind: 'sighting' as const },
    ...(behaviour && { behaviour }),
    by: { id: author_id, name: author },
    circle: { id: circle_id, name: circle },
    member,
    body: { kind: 'sighting', text, experiment },
    said: `${text} ${experiment} ${author} ${circle}`,
  };
}
