-- Whoever came by a circle's link and whom no member has said yes to yet is an applicant: they see what is their own and what
-- they asked for, and nothing else of the organisation (docs/decisions/0014).

ALTER TABLE person ADD COLUMN applicant_since timestamptz;
-- Who came in and asked in one transaction, and never sat in a circle.
UPDATE person p SET applicant_since = p.created_at WHERE p.role = 'person'
  AND EXISTS (SELECT 1 FROM join_request r WHERE r.organisation_id = p.organisation_id AND r.person_id = p.id
    AND r.invitation_id IS NOT NULL AND r.asked_at = p.created_at)
  AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = p.organisation_id AND m.person_id = p.id);

CREATE FUNCTION acts_as_applicant() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM person p WHERE p.organisation_id = acting_organisation() AND p.id = acting_person()
    AND p.applicant_since IS NOT NULL)
$$;
-- A circle that somebody asked to join: its name is known to them from its link.
CREATE FUNCTION asked_for_circle(circle uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM join_request r WHERE r.organisation_id = acting_organisation() AND r.circle_id = circle
    AND r.person_id = acting_person())
$$;
GRANT EXECUTE ON FUNCTION acts_as_applicant, asked_for_circle TO rondo_app;

-- How it begins: the request is in the transaction in which its person was made.
CREATE FUNCTION begin_as_applicant() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE person p SET applicant_since = NEW.asked_at WHERE p.organisation_id = NEW.organisation_id AND p.id = NEW.person_id
    AND p.created_at = NEW.asked_at AND p.role = 'person' AND NOT EXISTS (SELECT 1 FROM membership m
      WHERE m.organisation_id = p.organisation_id AND m.person_id = p.id);
  RETURN NULL;
END $$;
CREATE TRIGGER begin_as_applicant AFTER INSERT ON join_request FOR EACH ROW WHEN (NEW.invitation_id IS NOT NULL)
  EXECUTE FUNCTION begin_as_applicant();

-- How it ends: with a seat, however it was given. It does not begin again.
CREATE FUNCTION end_as_applicant() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE person p SET applicant_since = NULL WHERE p.organisation_id = NEW.organisation_id AND p.id = NEW.person_id
    AND p.applicant_since IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER end_as_applicant AFTER INSERT ON membership FOR EACH ROW EXECUTE FUNCTION end_as_applicant();

-- Rounds invite whoever belongs to the organisation, whoever names the others.
CREATE FUNCTION invite_no_applicant() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM person p WHERE p.organisation_id = NEW.organisation_id AND p.id = NEW.person_id
      AND p.applicant_since IS NOT NULL) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invite_no_applicant BEFORE INSERT ON round_invitee FOR EACH ROW EXECUTE FUNCTION invite_no_applicant();

-- What colleagues know of each other. The question stands behind the cheaper ones and is asked once for a query.
ALTER POLICY colleagues ON person USING (organisation_id = acting_organisation()
  AND (id = acting_person() OR NOT (SELECT acts_as_applicant())));
ALTER POLICY colleagues ON circle USING (organisation_id = acting_organisation()
  AND (NOT (SELECT acts_as_applicant()) OR asked_for_circle(id)));
ALTER POLICY colleagues ON circle_closure USING (organisation_id = acting_organisation()
  AND (NOT (SELECT acts_as_applicant()) OR asked_for_circle(circle_id)));
ALTER POLICY colleagues ON skill USING (organisation_id = acting_organisation() AND NOT (SELECT acts_as_applicant()));
ALTER POLICY colleagues ON skill_version USING (organisation_id = acting_organisation() AND NOT (SELECT acts_as_applicant()));

-- A circle of one's own would be a seat that nobody gave, a skill and a round would reach everybody, and who is counted is a
-- colleague.
ALTER POLICY make ON circle WITH CHECK (organisation_id = acting_organisation() AND created_by = acting_person()
  AND NOT (SELECT acts_as_applicant()));
ALTER POLICY make ON skill WITH CHECK (organisation_id = acting_organisation() AND made_by = acting_person()
  AND NOT (SELECT acts_as_applicant()));
ALTER POLICY open ON matching_round WITH CHECK (organisation_id = acting_organisation() AND opened_by = acting_person()
  AND NOT (SELECT acts_as_applicant()));
ALTER POLICY make ON share WITH CHECK (organisation_id = acting_organisation() AND owner_id = acting_person()
  AND (circle_id IS NULL OR is_member(circle_id)) AND (partner_id IS NULL OR is_partner(partner_id))
  AND NOT (SELECT acts_as_applicant()));

CREATE OR REPLACE FUNCTION reaches_me(how text, owner uuid, circle uuid, partner uuid, began timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT CASE how
    WHEN 'partner' THEN partner = acting_person() AND is_partner(owner)
    WHEN 'circle' THEN owner <> acting_person() AND shares_stay(circle, began)
      AND EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = acting_organisation() AND m.circle_id = circle
        AND m.person_id = owner AND m.left_at IS NULL AND m.joined_at <= began)
    WHEN 'story' THEN acting_person() IS NOT NULL
      AND EXISTS (SELECT 1 FROM person p WHERE p.organisation_id = acting_organisation() AND p.id = owner)
      AND NOT acts_as_applicant()
    ELSE false END
$$;

CREATE OR REPLACE FUNCTION count_practised(since timestamptz, before timestamptz) RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT CASE WHEN count(*) >= 5 THEN (count(*) / 5 * 5)::integer END FROM share s
  WHERE s.organisation_id = acting_organisation() AND acting_person() IS NOT NULL AND NOT acts_as_applicant()
    AND s.kind = 'practice' AND s.until IS NULL
    AND (EXISTS (SELECT 1 FROM exercise_attempt a WHERE a.organisation_id = s.organisation_id AND a.person_id = s.owner_id
        AND a.tried_at >= count_practised.since AND a.tried_at < before)
      OR EXISTS (SELECT 1 FROM rota_turn r JOIN session x ON x.organisation_id = r.organisation_id
          AND x.circle_id = r.circle_id AND x.number = r.session_number
        WHERE r.organisation_id = s.organisation_id AND r.person_id = s.owner_id
          AND x.started_at >= count_practised.since AND x.started_at < before))
$$;

CREATE OR REPLACE FUNCTION list_open_circles()
  RETURNS TABLE (circle_id uuid, name text, words jsonb, members integer, asked boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c.id, c.name, d.words, m.members, EXISTS (SELECT 1 FROM join_request r WHERE r.organisation_id = c.organisation_id
    AND r.circle_id = c.id AND r.person_id = acting_person() AND r.answered_at IS NULL)
  FROM circle_decision d JOIN circle c ON c.organisation_id = d.organisation_id AND c.id = d.circle_id
    CROSS JOIN LATERAL (SELECT count(*)::integer AS members FROM membership m WHERE m.organisation_id = c.organisation_id
      AND m.circle_id = c.id AND m.left_at IS NULL) m
  WHERE d.organisation_id = acting_organisation() AND acting_person() IS NOT NULL AND NOT acts_as_applicant()
    AND d.kind = 'open' AND d.settled_at IS NOT NULL AND d.ended_at IS NULL AND m.members > 0 AND NOT is_member(c.id)
    AND NOT EXISTS (SELECT 1 FROM circle_closure x WHERE x.organisation_id = c.organisation_id AND x.circle_id = c.id)
  ORDER BY m.members = 5, c.name, c.id
$$;

-- What is told to everyone is told to everyone who may read it.
CREATE OR REPLACE FUNCTION tell_of_share(s share) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  SELECT pg_notify('rondo_changes', s.organisation_id || ' shares ' || string_agg(told.id::text, ','))
  FROM (SELECT who.id, (row_number() OVER () - 1) / 200 AS part FROM (
    SELECT s.owner_id AS id
    UNION SELECT s.partner_id WHERE s.partner_id IS NOT NULL
    UNION SELECT m.person_id FROM membership m WHERE m.organisation_id = s.organisation_id AND m.circle_id = s.circle_id
      AND (m.left_at IS NULL OR m.left_at = now())
    UNION SELECT p.id FROM person p WHERE s.audience = 'story' AND p.organisation_id = s.organisation_id
      AND p.erased_at IS NULL AND p.applicant_since IS NULL
  ) who) told GROUP BY told.part
$$;

-- The request knows it from the first line on, at no further cost.
DROP FUNCTION find_sign_in(bytea);
CREATE FUNCTION find_sign_in(hash bytea)
  RETURNS TABLE (organisation_id uuid, person_id uuid, sign_in_id uuid, name text, time_zone text, role text,
    demonstration boolean, expires_at timestamptz, last_seen_at timestamptz, theme text, applicant boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.organisation_id, s.person_id, s.id, p.name, p.time_zone, p.role, o.demonstration, s.expires_at, s.last_seen_at,
    coalesce(f.theme, 'system'), p.applicant_since IS NOT NULL
  FROM sign_in s
  JOIN person p ON p.organisation_id = s.organisation_id AND p.id = s.person_id
  JOIN organisation o ON o.id = s.organisation_id
  LEFT JOIN person_preference f ON f.organisation_id = s.organisation_id AND f.person_id = s.person_id
  WHERE s.token_hash = hash AND s.expires_at > now()
$$;
GRANT EXECUTE ON FUNCTION find_sign_in TO rondo_app;

-- Open pages follow who sits in a circle and who asks to: those of its members, and those of the person it is about.
CREATE FUNCTION tell_of_seats(organisation uuid, circle uuid, about uuid) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  SELECT pg_notify('rondo_changes', organisation || ' seats ' || about || coalesce((SELECT ',' || string_agg(m.person_id::text, ',')
    FROM membership m WHERE m.organisation_id = organisation AND m.circle_id = circle AND m.left_at IS NULL), ''))
$$;
CREATE FUNCTION tell_of_seat() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM tell_of_seats(OLD.organisation_id, OLD.circle_id, OLD.person_id);
  ELSE
    PERFORM tell_of_seats(NEW.organisation_id, NEW.circle_id, NEW.person_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON join_request FOR EACH ROW EXECUTE FUNCTION tell_of_seat();
CREATE TRIGGER tell AFTER INSERT OR UPDATE OF left_at ON membership FOR EACH ROW EXECUTE FUNCTION tell_of_seat();
