import type { Actor, Tx } from '#server/database.ts';
import { type Received, readByBehaviour } from './read-received.ts';

/** One behaviour as its page shows it: how often it was met, by whom last, and the newest words about it. */
export interface BehaviourMet {
  behaviour: string;
  times: number;
  last: { at: Date; by: string };
  /** `by`: where somebody else than the last said it. */
  quote?: { words: string; by: string | undefined };
}

export interface BehavioursMet {
  behaviours: BehaviourMet[];
  /** There is more, further back than was read. */
  older: boolean;
  /** What was said in sessions and stands on the page with all that it says; what is only counted is not opened. */
  opened: { id: string; ownerId: string }[];
}

/** What somebody received, by behaviour: of hundreds of words no more leaves the server than the page shows. */
export async function quoteByBehaviour(tx: Tx, actor: Actor): Promise<BehavioursMet> {
  const { groups, older } = await readByBehaviour(tx, actor);
  const shown = groups.map(({ behaviour, items }) => {
    const [last] = items as [Received, ...Received[]];
    return { behaviour, times: items.length, last, quoted: items.find((item) => wordsOf(item) !== '') };
  });
  return {
    behaviours: shown.map(({ behaviour, times, last, quoted }) => ({
      ...{ behaviour, times, last: { at: last.at, by: last.by.name } },
      ...(quoted && {
        quote: { words: wordsOf(quoted), by: quoted === last ? undefined : quoted.by.name },
      }),
    })),
    older,
    opened: shown.flatMap(({ last, quoted }) =>
      // A tick without words says no more than that it was seen, by whom and when.
      [quoted, last.body.kind === 'observation' && last !== quoted ? last : undefined].flatMap((item) =>
        item?.sessionId ? [{ id: item.id, ownerId: item.by.id }] : [],
      ),
    ),
  };
}

function wordsOf({ body }: Received): string {
  if (body.kind === 'sighting') return body.text;
  return body.kind === 'observation' ? body.quote : '';
}
