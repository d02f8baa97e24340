-- A parting that only the person it is about still holds up takes effect when its week is over, without anybody pressing;
-- and whoever was parted with is told at their next visit.

-- Ends the stay once every other member agreed, and the person agreed too or a week has passed since it was proposed. Not
-- granted to the program: its door is complete_parting, which asks whether it is a member who knocks.
CREATE FUNCTION settle_parting(organisation uuid, which uuid) RETURNS boolean
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
      AND NOT (m.person_id = p.person_id AND p.proposed_at < now() - interval '7 days')) THEN
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
GRANT EXECUTE ON FUNCTION settle_parting TO rondo_worker;

CREATE OR REPLACE FUNCTION complete_parting(which uuid) RETURNS boolean
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  SELECT settle_parting(p.organisation_id, p.id) FROM parting p
  WHERE p.organisation_id = acting_organisation() AND p.id = which AND is_member(p.circle_id)
$$;
