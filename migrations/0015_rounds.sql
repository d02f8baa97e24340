-- Matching rounds: who is invited and who wants to be in, what the engine proposes, and what becomes of it. Nothing here
-- says whom somebody would rather not sit with, and who declined is for nobody to read.

CREATE TABLE matching_round (
  organisation_id uuid NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(btrim(name)) BETWEEN 1 AND 60),
  opened_by uuid NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  -- Until when people say that they want to be in.
  answers_until timestamptz NOT NULL,
  size smallint NOT NULL CHECK (size BETWEEN 2 AND 5),
  common_half_hours smallint NOT NULL CHECK (common_half_hours BETWEEN 1 AND 40),
  cadence text NOT NULL CHECK (cadence IN ('weekly', 'fortnightly', 'monthly')),
  -- Part of the score -> less, usual or more.
  wishes jsonb NOT NULL DEFAULT '{}',
  -- Fixed here, so that asking again is not drawing again.
  seed integer NOT NULL CHECK (seed >= 0),
  published_at timestamptz,
  withdrawn_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, opened_by) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON matching_round (organisation_id, opened_by);

CREATE TABLE round_invitee (
  organisation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  person_id uuid NOT NULL,
  PRIMARY KEY (organisation_id, round_id, person_id),
  FOREIGN KEY (organisation_id, round_id) REFERENCES matching_round (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON round_invitee (organisation_id, person_id);

-- Who wants to be in is known to the organiser; who does not, or says nothing, to nobody. `left_over`: why no circle was
-- found, from what is public.
CREATE TABLE round_answer (
  organisation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  person_id uuid NOT NULL,
  joining boolean NOT NULL,
  answered_at timestamptz NOT NULL DEFAULT now(),
  left_over jsonb,
  PRIMARY KEY (organisation_id, round_id, person_id),
  FOREIGN KEY (organisation_id, round_id, person_id) REFERENCES round_invitee (organisation_id, round_id, person_id)
    ON DELETE CASCADE
);

-- Five at most. One that was cancelled, or whose server ended, leaves the round as it was and may be asked for again.
CREATE TABLE round_solve (
  organisation_id uuid NOT NULL,
  round_id uuid NOT NULL,
  number smallint NOT NULL CHECK (number BETWEEN 1 AND 5),
  asked_at timestamptz NOT NULL DEFAULT now(),
  -- Hundredths, and when it last showed that it is at work.
  progress smallint NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  seen_at timestamptz NOT NULL DEFAULT now(),
  cancelled_at timestamptz,
  finished_at timestamptz,
  -- Circles with public parts and facts, and who has none with a public reason.
  result jsonb,
  PRIMARY KEY (organisation_id, round_id, number),
  FOREIGN KEY (organisation_id, round_id) REFERENCES matching_round (organisation_id, id) ON DELETE CASCADE,
  CHECK ((finished_at IS NULL) = (result IS NULL))
);

-- A circle as it was drawn. Who sits in it never changes: a circle that is drawn anew is another row.
CREATE TABLE round_circle (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  redrawn boolean NOT NULL,
  -- Score, parts, facts and common hours: what its members may all know.
  described jsonb NOT NULL,
  drawn_at timestamptz NOT NULL DEFAULT now(),
  replaced_at timestamptz,
  circle_id uuid,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, round_id) REFERENCES matching_round (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE SET NULL (circle_id)
);
CREATE INDEX ON round_circle (organisation_id, round_id);

CREATE TABLE round_place (
  organisation_id uuid NOT NULL,
  round_circle_id uuid NOT NULL,
  person_id uuid NOT NULL,
  PRIMARY KEY (organisation_id, round_circle_id, person_id),
  FOREIGN KEY (organisation_id, round_circle_id) REFERENCES round_circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON round_place (organisation_id, person_id);

CREATE TABLE round_reply (
  organisation_id uuid NOT NULL,
  round_circle_id uuid NOT NULL,
  person_id uuid NOT NULL,
  accepted boolean NOT NULL,
  replied_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, round_circle_id, person_id),
  FOREIGN KEY (organisation_id, round_circle_id, person_id)
    REFERENCES round_place (organisation_id, round_circle_id, person_id) ON DELETE CASCADE
);

CREATE FUNCTION organises_round(round uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM matching_round r WHERE r.organisation_id = acting_organisation() AND r.id = round
    AND r.opened_by = acting_person())
$$;
CREATE FUNCTION is_invited_to_round(round uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM round_invitee i WHERE i.organisation_id = acting_organisation() AND i.round_id = round
    AND i.person_id = acting_person())
$$;
CREATE FUNCTION has_round_place(which uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM round_place p JOIN round_circle c ON c.organisation_id = p.organisation_id
      AND c.id = p.round_circle_id
    WHERE p.organisation_id = acting_organisation() AND p.round_circle_id = which AND p.person_id = acting_person()
      AND c.replaced_at IS NULL)
$$;
GRANT EXECUTE ON FUNCTION organises_round, is_invited_to_round, has_round_place TO rondo_app;

CALL protect_table('matching_round', 'SELECT, UPDATE');
CALL open_to_definers('matching_round', 'ALL');
CREATE POLICY invited ON matching_round FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND (opened_by = acting_person() OR is_invited_to_round(id)));
CREATE POLICY open ON matching_round FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND opened_by = acting_person());
CREATE POLICY change ON matching_round FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND opened_by = acting_person() AND published_at IS NULL);
GRANT SELECT, INSERT (organisation_id, id, name, opened_by, answers_until, size, common_half_hours, cadence, wishes, seed),
  UPDATE (withdrawn_at, answers_until) ON matching_round TO rondo_app;

CALL protect_table('round_invitee', 'SELECT');
CALL open_to_definers('round_invitee', 'ALL');
CREATE POLICY self_or_organiser ON round_invitee FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND (person_id = acting_person() OR organises_round(round_id)));
GRANT SELECT ON round_invitee TO rondo_app;

CALL protect_table('round_answer', 'SELECT, UPDATE');
CALL open_to_definers('round_answer', 'ALL');
CREATE POLICY self ON round_answer TO rondo_app USING (organisation_id = acting_organisation()
    AND person_id = acting_person() AND is_invited_to_round(round_id));
CREATE POLICY organiser ON round_answer FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND joining AND organises_round(round_id));
GRANT SELECT, INSERT (organisation_id, round_id, person_id, joining), UPDATE (joining, answered_at)
  ON round_answer TO rondo_app;

CALL protect_table('round_solve', 'SELECT, UPDATE');
CALL open_to_definers('round_solve', 'ALL');
CREATE POLICY organiser ON round_solve FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND organises_round(round_id));
GRANT SELECT ON round_solve TO rondo_app;

-- The organiser, too, sees no more of what is published than who sits in their own circle.
CALL protect_table('round_circle', 'SELECT, INSERT, UPDATE');
CALL open_to_definers('round_circle', 'ALL');
CREATE POLICY placed ON round_circle FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND has_round_place(id));
GRANT SELECT ON round_circle TO rondo_app;

CALL protect_table('round_place', 'SELECT, INSERT');
CALL open_to_definers('round_place', 'ALL');
CREATE POLICY placed ON round_place FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND has_round_place(round_circle_id));
GRANT SELECT ON round_place TO rondo_app;

CALL protect_table('round_reply', 'SELECT');
CALL open_to_definers('round_reply', 'ALL');
CREATE POLICY self ON round_reply FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT ON round_reply TO rondo_app;

-- Invites these people, or everybody where none is named, and tells them at their next visit.
CREATE FUNCTION invite_to_round(round uuid, people uuid[]) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r matching_round%ROWTYPE;
BEGIN
  SELECT * INTO r FROM matching_round WHERE organisation_id = acting_organisation() AND id = round
    AND opened_by = acting_person() AND published_at IS NULL AND withdrawn_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  WITH fresh AS (
    INSERT INTO round_invitee (organisation_id, round_id, person_id)
    SELECT r.organisation_id, r.id, p.id FROM person p WHERE p.organisation_id = r.organisation_id
      AND (people IS NULL OR p.id = ANY (people))
    ON CONFLICT DO NOTHING RETURNING person_id)
  INSERT INTO person_notice (organisation_id, id, person_id, kind, facts)
  SELECT r.organisation_id, gen_random_uuid(), f.person_id, 'round-opened', jsonb_build_object('about', r.id, 'circle', r.name)
  FROM fresh f WHERE f.person_id <> r.opened_by;
  RETURN true;
END $$;

-- The number of the solve to run: the one that never came to its end, or a new one. Null: none is left, or there is nothing
-- to solve any more. `running` is how long one that shows nothing is taken to be at work.
CREATE FUNCTION ask_for_solve(round uuid, running interval) RETURNS smallint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE s round_solve%ROWTYPE; fresh smallint;
BEGIN
  PERFORM 1 FROM matching_round WHERE organisation_id = acting_organisation() AND id = round
    AND opened_by = acting_person() AND published_at IS NULL AND withdrawn_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT * INTO s FROM round_solve WHERE organisation_id = acting_organisation() AND round_id = round
    ORDER BY number DESC LIMIT 1 FOR UPDATE;
  IF FOUND AND s.finished_at IS NULL THEN
    IF s.cancelled_at IS NULL AND s.seen_at > now() - running THEN RETURN NULL; END IF;
    UPDATE round_solve SET asked_at = now(), seen_at = now(), progress = 0, cancelled_at = NULL
      WHERE organisation_id = s.organisation_id AND round_id = round AND number = s.number;
    RETURN s.number;
  END IF;
  fresh := coalesce(s.number, 0) + 1;
  IF fresh > 5 THEN RETURN NULL; END IF;
  INSERT INTO round_solve (organisation_id, round_id, number) VALUES (acting_organisation(), round, fresh);
  RETURN fresh;
END $$;

CREATE FUNCTION cancel_solve(round uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT organises_round(round) THEN RETURN false; END IF;
  UPDATE round_solve SET cancelled_at = now() WHERE organisation_id = acting_organisation() AND round_id = round
    AND finished_at IS NULL AND cancelled_at IS NULL;
  RETURN FOUND;
END $$;

-- Makes a proposal known: its circles with their places, and a word to everybody who is in. Once.
CREATE FUNCTION publish_round(round uuid, solve smallint) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r matching_round%ROWTYPE; found_result jsonb; drawn jsonb; which uuid;
BEGIN
  SELECT * INTO r FROM matching_round WHERE organisation_id = acting_organisation() AND id = round
    AND opened_by = acting_person() AND published_at IS NULL AND withdrawn_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  SELECT result INTO found_result FROM round_solve WHERE organisation_id = r.organisation_id AND round_id = round
    AND number = solve AND finished_at IS NOT NULL;
  IF NOT FOUND OR jsonb_array_length(found_result->'circles') = 0 THEN RETURN false; END IF;
  -- Somebody thought better of it meanwhile: nobody is given a place that they do not want.
  IF EXISTS (SELECT 1 FROM jsonb_array_elements(found_result->'circles') d, jsonb_array_elements_text(d->'members') m
      WHERE NOT EXISTS (SELECT 1 FROM round_answer a WHERE a.organisation_id = r.organisation_id AND a.round_id = round
        AND a.person_id = m::uuid AND a.joining)) THEN
    RETURN false;
  END IF;
  FOR drawn IN SELECT * FROM jsonb_array_elements(found_result->'circles') LOOP
    which := gen_random_uuid();
    INSERT INTO round_circle (organisation_id, id, round_id, redrawn, described)
      VALUES (r.organisation_id, which, round, false, drawn);
    INSERT INTO round_place (organisation_id, round_circle_id, person_id)
      SELECT r.organisation_id, which, p.id FROM jsonb_array_elements_text(drawn->'members') m
      JOIN person p ON p.organisation_id = r.organisation_id AND p.id = m::uuid;
  END LOOP;
  UPDATE round_answer a SET left_over = u->'reason' FROM jsonb_array_elements(found_result->'unplaced') u
    WHERE a.organisation_id = r.organisation_id AND a.round_id = round AND a.person_id = (u->>'person')::uuid;
  INSERT INTO person_notice (organisation_id, id, person_id, kind, facts)
    SELECT r.organisation_id, gen_random_uuid(), a.person_id, 'round-published',
      jsonb_build_object('about', r.id, 'circle', r.name)
    FROM round_answer a WHERE a.organisation_id = r.organisation_id AND a.round_id = round AND a.joining;
  UPDATE matching_round SET published_at = now() WHERE organisation_id = r.organisation_id AND id = round;
  RETURN true;
END $$;

-- How far a published round is, in counts only: who waits for whom is for nobody.
CREATE FUNCTION count_round_circles(round uuid) RETURNS TABLE (circles bigint, founded bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT count(*), count(circle_id) FROM round_circle c WHERE c.organisation_id = acting_organisation()
    AND c.round_id = round AND c.replaced_at IS NULL AND organises_round(round)
$$;

-- One yes or no, which stands. With the last yes the circle is founded: everybody has a seat, and its id is `circle`. The
-- round is locked first, as whoever draws anew does.
CREATE FUNCTION answer_round_circle(which uuid, accept boolean, circle uuid, circle_name text) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE c round_circle%ROWTYPE; seated uuid;
BEGIN
  IF NOT has_round_place(which) THEN RETURN 'not-found'; END IF;
  SELECT * INTO c FROM round_circle WHERE organisation_id = acting_organisation() AND id = which;
  PERFORM 1 FROM matching_round WHERE organisation_id = c.organisation_id AND id = c.round_id FOR NO KEY UPDATE;
  SELECT * INTO c FROM round_circle WHERE organisation_id = acting_organisation() AND id = which FOR UPDATE;
  IF c.replaced_at IS NOT NULL THEN RETURN 'gone'; END IF;
  INSERT INTO round_reply (organisation_id, round_circle_id, person_id, accepted)
    VALUES (c.organisation_id, which, acting_person(), accept) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN 'answered'; END IF;
  IF NOT accept THEN RETURN 'declined'; END IF;
  IF EXISTS (SELECT 1 FROM round_place p WHERE p.organisation_id = c.organisation_id AND p.round_circle_id = which
      AND NOT EXISTS (SELECT 1 FROM round_reply y WHERE y.organisation_id = p.organisation_id
        AND y.round_circle_id = which AND y.person_id = p.person_id AND y.accepted)) THEN
    RETURN 'accepted';
  END IF;
  INSERT INTO circle (organisation_id, id, name, created_by)
    VALUES (c.organisation_id, circle, circle_name, acting_person());
  FOR seated IN SELECT p.person_id FROM round_place p WHERE p.organisation_id = c.organisation_id
      AND p.round_circle_id = which ORDER BY p.person_id LOOP
    PERFORM seat_member(c.organisation_id, circle, seated, gen_random_uuid());
  END LOOP;
  UPDATE round_circle SET circle_id = circle WHERE organisation_id = c.organisation_id AND id = which;
  INSERT INTO person_notice (organisation_id, id, person_id, kind, facts)
    SELECT p.organisation_id, gen_random_uuid(), p.person_id, 'round-founded',
      jsonb_build_object('about', circle, 'circle', circle_name)
    FROM round_place p WHERE p.organisation_id = c.organisation_id AND p.round_circle_id = which
      AND p.person_id <> acting_person();
  RETURN 'founded';
END $$;

GRANT EXECUTE ON FUNCTION invite_to_round, ask_for_solve, cancel_solve, publish_round, count_round_circles,
  answer_round_circle TO rondo_app;
