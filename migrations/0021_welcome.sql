-- How far somebody has come in telling about themselves: which steps they kept or passed by, and whether the question is
-- settled, so that it is asked once and never again.
CREATE TABLE person_welcome (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kept text[] NOT NULL DEFAULT '{}' CHECK (cardinality(kept) <= 20),
  skipped text[] NOT NULL DEFAULT '{}' CHECK (cardinality(skipped) <= 20),
  -- All steps are through, or the person does not want to be asked.
  settled_at timestamptz,
  PRIMARY KEY (organisation_id, person_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CALL protect_table('person_welcome');
CREATE POLICY self ON person_welcome TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE, DELETE ON person_welcome TO rondo_app;
