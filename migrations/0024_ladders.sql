-- What a person practises alone: the ladders that they climb, what they tried, and how much a week is enough. Read by the
-- person and by nobody else; an attempt holds no words of theirs.

CREATE TABLE ladder_climb (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  -- A skill's slug, which may outlive its ladder.
  skill text NOT NULL CHECK (skill ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  begun_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, person_id, skill),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CALL protect_table('ladder_climb');
CREATE POLICY self ON ladder_climb TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, DELETE ON ladder_climb TO rondo_app;

CREATE TABLE exercise_attempt (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  skill text NOT NULL CHECK (skill ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  -- Its name in the ladder, and the lines that were ticked, in the ladder's words.
  exercise text NOT NULL CHECK (length(exercise) BETWEEN 1 AND 80),
  went text NOT NULL CHECK (went IN ('not-yet', 'hard', 'came', 'by-itself')),
  ticked text[] NOT NULL CHECK (cardinality(ticked) <= 12),
  tried_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON exercise_attempt (organisation_id, person_id, tried_at);
CALL protect_table('exercise_attempt');
CREATE POLICY self ON exercise_attempt TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, DELETE ON exercise_attempt TO rondo_app;

CREATE TABLE practice_pace (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  weekly smallint NOT NULL CHECK (weekly BETWEEN 1 AND 10),
  -- The first day on which exercises are suggested again.
  rest_until date,
  PRIMARY KEY (organisation_id, person_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CALL protect_table('practice_pace');
CREATE POLICY self ON practice_pace TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE ON practice_pace TO rondo_app;
