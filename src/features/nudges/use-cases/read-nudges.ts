import { nearNow } from '#core/nudges/near-now.ts';
import { isPaused, planNudges } from '#core/nudges/plan-nudges.ts';
import type { NudgeSettings } from '#core/nudges/settings.ts';
import type { Week } from '#core/people/week.ts';
import type { SignedIn } from '#features/people/access.ts';
import { readAddress } from '#features/people/use-cases/read-address.ts';
import { allAnswered } from '#server/all-answered.ts';
import type { Tx } from '#server/database.ts';
import { findSettings } from '../store/settings.ts';
import { gatherFacts, topicsOf } from './gather-facts.ts';
import { type Beside, gatherBeside, type Known, type Topic, topicsFrom } from './gather-wanted.ts';

/** A nudge that would come, and when. Times are milliseconds since 1970. */
export interface ComingNudge {
  topic: Topic;
  at: number;
  heldBy?: 'pause' | 'cap';
}

export interface NudgePage {
  settings: NudgeSettings;
  paused: boolean;
  email: string | null;
  week: Week;
  weekTold: boolean;
  coming: ComingNudge[];
}

const shown = 5;

/** Everything on a person's own page of nudges. `now`: milliseconds since 1970. */
export async function readNudges(tx: Tx, person: SignedIn, now: number): Promise<NudgePage> {
  const { email } = await readAddress(tx, person);
  const facts = await gatherFacts(tx, person, { now });
  const { letter, later } = planNudges(facts);
  const all = [...letter.map((nudge) => ({ nudge, at: now })), ...later];
  return {
    settings: facts.settings,
    paused: isPaused(facts),
    email,
    week: facts.hours.week,
    weekTold: facts.weekTold,
    coming: all.slice(0, shown).flatMap(({ nudge, ...when }) => {
      const [topic] = topicsOf(facts.topics, [nudge]);
      return topic ? [{ topic, ...when }] : [];
    }),
  };
}

/** What the first page asks about nudges, at the same time as it asks for everything else. */
export interface NearRead extends Beside {
  settings: NudgeSettings;
}

export async function readNear(tx: Tx, person: SignedIn, now: number): Promise<NearRead> {
  const [settings, beside] = await allAnswered([findSettings(tx, person), gatherBeside(tx, person, now)]);
  return { settings, ...beside };
}

/** What stands on that page because it is near, a few. `now`: milliseconds since 1970. */
export function nearOf(read: NearRead, known: Known, { zone, now }: { zone: string; now: number }): Topic[] {
  const { settings } = read;
  const paused = isPaused({ settings, hours: { week: '', zone }, now });
  const topics = topicsFrom(read, known, zone);
  return topicsOf(topics, nearNow(topics, { settings, paused, now })).slice(0, shown);
}
