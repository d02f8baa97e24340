-- Skills that an organisation wrote for itself, with every version of their text. Shipped skills are files in skills/.

-- Whether somebody who looks after the organisation acts.
CREATE FUNCTION acts_as_owner() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM person p WHERE p.organisation_id = acting_organisation() AND p.id = acting_person()
    AND p.role = 'owner')
$$;
GRANT EXECUTE ON FUNCTION acts_as_owner() TO rondo_app;

CREATE TABLE skill (
  organisation_id uuid NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  slug text NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  -- Null once that person is gone; the skill stays for the others.
  made_by uuid,
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, slug),
  FOREIGN KEY (organisation_id, made_by) REFERENCES person (organisation_id, id) ON DELETE SET NULL (made_by)
);
CREATE INDEX ON skill (organisation_id, made_by);
CALL protect_table('skill', 'SELECT');
-- Everybody reads and adds; whoever made one, or an owner, changes it or lets go of it.
CREATE POLICY colleagues ON skill FOR SELECT TO rondo_app USING (organisation_id = acting_organisation());
CREATE POLICY make ON skill FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND made_by = acting_person());
CREATE POLICY let_go ON skill FOR DELETE TO rondo_app
  USING (organisation_id = acting_organisation() AND (made_by = acting_person() OR acts_as_owner()));
GRANT SELECT, INSERT, DELETE ON skill TO rondo_app;

-- Append-only; the highest number is what people read. Two who change the same version: the key lets one through.
CREATE TABLE skill_version (
  organisation_id uuid NOT NULL,
  skill_id uuid NOT NULL,
  number integer NOT NULL CHECK (number BETWEEN 1 AND 10000),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  text text NOT NULL CHECK (length(text) <= 200000),
  made_by uuid,
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, skill_id, number),
  FOREIGN KEY (organisation_id, skill_id) REFERENCES skill (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, made_by) REFERENCES person (organisation_id, id) ON DELETE SET NULL (made_by)
);
CREATE INDEX ON skill_version (organisation_id, made_by);
CALL protect_table('skill_version', 'SELECT');
CREATE POLICY colleagues ON skill_version FOR SELECT TO rondo_app USING (organisation_id = acting_organisation());
CREATE POLICY make ON skill_version FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND made_by = acting_person() AND EXISTS (SELECT 1 FROM skill s
    WHERE s.organisation_id = skill_version.organisation_id AND s.id = skill_version.skill_id
      AND (s.made_by = acting_person() OR acts_as_owner())));
GRANT SELECT, INSERT ON skill_version TO rondo_app;
