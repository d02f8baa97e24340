-- The master key can be replaced while Rondo runs (docs/decisions/0008). A key that was wrapped by the one before it must not
-- be kept once all others are wrapped anew, so whoever keeps one says by which master key it is wrapped.
DROP FUNCTION keep_person_key(uuid, bytea);

-- As before. `outdated`: another master key is in force, nothing was kept. A replacement waits for whoever is in here, and
-- whoever comes meanwhile waits for it.
CREATE FUNCTION keep_person_key(person uuid, made bytea, wrapped_by bytea) RETURNS TABLE (kept bytea, outdated boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF acting_organisation() IS NULL OR coalesce(acting_person(), person) <> person OR EXISTS (SELECT 1 FROM keys.erasure e
      WHERE e.organisation_id = acting_organisation() AND e.person_id = person) THEN
    RETURN QUERY SELECT NULL::bytea, false;
    RETURN;
  END IF;
  INSERT INTO keys.master_key_proof (proof) VALUES (wrapped_by) ON CONFLICT DO NOTHING;
  PERFORM 1 FROM keys.master_key_proof p WHERE p.proof = wrapped_by FOR SHARE;
  IF NOT FOUND THEN
    RETURN QUERY SELECT NULL::bytea, true;
    RETURN;
  END IF;
  INSERT INTO keys.person_key (organisation_id, person_id, wrapped) VALUES (acting_organisation(), person, made)
    ON CONFLICT DO NOTHING;
  RETURN QUERY SELECT k.wrapped, false FROM keys.person_key k
    WHERE k.organisation_id = acting_organisation() AND k.person_id = person;
END $$;
GRANT EXECUTE ON FUNCTION keep_person_key(uuid, bytea, bytea) TO rondo_app;
