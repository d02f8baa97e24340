-- What somebody is at, and what they go by when they choose it: their own reckoning, what stakeholders answered, figures
-- from their work. Read by the person alone; no job and no other role of the program looks at it.

CREATE TABLE focus_period (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  skill text NOT NULL CHECK (skill ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  ended_at timestamptz,
  PRIMARY KEY (organisation_id, person_id, began_at),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  CHECK (ended_at >= began_at)
);
CREATE UNIQUE INDEX focus_one_at_a_time ON focus_period (organisation_id, person_id) WHERE ended_at IS NULL;
INSERT INTO focus_period (organisation_id, person_id, began_at, skill)
  SELECT organisation_id, person_id, changed_at, focus_skill FROM person_profile WHERE focus_skill IS NOT NULL;
CALL protect_table('focus_period');
CREATE POLICY self ON focus_period TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE, DELETE ON focus_period TO rondo_app;

-- How far somebody sees themselves at one behaviour of a skill, by its anchors 1 to 4: knowing and applying apart. A
-- behaviour goes by its words, since a skill's text can change.
CREATE TABLE behaviour_rating (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  skill text NOT NULL CHECK (skill ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  behaviour text NOT NULL CHECK (length(behaviour) BETWEEN 1 AND 200),
  known smallint CHECK (known BETWEEN 1 AND 4),
  applied smallint CHECK (applied BETWEEN 1 AND 4),
  rated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, person_id, skill, behaviour),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  CHECK (known IS NOT NULL OR applied IS NOT NULL)
);
CALL protect_table('behaviour_rating');
CREATE POLICY self ON behaviour_rating TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE, DELETE ON behaviour_rating TO rondo_app;

-- One question to somebody who need not be known here. The link works once; of its token only the hash is kept, and of
-- the address nothing. Words lie under the asker's key. The answer is written through `answer_question` and by nobody else.
CREATE TABLE stakeholder_question (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  skill text NOT NULL CHECK (skill ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  -- As the asker calls whom they ask.
  to_name text NOT NULL CHECK (length(btrim(to_name)) BETWEEN 1 AND 400),
  question text NOT NULL CHECK (length(btrim(question)) BETWEEN 1 AND 1280),
  token_hash bytea NOT NULL UNIQUE,
  asked_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  answered_at timestamptz,
  answer text CHECK (length(answer) BETWEEN 1 AND 8080),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX ON stakeholder_question (organisation_id, person_id);
CALL protect_table('stakeholder_question');
CALL open_to_definers('stakeholder_question', 'ALL');
CREATE POLICY self ON stakeholder_question TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT (organisation_id, id, person_id, skill, to_name, question, asked_at, expires_at, withdrawn_at, answered_at,
  answer), INSERT (organisation_id, id, person_id, skill, to_name, question, token_hash, expires_at),
  UPDATE (withdrawn_at), DELETE ON stakeholder_question TO rondo_app;

-- What whoever holds the link may know: who asks, what, and whether it can still be answered. Never the answer. The ids say
-- under whose key the words lie, and leave the program for nobody.
CREATE FUNCTION peek_question(hash bytea)
  RETURNS TABLE (organisation_id uuid, person_id uuid, id uuid, asker text, organisation text, to_name text, question text, expires_at timestamptz, state text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT q.organisation_id, q.person_id, q.id, p.name, o.name, q.to_name, q.question, q.expires_at,
    CASE WHEN q.answered_at IS NOT NULL THEN 'answered' WHEN q.withdrawn_at IS NOT NULL THEN 'withdrawn'
      WHEN q.expires_at <= now() THEN 'expired' ELSE 'open' END
  FROM stakeholder_question q JOIN person p ON p.organisation_id = q.organisation_id AND p.id = q.person_id
  JOIN organisation o ON o.id = q.organisation_id
  WHERE q.token_hash = hash
$$;

-- Writes the one answer, and tells the asker that there is one; false where the link no longer works.
CREATE FUNCTION answer_question(hash bytea, words text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE asked stakeholder_question%ROWTYPE;
BEGIN
  UPDATE stakeholder_question q SET answer = words, answered_at = now()
    WHERE q.token_hash = hash AND q.answered_at IS NULL AND q.withdrawn_at IS NULL AND q.expires_at > now()
    RETURNING * INTO asked;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO person_notice (organisation_id, id, person_id, kind, facts)
    VALUES (asked.organisation_id, gen_random_uuid(), asked.person_id, 'question-answered',
      jsonb_build_object('skill', asked.skill));
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION peek_question, answer_question TO rondo_app;

-- A figure from somebody's own work that they want to see move.
CREATE TABLE work_metric (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  skill text NOT NULL CHECK (skill ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  name text NOT NULL CHECK (length(btrim(name)) BETWEEN 1 AND 400),
  unit text NOT NULL DEFAULT '' CHECK (length(unit) <= 200),
  -- Which way it is meant to move.
  better text NOT NULL CHECK (better IN ('more', 'less')),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, id, person_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON work_metric (organisation_id, person_id);
CALL protect_table('work_metric');
CREATE POLICY self ON work_metric TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE, DELETE ON work_metric TO rondo_app;

-- One value a day; a later one of the same day stands for it.
CREATE TABLE work_metric_value (
  organisation_id uuid NOT NULL,
  metric_id uuid NOT NULL,
  person_id uuid NOT NULL,
  on_day date NOT NULL,
  value double precision NOT NULL CHECK (value BETWEEN -1e12 AND 1e12),
  PRIMARY KEY (organisation_id, metric_id, on_day),
  FOREIGN KEY (organisation_id, metric_id, person_id) REFERENCES work_metric (organisation_id, id, person_id)
    ON DELETE CASCADE
);
CREATE INDEX ON work_metric_value (organisation_id, person_id);
CALL protect_table('work_metric_value');
CREATE POLICY self ON work_metric_value TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE, DELETE ON work_metric_value TO rondo_app;
