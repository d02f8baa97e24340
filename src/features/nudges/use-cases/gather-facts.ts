import type { NudgeFacts } from '#core/nudges/plan-nudges.ts';
import { readWeek } from '#features/profiles/use-cases/read-week.ts';
import type { Actor, Tx } from '#server/database.ts';
import { listLetterTimes, listSaid } from '../store/letters.ts';
import { findSettings } from '../store/settings.ts';
import { gatherWanted, type Topic } from './gather-wanted.ts';

const eightDays = 8 * 86_400_000;

/**
 * What decides about somebody's nudges. `hold`: holds their settings until the transaction ends, so that two who plan for one
 * person follow each other. `now`: milliseconds since 1970.
 */
export async function gatherFacts(
  tx: Tx,
  reader: Actor & { timeZone: string },
  { now, hold = false }: { now: number; hold?: boolean },
): Promise<NudgeFacts & { topics: Topic[]; weekTold: boolean }> {
  const settings = await findSettings(tx, reader, hold);
  const topics = await gatherWanted(tx, reader, now);
  const { week, told } = await readWeek(tx, reader);
  const letters = await listLetterTimes(tx, reader, new Date(now - eightDays));
  return {
    ...{ settings, topics, wanted: topics, now, weekTold: told },
    hours: { week, zone: reader.timeZone },
    letters: letters.map((at) => at.getTime()),
    said: await listSaid(tx, reader, topics),
  };
}

/** The topics of these nudges, in their order. */
export function topicsOf(
  topics: readonly Topic[],
  nudges: readonly { kind: string; key: string }[],
): Topic[] {
  return nudges.flatMap(
    ({ kind, key }) => topics.find((topic) => topic.kind === kind && topic.key === key) ?? [],
  );
}
