-- The number of those who practised is told in whole fives, so that somebody who counts themselves in, or no longer, is not
-- seen in it one by one (docs/decisions/0009). Otherwise as before.
CREATE OR REPLACE FUNCTION count_practised(since timestamptz, before timestamptz) RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT CASE WHEN count(*) >= 5 THEN (count(*) / 5 * 5)::integer END FROM share s
  WHERE s.organisation_id = acting_organisation() AND acting_person() IS NOT NULL AND s.kind = 'practice' AND s.until IS NULL
    AND (EXISTS (SELECT 1 FROM exercise_attempt a WHERE a.organisation_id = s.organisation_id AND a.person_id = s.owner_id
        AND a.tried_at >= count_practised.since AND a.tried_at < before)
      OR EXISTS (SELECT 1 FROM rota_turn r JOIN session x ON x.organisation_id = r.organisation_id
          AND x.circle_id = r.circle_id AND x.number = r.session_number
        WHERE r.organisation_id = s.organisation_id AND r.person_id = s.owner_id
          AND x.started_at >= count_practised.since AND x.started_at < before))
$$;
