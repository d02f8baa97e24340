-- What a circle agreed about its exchange is proposed, and comes into force once every member of now has said yes to it since
-- they joined; what held before holds until then. Who joins later is bound by what is in force, and who leaves is waited for no
-- more. Of several proposals the newest counts, with the yeses that were given to it.

ALTER TABLE exchange_terms RENAME COLUMN changed_by TO proposed_by;
ALTER TABLE exchange_terms RENAME COLUMN changed_at TO proposed_at;
ALTER TABLE exchange_terms ADD COLUMN in_force_at timestamptz, ADD COLUMN withdrawn_at timestamptz,
  ADD CHECK (in_force_at IS NULL OR withdrawn_at IS NULL);
CALL open_to_definers('exchange_terms', 'ALL');
-- What one member changed before this goes on to hold.
UPDATE exchange_terms SET in_force_at = proposed_at;

CREATE TABLE exchange_consent (
  organisation_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  version integer NOT NULL,
  person_id uuid NOT NULL,
  agreed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, circle_id, version, person_id),
  FOREIGN KEY (organisation_id, circle_id, version) REFERENCES exchange_terms (organisation_id, circle_id, version)
    ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);

-- Whoever proposed takes it back; where they have left, anybody does. Whether it is in force is never written by the program.
CREATE POLICY withdraw ON exchange_terms FOR UPDATE TO rondo_app USING (organisation_id = acting_organisation()
  AND is_member(circle_id) AND in_force_at IS NULL AND (proposed_by = acting_person()
    OR NOT EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = exchange_terms.organisation_id
      AND m.circle_id = exchange_terms.circle_id AND m.person_id = proposed_by AND m.left_at IS NULL)));
GRANT UPDATE (withdrawn_at) ON exchange_terms TO rondo_app;

CALL protect_table('exchange_consent');
CALL open_to_definers('exchange_consent');
CREATE POLICY members ON exchange_consent FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
-- Nobody says yes for somebody else. Whoever comes back to a circle says it again, which renews the row.
CREATE POLICY self ON exchange_consent FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND is_member(circle_id) AND person_id = acting_person());
CREATE POLICY renew ON exchange_consent FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id) AND person_id = acting_person());
GRANT SELECT, INSERT (organisation_id, circle_id, version, person_id), UPDATE (agreed_at) ON exchange_consent TO rondo_app;

-- Not granted; the caller holds the lock on the circle, so that of two last yeses the later one sees both.
CREATE FUNCTION settle_newest_terms(organisation uuid, circle uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE exchange_terms t SET in_force_at = now()
  WHERE t.organisation_id = organisation AND t.circle_id = circle AND t.in_force_at IS NULL AND t.withdrawn_at IS NULL
    AND t.version = (SELECT max(n.version) FROM exchange_terms n WHERE n.organisation_id = organisation AND n.circle_id = circle)
    AND EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = organisation AND m.circle_id = circle
      AND m.left_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = organisation AND m.circle_id = circle
      AND m.left_at IS NULL AND NOT EXISTS (SELECT 1 FROM exchange_consent c WHERE c.organisation_id = organisation
        AND c.circle_id = circle AND c.version = t.version AND c.person_id = m.person_id AND c.agreed_at >= m.joined_at));
  RETURN FOUND;
END $$;

-- True where the newest proposal came into force by this.
CREATE FUNCTION settle_terms(circle uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT is_member(circle) THEN RETURN false; END IF;
  PERFORM 1 FROM circle c WHERE c.organisation_id = acting_organisation() AND c.id = circle FOR NO KEY UPDATE;
  RETURN settle_newest_terms(acting_organisation(), circle);
END $$;
GRANT EXECUTE ON FUNCTION settle_terms TO rondo_app;

-- On whichever path somebody leaves; each of them holds the lock on the circle.
CREATE FUNCTION settle_terms_without() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM settle_newest_terms(NEW.organisation_id, NEW.circle_id);
  RETURN NULL;
END $$;
CREATE TRIGGER settle_terms AFTER UPDATE OF left_at ON membership FOR EACH ROW
  WHEN (OLD.left_at IS NULL AND NEW.left_at IS NOT NULL) EXECUTE FUNCTION settle_terms_without();

-- Open pages hear of each proposal and each yes.
CREATE FUNCTION tell_of_terms() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM tell_members(NEW.organisation_id, NEW.circle_id, 'exchange');
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR UPDATE ON exchange_terms FOR EACH ROW EXECUTE FUNCTION tell_of_terms();
CREATE TRIGGER tell AFTER INSERT OR UPDATE ON exchange_consent FOR EACH ROW EXECUTE FUNCTION tell_of_terms();
