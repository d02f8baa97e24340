-- A person's own signals: how often they practised, week by week. Counted afresh each time from what is there already; a dial
-- decides who else reads it. The item of that dial is the person.

ALTER TABLE share DROP CONSTRAINT share_check;
ALTER TABLE share ADD CONSTRAINT share_goes_so_far CHECK (audience = ANY (CASE kind
  WHEN 'journal_entry' THEN ARRAY['partner', 'circle']
  WHEN 'recording' THEN ARRAY['partner', 'circle']
  WHEN 'signal' THEN ARRAY['partner', 'circle']
  WHEN 'practice' THEN ARRAY['aggregate']
  WHEN 'story' THEN ARRAY['story']
  ELSE ARRAY[]::text[] END));
ALTER TABLE share ADD CONSTRAINT share_of_oneself CHECK (kind <> 'signal' OR item_id = owner_id);

CALL open_to_definers('card_step');
CALL open_to_definers('milestone');
CALL open_to_definers('pact_report');

-- How often somebody did something for their practice, by the weeks of their own calendar, each named by its Monday; from a
-- Monday on. Nothing for whoever their dial does not reach. No circle, no words, nobody else.
CREATE FUNCTION signals_of(whose uuid, since date) RETURNS TABLE (kind text, week date, times integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH owner AS (
    SELECT p.organisation_id, p.id, p.time_zone FROM person p WHERE p.organisation_id = acting_organisation() AND p.id = whose
      AND (p.id = acting_person() OR shared_with_me('signal', p.id, p.id))
  ), trace (kind, day) AS (
    SELECT 'session', (x.started_at AT TIME ZONE o.time_zone)::date FROM owner o
      JOIN session x ON x.organisation_id = o.organisation_id AND x.started_at >= since - 1
        AND x.circle_id IN (SELECT m.circle_id FROM membership m WHERE m.organisation_id = o.organisation_id AND m.person_id = o.id)
      WHERE EXISTS (SELECT 1 FROM rota_turn r WHERE r.organisation_id = x.organisation_id AND r.circle_id = x.circle_id
        AND r.session_number = x.number AND r.person_id = o.id)
    UNION ALL
    SELECT 'exercise', (a.tried_at AT TIME ZONE o.time_zone)::date FROM owner o
      JOIN exercise_attempt a ON a.organisation_id = o.organisation_id AND a.person_id = o.id AND a.tried_at >= since - 1
    UNION ALL
    SELECT 'experiment', (c.happened_at AT TIME ZONE o.time_zone)::date FROM owner o
      JOIN card_step c ON c.organisation_id = o.organisation_id AND c.owner_id = o.id AND c.happened_at >= since - 1
        AND c.kind IN ('attempted', 'learned', 'adjusted')
    UNION ALL
    SELECT 'habit', h.on_day FROM owner o
      JOIN pact_report h ON h.organisation_id = o.organisation_id AND h.person_id = o.id AND h.word <> 'not yet'
    UNION ALL
    SELECT 'sign', (s.reached_at AT TIME ZONE o.time_zone)::date FROM owner o
      JOIN milestone s ON s.organisation_id = o.organisation_id AND s.person_id = o.id AND s.reached_at >= since - 1
  )
  SELECT trace.kind, date_trunc('week', trace.day)::date, count(*)::integer FROM trace WHERE trace.day >= since GROUP BY 1, 2
$$;
GRANT EXECUTE ON FUNCTION signals_of TO rondo_app;
