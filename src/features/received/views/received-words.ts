import type { ReceivedKind } from '#core/received/received.ts';
import { m } from '#messages';

/** What one thing of a kind is called beside it. */
export const oneOf: Record<ReceivedKind, () => string> = {
  seen: m.received_one_seen,
  sighting: m.received_one_sighting,
  suggestion: m.received_one_suggestion,
  feedback: m.received_one_feedback,
  thanks: m.received_one_thanks,
};

/** The kinds as one chooses among them. */
export const kindOptions = (): { value: string; label: string }[] => [
  { value: '', label: m.received_kind_all() },
  { value: 'seen', label: m.received_kind_seen() },
  { value: 'suggestion', label: m.received_kind_suggestion() },
  { value: 'feedback', label: m.received_kind_feedback() },
  { value: 'thanks', label: m.received_kind_thanks() },
  { value: 'sighting', label: m.received_kind_sighting() },
];

/** The address of a page of the feed; what is empty is left out. */
export function feedAddress(asked: Record<string, string | undefined>): string {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value) as [string, string][]);
  return query.size === 0 ? '/me/received' : `/me/received?${query}`;
}
