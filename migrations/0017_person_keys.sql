-- What people write is kept under a key of its author's. The keys stand in a schema of their own, which no backup of the data
-- takes along (see docs/decisions/0008): without its key a sealed text is noise, wherever a copy of it lies.

CREATE SCHEMA keys;

-- One key for each person, wrapped by the installation's master key, which is not in the database. No foreign keys: a
-- restored backup must neither take keys along nor bring one back.
CREATE TABLE keys.person_key (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  wrapped bytea NOT NULL CHECK (length(wrapped) = 60),
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, person_id)
);

-- Who was erased. Their key is never made again, and a restored backup is gone over with this list before it answers.
CREATE TABLE keys.erasure (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  erased_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, person_id)
);

-- By which the program sees that its master key is the one that wrapped what is here. One row at most.
CREATE TABLE keys.master_key_proof (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  proof bytea NOT NULL
);

-- The program reads keys of the organisation that acts, and of nothing else.
CREATE FUNCTION read_person_keys(people uuid[]) RETURNS TABLE (person_id uuid, wrapped bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT k.person_id, k.wrapped FROM keys.person_key k
  WHERE k.organisation_id = acting_organisation() AND k.person_id = ANY (people)
$$;

-- Keeps a new key unless there is one: of two that are made at once, both callers get the first. Null for somebody erased.
CREATE FUNCTION keep_person_key(person uuid, made bytea) RETURNS bytea
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE kept bytea;
BEGIN
  IF acting_organisation() IS NULL OR coalesce(acting_person(), person) <> person OR EXISTS (SELECT 1 FROM keys.erasure e
      WHERE e.organisation_id = acting_organisation() AND e.person_id = person) THEN RETURN NULL; END IF;
  INSERT INTO keys.person_key (organisation_id, person_id, wrapped) VALUES (acting_organisation(), person, made)
    ON CONFLICT DO NOTHING;
  SELECT k.wrapped INTO kept FROM keys.person_key k
    WHERE k.organisation_id = acting_organisation() AND k.person_id = person;
  RETURN kept;
END $$;

-- The first program to come says which master key it is; every later one is told whether its own is the same.
CREATE FUNCTION is_master_key(shown bytea) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO keys.master_key_proof (proof) VALUES (shown) ON CONFLICT DO NOTHING;
  RETURN EXISTS (SELECT 1 FROM keys.master_key_proof p WHERE p.proof = shown);
END $$;

GRANT EXECUTE ON FUNCTION read_person_keys, keep_person_key TO rondo_app;
GRANT EXECUTE ON FUNCTION is_master_key TO rondo_maintenance;

-- A removed organisation, such as a demonstration, leaves no keys. A restore empties tables without this trigger.
CREATE FUNCTION forget_keys() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  DELETE FROM keys.person_key WHERE organisation_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER forget_keys AFTER DELETE ON organisation FOR EACH ROW EXECUTE FUNCTION forget_keys();

-- A sealed text is up to four times as long as what was typed, and a little; how long that may be is said by core.
ALTER TABLE session_words DROP CONSTRAINT session_words_body_check,
  ADD CONSTRAINT session_words_body_check CHECK (length(body::text) <= 81000);
ALTER TABLE session_draft DROP CONSTRAINT session_draft_body_check,
  ADD CONSTRAINT session_draft_body_check CHECK (length(body::text) <= 81000);
ALTER TABLE commitment
  DROP CONSTRAINT commitment_experiment_check, DROP CONSTRAINT commitment_behaviour_check,
  DROP CONSTRAINT commitment_context_check, DROP CONSTRAINT commitment_criterion_check,
  DROP CONSTRAINT commitment_outcome_note_check,
  ADD CONSTRAINT commitment_experiment_check CHECK (length(btrim(experiment)) BETWEEN 1 AND 1200),
  ADD CONSTRAINT commitment_behaviour_check CHECK (length(behaviour) <= 720),
  ADD CONSTRAINT commitment_context_check CHECK (length(context) <= 880),
  ADD CONSTRAINT commitment_criterion_check CHECK (length(criterion) <= 1200),
  ADD CONSTRAINT commitment_outcome_note_check CHECK (length(outcome_note) <= 2480);
ALTER TABLE sighting DROP CONSTRAINT sighting_text_check,
  ADD CONSTRAINT sighting_text_check CHECK (length(btrim(text)) BETWEEN 1 AND 1680);
