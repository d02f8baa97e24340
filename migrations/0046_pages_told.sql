-- Open pages hear that what a circle raises, holds itself to or plans has changed, and what was said to somebody: on whichever
-- path it changes, a link from outside, a job and an erasure included. Told is a kind of thing and a circle, never what.

CREATE FUNCTION tell_members(organisation uuid, circle uuid, what text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  SELECT pg_notify('rondo_changes', organisation || ' ' || what || ':' || circle || ' ' || string_agg(m.person_id::text, ','))
  FROM membership m WHERE m.organisation_id = organisation AND m.circle_id = circle
    AND (m.left_at IS NULL OR m.left_at = now())
  HAVING count(*) > 0
$$;

-- New words, settled, sent, answered, taken back. A yes or a "not yet" tells nobody: a count that moves while somebody looks
-- would say whose it was.
CREATE FUNCTION tell_of_finding() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE f finding%ROWTYPE := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  PERFORM tell_members(f.organisation_id, f.circle_id, 'findings');
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON finding FOR EACH ROW EXECUTE FUNCTION tell_of_finding();

CREATE FUNCTION tell_of_finding_version() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE v finding_version%ROWTYPE := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  PERFORM tell_members(f.organisation_id, f.circle_id, 'findings') FROM finding f
    WHERE f.organisation_id = v.organisation_id AND f.id = v.finding_id;
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR DELETE ON finding_version FOR EACH ROW EXECUTE FUNCTION tell_of_finding_version();

-- One of two tells the two.
CREATE FUNCTION tell_of_pact(p pact) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF p.partner_id IS NULL THEN
    PERFORM tell_members(p.organisation_id, p.circle_id, 'pacts');
  ELSE
    PERFORM pg_notify('rondo_changes',
      p.organisation_id || ' pacts:' || p.circle_id || ' ' || p.begun_by || ',' || p.partner_id);
  END IF;
END $$;

CREATE FUNCTION tell_of_pacts() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM tell_of_pact(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END);
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON pact FOR EACH ROW EXECUTE FUNCTION tell_of_pacts();

-- Its words, each yes, and how it went.
CREATE FUNCTION tell_of_pact_part() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE part jsonb := to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END);
BEGIN
  PERFORM tell_of_pact(p) FROM pact p
    WHERE p.organisation_id = (part ->> 'organisation_id')::uuid AND p.id = (part ->> 'pact_id')::uuid;
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON pact_version FOR EACH ROW EXECUTE FUNCTION tell_of_pact_part();
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON pact_consent FOR EACH ROW EXECUTE FUNCTION tell_of_pact_part();
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON pact_report FOR EACH ROW EXECUTE FUNCTION tell_of_pact_part();

CREATE FUNCTION tell_of_improvement() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE i improvement%ROWTYPE := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  PERFORM tell_members(i.organisation_id, i.circle_id, 'plan');
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON improvement FOR EACH ROW EXECUTE FUNCTION tell_of_improvement();

-- Whoever received something hears that it is there, changed or gone. Words of a session are told when they are taken back or
-- go less far; that they are written is told in the room, whose writes are not made dearer for a page beside it.
CREATE FUNCTION tell_receiver() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  PERFORM pg_notify('rondo_changes', OLD.organisation_id || ' received ' || OLD.subject_id);
  RETURN NULL;
END $$;
CREATE TRIGGER tell_receiver AFTER UPDATE OF audience, body OR DELETE ON session_words FOR EACH ROW
  WHEN (OLD.subject_id IS NOT NULL AND OLD.released_at IS NOT NULL) EXECUTE FUNCTION tell_receiver();

CREATE FUNCTION tell_of_sighting() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public AS $$
DECLARE s sighting%ROWTYPE := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  PERFORM pg_notify('rondo_changes', c.organisation_id || ' received ' || c.owner_id) FROM commitment c
    WHERE c.organisation_id = s.organisation_id AND c.id = s.commitment_id;
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON sighting FOR EACH ROW EXECUTE FUNCTION tell_of_sighting();
