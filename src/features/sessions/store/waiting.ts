import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';

export interface WaitingRow {
  kind:
    | 'consent'
    | 'request'
    | 'parting'
    | 'decision'
    | 'visit'
    | 'finding'
    | 'pact'
    | 'pact-held'
    | 'terms'
    | 'recording'
    | 'manager'
    | 'asked'
    | 'notice'
    | 'welcome';
  /** Null for a notice and the welcome. */
  circle_id: string | null;
  /** Who asks, whom a parting is about, who proposes a decision, a pact or other terms, who hopes for an answer, nobody for a finding, who manages the reader or is managed by them; the circle's name for `asked`; which notice; whether the welcome is `new` or `begun`. */
  name: string;
  id: string | null;
  at: Date | null;
  /** A parting that is about the reader. */
  about_me: boolean;
  /** The circle that a notice tells of. */
  circle_name: string | null;
}

/** All that waits for a person in their open circles, and what they must be told: one query, for the first page. */
export async function listWaiting(tx: Tx, actor: Actor): Promise<WaitingRow[]> {
  return waitingFor(tx, actor);
}

const waitingFor = prepare(
  'waiting-for',
  (_, { organisationId: organisation, personId: me }: Actor) => sql<WaitingRow>`
    WITH mine AS MATERIALIZED (
      SELECT m.organisation_id, m.circle_id, m.joined_at FROM membership m
      WHERE m.organisation_id = ${organisation} AND m.person_id = ${me} AND m.left_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM circle_closure x
          WHERE x.organisation_id = m.organisation_id AND x.circle_id = m.circle_id))
    SELECT DISTINCT 'consent' AS kind, mine.circle_id, '' AS name, NULL::uuid AS id, NULL::timestamptz AS at,
      false AS about_me, NULL AS circle_name
    FROM mine CROSS JOIN LATERAL (
      (SELECT v.version, v.in_force_at FROM agreement_version v WHERE v.organisation_id = mine.organisation_id
        AND v.circle_id = mine.circle_id AND v.in_force_at IS NOT NULL ORDER BY v.version DESC LIMIT 1)
      UNION ALL
      (SELECT v.version, v.in_force_at FROM agreement_version v WHERE v.organisation_id = mine.organisation_id
        AND v.circle_id = mine.circle_id AND v.in_force_at IS NULL AND v.withdrawn_at IS NULL)
    ) AS counts
    WHERE NOT EXISTS (SELECT 1 FROM agreement_consent c WHERE c.organisation_id = mine.organisation_id
      AND c.circle_id = mine.circle_id AND c.version = counts.version AND c.person_id = ${me}
      AND c.consented_at >= mine.joined_at
      -- Whoever joined since it came into force asks everyone again.
      AND NOT EXISTS (SELECT 1 FROM membership n WHERE n.organisation_id = mine.organisation_id
        AND n.circle_id = mine.circle_id AND n.left_at IS NULL AND n.joined_at > counts.in_force_at
        AND n.joined_at > c.consented_at))
    UNION ALL
    SELECT 'request', r.circle_id, p.name, r.id, r.asked_at, false, NULL FROM mine
      JOIN join_request r ON r.organisation_id = mine.organisation_id AND r.circle_id = mine.circle_id
      JOIN person p ON p.organisation_id = r.organisation_id AND p.id = r.person_id
    WHERE r.answered_at IS NULL
    UNION ALL
    SELECT 'parting', q.circle_id, p.name, q.id, q.proposed_at, q.person_id = ${me}, NULL FROM mine
      JOIN parting q ON q.organisation_id = mine.organisation_id AND q.circle_id = mine.circle_id
      JOIN person p ON p.organisation_id = q.organisation_id AND p.id = q.person_id
    WHERE q.withdrawn_at IS NULL AND q.done_at IS NULL AND NOT EXISTS (SELECT 1 FROM parting_agreement a
      WHERE a.organisation_id = q.organisation_id AND a.parting_id = q.id AND a.person_id = ${me})
    UNION ALL
    SELECT 'decision', d.circle_id, p.name, d.id, d.proposed_at, false, NULL FROM mine
      JOIN circle_decision d ON d.organisation_id = mine.organisation_id AND d.circle_id = mine.circle_id
      JOIN person p ON p.organisation_id = d.organisation_id AND p.id = d.proposed_by
    WHERE d.withdrawn_at IS NULL AND d.settled_at IS NULL AND NOT EXISTS (SELECT 1 FROM decision_agreement a
      WHERE a.organisation_id = d.organisation_id AND a.decision_id = d.id AND a.person_id = ${me}
        AND a.agreed_at >= mine.joined_at)
    UNION ALL
    SELECT 'visit', v.circle_id, p.name, v.id, v.asked_at, false, NULL FROM mine
      JOIN visit v ON v.organisation_id = mine.organisation_id AND v.circle_id = mine.circle_id
      JOIN person p ON p.organisation_id = v.organisation_id AND p.id = v.guest_id
    WHERE v.ended_at IS NULL AND v.agreed_at IS NULL AND NOT v.invited AND NOT EXISTS (SELECT 1 FROM circle_decision d
      WHERE d.organisation_id = v.organisation_id AND d.circle_id = v.circle_id AND d.withdrawn_at IS NULL
        AND d.settled_at IS NULL AND d.kind = 'visit' AND d.words ->> 'visit' = v.id::text)
    UNION ALL
    SELECT 'finding', f.circle_id, '', f.id, v.written_at, false, NULL FROM mine
      JOIN finding f ON f.organisation_id = mine.organisation_id AND f.circle_id = mine.circle_id
      CROSS JOIN LATERAL (SELECT n.version, n.written_at FROM finding_version n WHERE n.organisation_id = f.organisation_id
        AND n.finding_id = f.id ORDER BY n.version DESC LIMIT 1) AS v
    WHERE f.withdrawn_at IS NULL AND f.settled_at IS NULL AND NOT EXISTS (SELECT 1 FROM finding_consent a
      WHERE a.organisation_id = f.organisation_id AND a.finding_id = f.id AND a.version = v.version
        AND a.person_id = ${me} AND a.said_at >= mine.joined_at)
    UNION ALL
    SELECT CASE WHEN v.in_force_at IS NULL THEN 'pact' ELSE 'pact-held' END, p.circle_id, w.name, p.id, v.written_at, false, NULL FROM mine
      JOIN pact p ON p.organisation_id = mine.organisation_id AND p.circle_id = mine.circle_id
      CROSS JOIN LATERAL (SELECT n.version, n.written_by, n.written_at, n.in_force_at FROM pact_version n
        WHERE n.organisation_id = p.organisation_id AND n.pact_id = p.id ORDER BY n.version DESC LIMIT 1) AS v
      JOIN person w ON w.organisation_id = p.organisation_id AND w.id = v.written_by
    WHERE p.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM pact_consent a
      WHERE a.organisation_id = p.organisation_id AND a.pact_id = p.id AND a.version = v.version
        AND a.person_id = ${me} AND a.agreed_at >= mine.joined_at)
    UNION ALL
    SELECT 'terms', mine.circle_id, w.name, NULL, t.proposed_at, false, NULL FROM mine
      CROSS JOIN LATERAL (SELECT n.version, n.proposed_by, n.proposed_at, n.in_force_at, n.withdrawn_at FROM exchange_terms n
        WHERE n.organisation_id = mine.organisation_id AND n.circle_id = mine.circle_id ORDER BY n.version DESC LIMIT 1) AS t
      JOIN person w ON w.organisation_id = mine.organisation_id AND w.id = t.proposed_by
    WHERE t.in_force_at IS NULL AND t.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM exchange_consent a
      WHERE a.organisation_id = mine.organisation_id AND a.circle_id = mine.circle_id AND a.version = t.version
        AND a.person_id = ${me} AND a.agreed_at >= mine.joined_at)
    UNION ALL
    (SELECT 'recording', r.circle_id, p.name, r.id, r.answer_by, false, NULL FROM mine
      JOIN recording r ON r.organisation_id = mine.organisation_id AND r.circle_id = mine.circle_id
      JOIN person p ON p.organisation_id = r.organisation_id AND p.id = r.owner_id
    WHERE r.owner_id <> ${me} AND r.answer_by IS NOT NULL
      AND EXISTS (SELECT 1 FROM share s WHERE s.organisation_id = r.organisation_id AND s.kind = 'recording'
        AND s.item_id = r.id AND s.owner_id = r.owner_id AND s.until IS NULL
        AND reaches_me(s.audience, s.owner_id, s.circle_id, s.partner_id, s.since))
      AND NOT EXISTS (SELECT 1 FROM recording a WHERE a.organisation_id = r.organisation_id AND a.answers_id = r.id
        AND a.owner_id = ${me} AND a.sent_at IS NOT NULL)
    ORDER BY r.answer_by, r.id LIMIT 5)
    UNION ALL
    SELECT 'manager', mine.circle_id, p.name, NULL, NULL, false, NULL FROM mine
      CROSS JOIN LATERAL open_manager_pairs(mine.circle_id, ARRAY(SELECT m.person_id FROM membership m
        WHERE m.organisation_id = mine.organisation_id AND m.circle_id = mine.circle_id AND m.left_at IS NULL)) AS pair
      JOIN person p ON p.organisation_id = mine.organisation_id
        AND p.id = CASE WHEN pair.manager_id = ${me} THEN pair.report_id ELSE pair.manager_id END
    WHERE (pair.manager_id = ${me} AND NOT pair.manager_agreed) OR (pair.report_id = ${me} AND NOT pair.report_agreed)
    UNION ALL
    SELECT 'asked', r.circle_id, c.name, r.id, r.asked_at, false, NULL FROM join_request r
      JOIN circle c ON c.organisation_id = r.organisation_id AND c.id = r.circle_id
    WHERE r.organisation_id = ${organisation} AND r.person_id = ${me} AND r.answered_at IS NULL
    UNION ALL
    SELECT 'notice', (n.facts ->> 'about')::uuid, n.kind, n.id, n.created_at, false, n.facts ->> 'circle' FROM person_notice n
    WHERE n.organisation_id = ${organisation} AND n.person_id = ${me} AND n.seen_at IS NULL
    UNION ALL
    SELECT 'welcome', NULL, CASE WHEN EXISTS (SELECT 1 FROM person_welcome w
      WHERE w.organisation_id = ${organisation} AND w.person_id = ${me}) THEN 'begun' ELSE 'new' END, NULL, NULL, false, NULL
    WHERE NOT EXISTS (SELECT 1 FROM person_welcome w
      WHERE w.organisation_id = ${organisation} AND w.person_id = ${me} AND w.settled_at IS NOT NULL)
    ORDER BY at NULLS FIRST`,
);
