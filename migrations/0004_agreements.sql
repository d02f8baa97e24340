-- The living agreement: versions with their clauses, and each member's consent. A version is in force from the moment at
-- which everyone consented; until then the one before it stays in force.

CREATE TABLE agreement_version (
  organisation_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL DEFAULT now(),
  in_force_at timestamptz,
  withdrawn_at timestamptz,
  PRIMARY KEY (organisation_id, circle_id, version),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE
);
-- One proposal at a time.
CREATE UNIQUE INDEX agreement_one_proposal ON agreement_version (organisation_id, circle_id)
  WHERE in_force_at IS NULL AND withdrawn_at IS NULL;

-- `clause_id` stays with a clause from version to version, so that what changed can be shown.
CREATE TABLE agreement_clause (
  organisation_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  version integer NOT NULL,
  clause_id uuid NOT NULL,
  position smallint NOT NULL CHECK (position BETWEEN 1 AND 40),
  -- Which template clause it grew from, so that the room finds the words for hard moments; null for the circle's own.
  template text,
  title text NOT NULL CHECK (length(btrim(title)) BETWEEN 1 AND 120),
  body text NOT NULL CHECK (length(btrim(body)) BETWEEN 1 AND 2000),
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, circle_id, version, clause_id),
  UNIQUE (organisation_id, circle_id, version, position) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (organisation_id, circle_id, version) REFERENCES agreement_version (organisation_id, circle_id, version) ON DELETE CASCADE
);

-- Who did what to a proposal while it was one. The title is as it was then.
CREATE TABLE agreement_change (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  circle_id uuid NOT NULL,
  version integer NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('added', 'changed', 'removed', 'moved')),
  title text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, circle_id, version) REFERENCES agreement_version (organisation_id, circle_id, version) ON DELETE CASCADE
);
CREATE INDEX ON agreement_change (organisation_id, circle_id, version);

CREATE TABLE agreement_consent (
  organisation_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  version integer NOT NULL,
  person_id uuid NOT NULL,
  consented_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, circle_id, version, person_id),
  FOREIGN KEY (organisation_id, circle_id, version) REFERENCES agreement_version (organisation_id, circle_id, version) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);

CREATE FUNCTION is_proposal(circle uuid, which integer) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM agreement_version v WHERE v.organisation_id = acting_organisation() AND v.circle_id = circle
    AND v.version = which AND v.in_force_at IS NULL AND v.withdrawn_at IS NULL)
$$;
GRANT EXECUTE ON FUNCTION is_proposal TO rondo_app;

CALL protect_table('agreement_version', 'SELECT');
CALL open_to_definers('agreement_version', 'ALL');
CREATE POLICY members ON agreement_version FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
CREATE POLICY propose ON agreement_version FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND is_member(circle_id) AND proposed_by = acting_person());
CREATE POLICY withdraw ON agreement_version FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id) AND in_force_at IS NULL);
-- Whether it is in force is never written by the program: `settle_agreement` counts the consents.
GRANT SELECT, INSERT (organisation_id, circle_id, version, proposed_by), UPDATE (withdrawn_at)
  ON agreement_version TO rondo_app;

CALL protect_table('agreement_clause', 'SELECT');
CREATE POLICY members ON agreement_clause FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
-- Only a proposal's words change; what was agreed stays as it was agreed.
CREATE POLICY add ON agreement_clause FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND is_member(circle_id) AND is_proposal(circle_id, version));
CREATE POLICY change ON agreement_clause FOR UPDATE TO rondo_app USING (organisation_id = acting_organisation()
  AND is_member(circle_id) AND is_proposal(circle_id, version));
CREATE POLICY remove ON agreement_clause FOR DELETE TO rondo_app USING (organisation_id = acting_organisation()
  AND is_member(circle_id) AND is_proposal(circle_id, version));
GRANT SELECT, INSERT, UPDATE (position, title, body, changed_by, changed_at), DELETE ON agreement_clause TO rondo_app;

CALL protect_table('agreement_change', 'SELECT');
CREATE POLICY members ON agreement_change FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
CREATE POLICY self ON agreement_change FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND person_id = acting_person() AND is_member(circle_id) AND is_proposal(circle_id, version));
GRANT SELECT, INSERT (organisation_id, id, circle_id, version, person_id, kind, title) ON agreement_change TO rondo_app;

CALL protect_table('agreement_consent', 'SELECT');
CALL open_to_definers('agreement_consent', 'ALL');
CREATE POLICY members ON agreement_consent FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
-- Nobody consents for somebody else. Whoever comes back to a circle consents again, which renews the row.
CREATE POLICY self ON agreement_consent FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND is_member(circle_id) AND person_id = acting_person());
CREATE POLICY renew ON agreement_consent FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id) AND person_id = acting_person());
GRANT SELECT, INSERT (organisation_id, circle_id, version, person_id), UPDATE (consented_at)
  ON agreement_consent TO rondo_app;

-- A changed clause asks everyone again: whoever consented did so to other words.
CREATE FUNCTION clear_consents() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE c agreement_clause%ROWTYPE := coalesce(NEW, OLD);
BEGIN
  DELETE FROM agreement_consent WHERE organisation_id = c.organisation_id AND circle_id = c.circle_id
    AND version = c.version;
  RETURN NULL;
END $$;
CREATE TRIGGER clear_consents AFTER INSERT OR UPDATE OR DELETE ON agreement_clause
  FOR EACH ROW EXECUTE FUNCTION clear_consents();

-- Brings the open proposal into force when every member of now has consented since they joined. An agreement is between
-- people: one alone consents, and waits for the second. Not granted; the caller holds the lock on the circle, so that of
-- two last consents the later one sees both.
CREATE FUNCTION settle_proposal(organisation uuid, circle uuid) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE settled integer;
BEGIN
  UPDATE agreement_version v SET in_force_at = now()
  WHERE v.organisation_id = organisation AND v.circle_id = circle AND v.in_force_at IS NULL AND v.withdrawn_at IS NULL
    AND (SELECT count(*) FROM membership m WHERE m.organisation_id = organisation AND m.circle_id = circle
      AND m.left_at IS NULL) >= 2
    AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = organisation AND m.circle_id = circle
      AND m.left_at IS NULL AND NOT EXISTS (SELECT 1 FROM agreement_consent a WHERE a.organisation_id = organisation
        AND a.circle_id = circle AND a.version = v.version AND a.person_id = m.person_id
        AND a.consented_at >= m.joined_at))
  RETURNING v.version INTO settled;
  RETURN settled;
END $$;

-- The version that came into force by this consent, or null.
CREATE FUNCTION settle_agreement(circle uuid) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT is_member(circle) THEN RETURN NULL; END IF;
  PERFORM 1 FROM circle c WHERE c.organisation_id = acting_organisation() AND c.id = circle FOR NO KEY UPDATE;
  RETURN settle_proposal(acting_organisation(), circle);
END $$;
GRANT EXECUTE ON FUNCTION settle_agreement TO rondo_app;
