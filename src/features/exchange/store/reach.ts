import { sql } from 'kysely';
import type { CircleMember } from '#features/circles/access.ts';

/**
 * The one condition under which a recording is somebody's to hear: it is their own, or its dial reaches them. Row-level
 * security asks the same again.
 */
export function withinReach({ personId }: CircleMember) {
  return sql<boolean>`(recording.owner_id = ${personId} OR EXISTS (SELECT 1 FROM share s
    WHERE s.organisation_id = recording.organisation_id AND s.kind = 'recording' AND s.item_id = recording.id
      AND s.owner_id = recording.owner_id AND s.until IS NULL
      AND reaches_me(s.audience, s.owner_id, s.circle_id, s.partner_id, s.since)))`;
}
