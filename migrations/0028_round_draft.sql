-- A proposal that its organiser changes by hand: moves to places that the engine offers, locks, undo. What is offered is
-- worked out by the worker, which alone may read what people keep to themselves; here stand only places that are open.

ALTER TABLE matching_round ADD COLUMN draft_version smallint;

-- One state of the table. Nothing is ever changed in it: every change is another one, and going back is pointing at an
-- earlier one.
CREATE TABLE round_draft (
  organisation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  version smallint NOT NULL CHECK (version BETWEEN 1 AND 2000),
  previous smallint CHECK (previous < version),
  -- The proposal that it began from.
  solve smallint NOT NULL CHECK (solve BETWEEN 1 AND 5),
  -- Circles as a solve describes them, and who has none; nothing in it comes from a private preference.
  circles jsonb NOT NULL CHECK (jsonb_typeof(circles) = 'array'),
  unplaced jsonb NOT NULL CHECK (jsonb_typeof(unplaced) = 'array'),
  -- Places in `circles`, from 0.
  locked smallint[] NOT NULL DEFAULT '{}',
  -- What made it from the one before.
  change jsonb NOT NULL,
  drawn_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, round_id, version),
  FOREIGN KEY (organisation_id, round_id) REFERENCES matching_round (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, round_id, previous) REFERENCES round_draft (organisation_id, round_id, version)
);
CREATE INDEX ON round_draft (organisation_id, round_id, previous);

-- Somebody's places were asked for. Each look can tell a little, so they are numbered and few.
CREATE TABLE round_look (
  organisation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  number smallint NOT NULL CHECK (number BETWEEN 1 AND 200),
  version smallint NOT NULL,
  person_id uuid NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now(),
  -- The places that are offered, with the two circles as they would be; null until the worker has answered.
  places jsonb,
  PRIMARY KEY (organisation_id, round_id, number),
  UNIQUE (organisation_id, round_id, version, person_id),
  FOREIGN KEY (organisation_id, round_id, version) REFERENCES round_draft (organisation_id, round_id, version)
    ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON round_look (organisation_id, person_id);

-- What decides by chance which places are offered. Known to the worker alone: whoever knew it could tell chance from a wish.
CREATE TABLE matching_key (
  organisation_id uuid PRIMARY KEY REFERENCES organisation (id) ON DELETE CASCADE,
  key bytea NOT NULL CHECK (length(key) = 32)
);

CALL protect_table('round_draft', 'SELECT');
CALL open_to_definers('round_draft', 'ALL');
CREATE POLICY organiser ON round_draft FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND organises_round(round_id));
GRANT SELECT ON round_draft TO rondo_app;

CALL protect_table('round_look', 'SELECT, UPDATE');
CALL open_to_definers('round_look', 'ALL');
CREATE POLICY organiser ON round_look FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND organises_round(round_id));
GRANT SELECT ON round_look TO rondo_app;

CALL protect_table('matching_key', 'SELECT, INSERT');

-- The round, held still, while its organiser may still change it; else no row.
CREATE FUNCTION hold_open_round(round uuid) RETURNS SETOF matching_round
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  SELECT * FROM matching_round WHERE organisation_id = acting_organisation() AND id = round
    AND opened_by = acting_person() AND published_at IS NULL AND withdrawn_at IS NULL FOR NO KEY UPDATE
$$;

-- Puts another state on the table; null when there were too many.
CREATE FUNCTION put_draft(r matching_round, from_solve smallint, new_circles jsonb, new_unplaced jsonb,
  new_locked smallint[], new_change jsonb) RETURNS smallint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE fresh smallint;
BEGIN
  SELECT coalesce(max(version), 0) + 1 INTO fresh FROM round_draft
    WHERE organisation_id = r.organisation_id AND round_id = r.id;
  IF fresh > 2000 THEN RETURN NULL; END IF;
  INSERT INTO round_draft (organisation_id, round_id, version, previous, solve, circles, unplaced, locked, change)
    VALUES (r.organisation_id, r.id, fresh, r.draft_version, from_solve, new_circles, new_unplaced, new_locked, new_change);
  UPDATE matching_round SET draft_version = fresh WHERE organisation_id = r.organisation_id AND id = r.id;
  RETURN fresh;
END $$;

-- Takes a proposal as what is changed by hand. A circle that was locked and is in it stays locked.
CREATE FUNCTION begin_draft(round uuid, from_solve smallint) RETURNS smallint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r matching_round%ROWTYPE; s jsonb; stays smallint[];
BEGIN
  SELECT * INTO r FROM hold_open_round(round);
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT result INTO s FROM round_solve WHERE organisation_id = r.organisation_id AND round_id = round
    AND number = from_solve AND finished_at IS NOT NULL;
  IF NOT FOUND OR jsonb_array_length(s->'circles') = 0 THEN RETURN NULL; END IF;
  SELECT coalesce(array_agg(DISTINCT (fresh.place - 1)::smallint), '{}') INTO stays
    FROM round_draft d
    CROSS JOIN LATERAL unnest(d.locked) AS which
    JOIN LATERAL jsonb_array_elements(s->'circles') WITH ORDINALITY AS fresh (circle, place)
      ON fresh.circle->'members' @> (d.circles->which::integer->'members')
        AND fresh.circle->'members' <@ (d.circles->which::integer->'members')
    WHERE d.organisation_id = r.organisation_id AND d.round_id = round AND d.version = r.draft_version;
  RETURN put_draft(r, from_solve, s->'circles', s->'unplaced', stays,
    jsonb_build_object('kind', 'begin', 'solve', from_solve));
END $$;

-- The number of the look at somebody's places. Null: this is not how things stand; -1: there were as many looks as a round
-- may have, two for each person, thirty at least, two hundred at most. The same look twice is one.
CREATE FUNCTION look_for_places(round uuid, at_version smallint, person uuid) RETURNS smallint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r matching_round%ROWTYPE; d round_draft%ROWTYPE; found_number smallint; most bigint;
BEGIN
  SELECT * INTO r FROM hold_open_round(round);
  IF NOT FOUND OR r.draft_version IS DISTINCT FROM at_version THEN RETURN NULL; END IF;
  SELECT * INTO d FROM round_draft WHERE organisation_id = r.organisation_id AND round_id = round AND version = at_version;
  IF NOT EXISTS (SELECT 1 FROM jsonb_array_elements(d.circles) c WHERE c->'members' ? person::text) THEN RETURN NULL; END IF;
  SELECT l.number INTO found_number FROM round_look l JOIN round_draft o ON o.organisation_id = l.organisation_id
      AND o.round_id = l.round_id AND o.version = l.version
    WHERE l.organisation_id = r.organisation_id AND l.round_id = round AND l.person_id = person
      AND o.circles = d.circles AND o.locked = d.locked
    ORDER BY l.number LIMIT 1;
  IF FOUND THEN RETURN found_number; END IF;
  SELECT least(200, greatest(30, 2 * count(*))) INTO most
    FROM jsonb_array_elements(d.circles) c, jsonb_array_elements(c->'members');
  SELECT coalesce(max(number), 0) + 1 INTO found_number FROM round_look
    WHERE organisation_id = r.organisation_id AND round_id = round;
  IF found_number > most THEN RETURN -1; END IF;
  INSERT INTO round_look (organisation_id, round_id, number, version, person_id)
    VALUES (r.organisation_id, round, found_number, at_version, person);
  RETURN found_number;
END $$;

-- Moves somebody to one of the places that a look offered, and nowhere else. Null: that place is not offered, whatever the
-- reason.
CREATE FUNCTION move_in_draft(round uuid, at_version smallint, look smallint, place smallint) RETURNS smallint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r matching_round%ROWTYPE; d round_draft%ROWTYPE; o round_draft%ROWTYPE; l round_look%ROWTYPE; p jsonb;
BEGIN
  SELECT * INTO r FROM hold_open_round(round);
  IF NOT FOUND OR r.draft_version IS DISTINCT FROM at_version THEN RETURN NULL; END IF;
  SELECT * INTO d FROM round_draft WHERE organisation_id = r.organisation_id AND round_id = round AND version = at_version;
  SELECT * INTO l FROM round_look WHERE organisation_id = r.organisation_id AND round_id = round AND number = look;
  IF NOT FOUND OR place < 0 THEN RETURN NULL; END IF;
  SELECT * INTO o FROM round_draft WHERE organisation_id = r.organisation_id AND round_id = round AND version = l.version;
  p := l.places->place::integer;
  IF p IS NULL OR o.circles <> d.circles OR o.locked <> d.locked THEN RETURN NULL; END IF;
  RETURN put_draft(r, d.solve,
    jsonb_set(jsonb_set(d.circles, ARRAY[p->>'home'], p->'left'), ARRAY[p->>'circle'], p->'taken'),
    d.unplaced, d.locked,
    jsonb_build_object('kind', 'move', 'person', l.person_id, 'home', p->'home', 'circle', p->'circle')
      || CASE WHEN p ? 'swapWith' THEN jsonb_build_object('swapWith', p->'swapWith') ELSE '{}' END);
END $$;

-- A locked circle keeps its members: nobody is moved in or out, and another solve leaves it as it is.
CREATE FUNCTION lock_in_draft(round uuid, at_version smallint, circle smallint, hold boolean) RETURNS smallint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r matching_round%ROWTYPE; d round_draft%ROWTYPE;
BEGIN
  SELECT * INTO r FROM hold_open_round(round);
  IF NOT FOUND OR r.draft_version IS DISTINCT FROM at_version THEN RETURN NULL; END IF;
  SELECT * INTO d FROM round_draft WHERE organisation_id = r.organisation_id AND round_id = round AND version = at_version;
  IF circle < 0 OR circle >= jsonb_array_length(d.circles) THEN RETURN NULL; END IF;
  IF (circle = ANY (d.locked)) = hold THEN RETURN at_version; END IF;
  RETURN put_draft(r, d.solve, d.circles, d.unplaced,
    CASE WHEN hold THEN d.locked || circle ELSE array_remove(d.locked, circle) END,
    jsonb_build_object('kind', CASE WHEN hold THEN 'lock' ELSE 'unlock' END, 'circle', circle));
END $$;

-- One change back, or forward again. Null: there is none.
CREATE FUNCTION step_draft(round uuid, at_version smallint, forward boolean) RETURNS smallint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r matching_round%ROWTYPE; there smallint;
BEGIN
  SELECT * INTO r FROM hold_open_round(round);
  IF NOT FOUND OR r.draft_version IS DISTINCT FROM at_version THEN RETURN NULL; END IF;
  IF forward THEN
    SELECT max(version) INTO there FROM round_draft
      WHERE organisation_id = r.organisation_id AND round_id = round AND previous = at_version;
  ELSE
    SELECT previous INTO there FROM round_draft
      WHERE organisation_id = r.organisation_id AND round_id = round AND version = at_version;
  END IF;
  IF there IS NULL THEN RETURN NULL; END IF;
  UPDATE matching_round SET draft_version = there WHERE organisation_id = r.organisation_id AND id = round;
  RETURN there;
END $$;

-- Makes circles known: each with its places, and a word to everybody who is in. The caller holds the round. False: there is
-- none, or somebody thought better of it meanwhile, and nobody is given a place that they do not want.
CREATE FUNCTION publish_circles(r matching_round, circles jsonb, unplaced jsonb) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE drawn jsonb; which uuid;
BEGIN
  IF jsonb_array_length(circles) = 0
    OR EXISTS (SELECT 1 FROM jsonb_array_elements(circles) d, jsonb_array_elements_text(d->'members') m
      WHERE NOT EXISTS (SELECT 1 FROM round_answer a WHERE a.organisation_id = r.organisation_id AND a.round_id = r.id
        AND a.person_id = m::uuid AND a.joining)) THEN
    RETURN false;
  END IF;
  FOR drawn IN SELECT * FROM jsonb_array_elements(circles) LOOP
    which := gen_random_uuid();
    INSERT INTO round_circle (organisation_id, id, round_id, redrawn, described)
      VALUES (r.organisation_id, which, r.id, false, drawn);
    INSERT INTO round_place (organisation_id, round_circle_id, person_id)
      SELECT r.organisation_id, which, p.id FROM jsonb_array_elements_text(drawn->'members') m
      JOIN person p ON p.organisation_id = r.organisation_id AND p.id = m::uuid;
  END LOOP;
  UPDATE round_answer a SET left_over = u->'reason' FROM jsonb_array_elements(unplaced) u
    WHERE a.organisation_id = r.organisation_id AND a.round_id = r.id AND a.person_id = (u->>'person')::uuid;
  INSERT INTO person_notice (organisation_id, id, person_id, kind, facts)
    SELECT r.organisation_id, gen_random_uuid(), a.person_id, 'round-published',
      jsonb_build_object('about', r.id, 'circle', r.name)
    FROM round_answer a WHERE a.organisation_id = r.organisation_id AND a.round_id = r.id AND a.joining;
  UPDATE matching_round SET published_at = now() WHERE organisation_id = r.organisation_id AND id = r.id;
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION publish_round(round uuid, solve smallint) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r matching_round%ROWTYPE; s jsonb;
BEGIN
  SELECT * INTO r FROM hold_open_round(round);
  IF NOT FOUND THEN RETURN false; END IF;
  SELECT result INTO s FROM round_solve WHERE organisation_id = r.organisation_id AND round_id = round
    AND number = solve AND finished_at IS NOT NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  RETURN publish_circles(r, s->'circles', s->'unplaced');
END $$;

CREATE FUNCTION publish_draft(round uuid, at_version smallint) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r matching_round%ROWTYPE; d round_draft%ROWTYPE;
BEGIN
  SELECT * INTO r FROM hold_open_round(round);
  IF NOT FOUND OR r.draft_version IS DISTINCT FROM at_version THEN RETURN false; END IF;
  SELECT * INTO d FROM round_draft WHERE organisation_id = r.organisation_id AND round_id = round AND version = at_version;
  RETURN publish_circles(r, d.circles, d.unplaced);
END $$;

GRANT EXECUTE ON FUNCTION begin_draft, look_for_places, move_in_draft, lock_in_draft, step_draft, publish_draft TO rondo_app;
