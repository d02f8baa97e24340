-- In a circle of two nobody else could agree on a parting, so there it takes both: a week's silence ends nobody's stay.

CREATE OR REPLACE FUNCTION settle_parting(organisation uuid, which uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE p parting%ROWTYPE; name text;
BEGIN
  SELECT * INTO p FROM parting WHERE organisation_id = organisation AND id = which;
  IF NOT FOUND THEN RETURN false; END IF;
  -- Nobody joins between the count and the end of the stay.
  SELECT c.name INTO name FROM circle c WHERE c.organisation_id = p.organisation_id AND c.id = p.circle_id FOR NO KEY UPDATE;
  SELECT * INTO p FROM parting WHERE organisation_id = organisation AND id = which FOR UPDATE;
  IF p.withdrawn_at IS NOT NULL OR p.done_at IS NOT NULL THEN RETURN false; END IF;
  IF EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = p.organisation_id AND m.circle_id = p.circle_id
      AND m.left_at IS NULL AND NOT EXISTS (SELECT 1 FROM parting_agreement a WHERE a.organisation_id = p.organisation_id
        AND a.parting_id = p.id AND a.person_id = m.person_id)
      AND NOT (m.person_id = p.person_id AND p.proposed_at < now() - interval '7 days'
        AND (SELECT count(*) FROM membership o WHERE o.organisation_id = p.organisation_id AND o.circle_id = p.circle_id
          AND o.left_at IS NULL) > 2)) THEN
    RETURN false;
  END IF;
  UPDATE parting SET done_at = now() WHERE organisation_id = p.organisation_id AND id = p.id;
  PERFORM end_stay(p.organisation_id, p.circle_id, p.person_id);
  -- Whoever agreed with the last word knows.
  IF p.person_id IS DISTINCT FROM acting_person() THEN
    INSERT INTO person_notice (organisation_id, id, person_id, kind, facts)
      VALUES (p.organisation_id, gen_random_uuid(), p.person_id, 'parted', jsonb_build_object('circle', name));
  END IF;
  RETURN true;
END $$;
