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

CREATE TABLE agreement_clause (
  organisation_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  version integer NOT NULL,
  position smallint NOT NULL CHECK (position BETWEEN 1 AND 40),
  -- Which template clause it grew from, so that the room finds the words for hard moments; null for the circle's own.
  template text,
  title text NOT NULL CHECK (length(btrim(title)) BETWEEN 1 AND 120),
  body text NOT NULL CHECK (length(btrim(body)) BETWEEN 1 AND 2000),
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, circle_id, version, position),
  FOREIGN KEY (organisation_id, circle_id, version) REFERENCES agreement_version (organisation_id, circle_id, version) ON DELETE CASCADE
);

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

CALL protect_table('agreement_version', 'SELECT');
CREATE POLICY members ON agreement_version TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
GRANT SELECT, INSERT, UPDATE (in_force_at, withdrawn_at) ON agreement_version TO rondo_app;

CALL protect_table('agreement_clause', 'SELECT');
CREATE POLICY members ON agreement_clause TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON agreement_clause TO rondo_app;

CALL protect_table('agreement_consent', 'SELECT');
CREATE POLICY members ON agreement_consent FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
-- Nobody consents for somebody else.
CREATE POLICY self ON agreement_consent FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND is_member(circle_id) AND person_id = acting_person());
-- A changed clause asks everyone again, so a member who edits a proposal clears its consents.
CREATE POLICY members_clear_proposal ON agreement_consent FOR DELETE TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id) AND EXISTS (
    SELECT 1 FROM agreement_version v WHERE v.organisation_id = agreement_consent.organisation_id
      AND v.circle_id = agreement_consent.circle_id AND v.version = agreement_consent.version AND v.in_force_at IS NULL));
GRANT SELECT, INSERT, DELETE ON agreement_consent TO rondo_app;
