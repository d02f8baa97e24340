-- A pact is whose yes it has: whoever joins a circle while one of all is in force, or comes back to it, is asked, and until they
-- have said yes it is not theirs. They tell nothing in it, end nothing, and read what the others tell from the day of their yes.

CREATE FUNCTION pact_mine_since() RETURNS TABLE (pact_id uuid, since timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public ROWS 10 AS $$
  SELECT p.id, min(greatest(c.agreed_at, v.in_force_at)) FROM membership m
    JOIN pact p ON p.organisation_id = m.organisation_id AND p.circle_id = m.circle_id
      AND (p.partner_id IS NULL OR m.person_id IN (p.begun_by, p.partner_id))
    JOIN pact_version v ON v.organisation_id = p.organisation_id AND v.pact_id = p.id AND v.in_force_at IS NOT NULL
    JOIN pact_consent c ON c.organisation_id = p.organisation_id AND c.pact_id = p.id AND c.version = v.version
      AND c.person_id = m.person_id AND c.agreed_at >= m.joined_at
  WHERE m.organisation_id = acting_organisation() AND m.person_id = acting_person() AND m.left_at IS NULL
  GROUP BY p.id
  -- A yes to words that others took the place of is none to these.
  HAVING max(v.version) = (SELECT max(n.version) FROM pact_version n WHERE n.organisation_id = acting_organisation()
    AND n.pact_id = p.id AND n.in_force_at IS NOT NULL)
$$;
GRANT EXECUTE ON FUNCTION pact_mine_since TO rondo_app;

-- Anybody whose it is ends it; while it is in force for nobody who sits here, anybody whom it concerns.
CREATE FUNCTION may_end_pact(which uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM pact p WHERE p.organisation_id = acting_organisation() AND p.id = which
    AND is_member(p.circle_id) AND (p.partner_id IS NULL OR acting_person() IN (p.begun_by, p.partner_id))
    AND (EXISTS (SELECT 1 FROM pact_mine_since() own WHERE own.pact_id = p.id) OR NOT EXISTS (SELECT 1 FROM pact_consent c
      JOIN membership m ON m.organisation_id = c.organisation_id AND m.circle_id = p.circle_id AND m.person_id = c.person_id
        AND m.left_at IS NULL AND c.agreed_at >= m.joined_at
      WHERE c.organisation_id = p.organisation_id AND c.pact_id = p.id AND c.version = (SELECT max(n.version)
        FROM pact_version n WHERE n.organisation_id = p.organisation_id AND n.pact_id = p.id
          AND n.in_force_at IS NOT NULL))))
$$;
GRANT EXECUTE ON FUNCTION may_end_pact TO rondo_app;

DROP POLICY finish ON pact;
CREATE POLICY finish ON pact FOR UPDATE TO rondo_app USING (organisation_id = acting_organisation() AND may_end_pact(id));

-- The day of a yes is that of the clock of whoever told.
DROP POLICY readers ON pact_report;
CREATE POLICY readers ON pact_report FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND (person_id = acting_person() OR EXISTS (SELECT 1 FROM pact_mine_since() own WHERE own.pact_id = pact_report.pact_id
    AND (pact_report.on_day > (own.since + interval '1 day')::date
      OR pact_report.on_day >= (own.since AT TIME ZONE (SELECT t.time_zone FROM person t
      WHERE t.organisation_id = pact_report.organisation_id AND t.id = pact_report.person_id))::date))));
DROP POLICY write_own ON pact_report;
CREATE POLICY write_own ON pact_report FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND person_id = acting_person() AND pact_id IN (SELECT own.pact_id FROM pact_mine_since() own)
  AND EXISTS (SELECT 1 FROM pact p WHERE p.organisation_id = pact_report.organisation_id AND p.id = pact_id
    AND p.ended_at IS NULL));

-- When somebody said yes is not theirs to say.
CREATE FUNCTION agree_now() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  NEW.agreed_at := now();
  RETURN NEW;
END $$;
CREATE TRIGGER agree_now BEFORE UPDATE OF agreed_at ON pact_consent FOR EACH ROW WHEN (acting_person() IS NOT NULL)
  EXECUTE FUNCTION agree_now();
