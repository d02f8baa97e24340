-- What a person brings to a circle and would like from one, in their own words; and what they keep to themselves.

-- Read by the person and by the job that matches. `week`: the half-hours of a week from Monday 00:00 on the person's own
-- clock, each 0 (not), 1 (at work) or 2 (at their best); null until it is told.
CREATE TABLE person_profile (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  department text NOT NULL DEFAULT '' CHECK (length(department) <= 60),
  -- From 1, just started, to 6.
  role_level smallint CHECK (role_level BETWEEN 1 AND 6),
  week text CHECK (length(week) = 336 AND week !~ '[^012]'),
  moments text[] NOT NULL DEFAULT '{}' CHECK (cardinality(moments) <= 24),
  -- A skill's slug: one at a time.
  focus_skill text CHECK (focus_skill ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, person_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CALL protect_table('person_profile', 'SELECT');
CREATE POLICY self ON person_profile TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE, DELETE ON person_profile TO rondo_app;

-- Knowing and applying stand apart: anchors 1 to 4, null where nobody said. The slug may outlive its skill.
CREATE TABLE person_skill (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  skill text NOT NULL CHECK (skill ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  offered boolean NOT NULL,
  wanted boolean NOT NULL,
  known smallint CHECK (known BETWEEN 1 AND 4),
  applied smallint CHECK (applied BETWEEN 1 AND 4),
  PRIMARY KEY (organisation_id, person_id, skill),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  CHECK (offered OR wanted)
);
CALL protect_table('person_skill', 'SELECT');
CREATE POLICY self ON person_skill TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE, DELETE ON person_skill TO rondo_app;

-- For nobody's eyes: entered by the person alone, weighed by the matching job, in no import and no export.
CREATE TABLE private_preference (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  same_level_only boolean NOT NULL DEFAULT false,
  camera_off boolean NOT NULL DEFAULT false,
  manager_welcome boolean NOT NULL DEFAULT false,
  PRIMARY KEY (organisation_id, person_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CALL protect_table('private_preference', 'SELECT');
CREATE POLICY self ON private_preference TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE, DELETE ON private_preference TO rondo_app;

CREATE TABLE private_wish (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  about_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('not-with', 'gladly')),
  PRIMARY KEY (organisation_id, person_id, about_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, about_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  CHECK (about_id <> person_id)
);
CREATE INDEX ON private_wish (organisation_id, about_id);
CALL protect_table('private_wish', 'SELECT');
CREATE POLICY self ON private_wish TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, DELETE ON private_wish TO rondo_app;
