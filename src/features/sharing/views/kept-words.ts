import { m } from '#messages';
import type { SealedName } from '#server/vault/sealed-tables.ts';

/** What is said of how long words are kept: `date` has a time of its own that its author sees or chooses. */
type Kept = 'date' | 'recordings' | 'sessions' | 'removed' | 'sightings' | 'mails' | 'erased';

/** A new table of words does not compile without a line here. */
const keptFor: Record<SealedName, Kept> = {
  journal_entry: 'date',
  story: 'date',
  recording: 'recordings',
  session_words: 'sessions',
  session_draft: 'sessions',
  goal: 'removed',
  milestone: 'removed',
  improvement: 'removed',
  stakeholder_question: 'removed',
  mail: 'mails',
  work_metric: 'removed',
  sighting: 'sightings',
  commitment: 'date',
  card_step: 'date',
  pact_version: 'erased',
  pact_report: 'date',
  finding_version: 'erased',
  finding_answer: 'erased',
  join_request: 'erased',
  visit: 'erased',
};

const sentences: Record<Exclude<Kept, 'date'>, () => string> = {
  recordings: m.sharing_keep_recordings,
  sessions: m.sharing_keep_sessions,
  removed: m.sharing_keep_removed,
  sightings: m.sharing_keep_sightings,
  mails: m.sharing_keep_mails,
  erased: m.sharing_keep_erased,
};

/** A sentence for each way in which words are kept that has no choice. */
export function keptSentences(): string[] {
  const ways = new Set(Object.values(keptFor));
  ways.delete('date');
  return [...(ways as Set<Exclude<Kept, 'date'>>)].map((way) => sentences[way]());
}
