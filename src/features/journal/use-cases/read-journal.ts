import { localDay } from '#core/circles/local-day.ts';
import { openingOf, saysAll } from '#core/journal/entry.ts';
import { type Month, monthOf } from '#core/journal/month.ts';
import { toldAt } from '#features/commitments/use-cases/told-at.ts';
import { practisedAt } from '#features/ladders/use-cases/practised-at.ts';
import type { SignedIn } from '#features/people/access.ts';
import { heldAt } from '#features/sessions/use-cases/held-at.ts';
import type { Tx } from '#server/database.ts';
import { type EntryRow, findEntry, listEntries } from '../store/entries.ts';

export interface ListedEntry {
  id: string;
  day: string;
  opening: string;
}

/** What somebody did for their practice on a day. */
export type Trace = 'session' | 'exercise' | 'experiment' | 'entry';

export interface JournalPage {
  today: string;
  month: Month;
  /** By day; days without anything are not in it. Nothing while words are looked for: no month is shown then. */
  traces: Record<string, Trace[]>;
  /** Those of the month, or those that say what is looked for. */
  entries: ListedEntry[];
  words: string;
}

/** A month of the journal, or what is found in all of it. `now`: milliseconds since 1970. */
export async function readJournal(
  tx: Tx,
  actor: SignedIn,
  { month: asked, words, now }: { month?: string | undefined; words: string; now: number },
): Promise<JournalPage> {
  const dayOf = (at: Date) => localDay(at, actor.timeZone);
  const today = dayOf(new Date(now));
  const month = monthOf(asked ?? '') ?? (monthOf(today.slice(0, 7)) as Month);
  if (words.trim() !== '') {
    const found = (await listEntries(tx, actor)).filter(({ body }) => saysAll(body, words));
    return { today, month, traces: {}, entries: found.slice(0, mostFound).map(listed), words };
  }
  const inMonth = await listEntries(tx, actor, { from: `${month.name}-01`, before: `${month.after}-01` });
  // A day to either side, because the month is the person's and the instants are not.
  const from = new Date(Date.parse(`${month.name}-01T00:00:00Z`) - 86_400_000);
  const before = new Date(Date.parse(`${month.after}-01T00:00:00Z`) + 86_400_000);
  const sessions = await heldAt(tx, actor, { from, before });
  const exercises = await practisedAt(tx, actor, { from, before });
  const experiments = await toldAt(tx, actor, { from, before });
  const traces: JournalPage['traces'] = {};
  const mark = (day: string, trace: Trace) => {
    if (!day.startsWith(month.name) || traces[day]?.includes(trace)) return;
    traces[day] = [...(traces[day] ?? []), trace];
  };
  for (const at of sessions) mark(dayOf(at), 'session');
  for (const at of exercises) mark(dayOf(at), 'exercise');
  for (const at of experiments) mark(dayOf(at), 'experiment');
  for (const { day } of inMonth) mark(day, 'entry');
  return { today, month, traces, entries: inMonth.slice(0, mostFound).map(listed), words };
}

/** Beyond it somebody looks for another word. */
const mostFound = 200;

export async function readEntry(tx: Tx, actor: SignedIn, id: string): Promise<EntryRow | undefined> {
  return findEntry(tx, actor, id);
}

function listed({ id, day, body }: EntryRow): ListedEntry {
  return { id, day, opening: openingOf(body) };
}
