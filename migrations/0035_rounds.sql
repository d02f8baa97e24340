-- A look is fewer, and also for somebody who has no circle; moving places them.

-- The number of the look at somebody's places. Null: this is not how things stand; -1: there were as many looks as a round
-- may have, one for every third person, twenty at least, two hundred at most. The same look twice is one.
CREATE OR REPLACE FUNCTION look_for_places(round uuid, at_version smallint, person uuid) RETURNS smallint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r matching_round%ROWTYPE; d round_draft%ROWTYPE; found_number smallint; most bigint;
BEGIN
  SELECT * INTO r FROM hold_open_round(round);
  IF NOT FOUND OR r.draft_version IS DISTINCT FROM at_version THEN RETURN NULL; END IF;
  SELECT * INTO d FROM round_draft WHERE organisation_id = r.organisation_id AND round_id = round AND version = at_version;
  IF NOT EXISTS (SELECT 1 FROM jsonb_array_elements(d.circles) c WHERE c->'members' ? person::text
      UNION ALL SELECT 1 FROM jsonb_array_elements(d.unplaced) u WHERE u->>'person' = person::text) THEN
    RETURN NULL;
  END IF;
  SELECT l.number INTO found_number FROM round_look l JOIN round_draft o ON o.organisation_id = l.organisation_id
      AND o.round_id = l.round_id AND o.version = l.version
    WHERE l.organisation_id = r.organisation_id AND l.round_id = round AND l.person_id = person
      AND o.circles = d.circles AND o.locked = d.locked
    ORDER BY l.number LIMIT 1;
  IF FOUND THEN RETURN found_number; END IF;
  SELECT least(200, greatest(20, ceil(count(*) / 3.0))) INTO most
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
CREATE OR REPLACE FUNCTION move_in_draft(round uuid, at_version smallint, look smallint, place smallint) RETURNS smallint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r matching_round%ROWTYPE; d round_draft%ROWTYPE; o round_draft%ROWTYPE; l round_look%ROWTYPE; p jsonb;
  fresh jsonb; waiting jsonb;
BEGIN
  SELECT * INTO r FROM hold_open_round(round);
  IF NOT FOUND OR r.draft_version IS DISTINCT FROM at_version THEN RETURN NULL; END IF;
  SELECT * INTO d FROM round_draft WHERE organisation_id = r.organisation_id AND round_id = round AND version = at_version;
  SELECT * INTO l FROM round_look WHERE organisation_id = r.organisation_id AND round_id = round AND number = look;
  IF NOT FOUND OR place < 0 THEN RETURN NULL; END IF;
  SELECT * INTO o FROM round_draft WHERE organisation_id = r.organisation_id AND round_id = round AND version = l.version;
  p := l.places->place::integer;
  IF p IS NULL OR o.circles <> d.circles OR o.locked <> d.locked THEN RETURN NULL; END IF;
  fresh := jsonb_set(d.circles, ARRAY[p->>'circle'], p->'taken');
  IF p ? 'home' THEN fresh := jsonb_set(fresh, ARRAY[p->>'home'], p->'left'); END IF;
  SELECT coalesce(jsonb_agg(u.each ORDER BY u.at), '[]') INTO waiting
    FROM jsonb_array_elements(d.unplaced) WITH ORDINALITY AS u (each, at) WHERE u.each->>'person' <> l.person_id::text;
  RETURN put_draft(r, d.solve, fresh, waiting, d.locked,
    jsonb_strip_nulls(jsonb_build_object('kind', 'move', 'person', l.person_id, 'home', p->'home', 'circle', p->'circle',
      'swapWith', p->'swapWith')));
END $$;

-- The worker mails those whom a question of their circle waits for, or who may let somebody in. It sees who, and no words.
CREATE POLICY worker ON circle_decision FOR SELECT TO rondo_worker USING (true);
GRANT SELECT (organisation_id, id, circle_id, settled_at, withdrawn_at) ON circle_decision TO rondo_worker;
CREATE POLICY worker ON decision_agreement FOR SELECT TO rondo_worker USING (true);
GRANT SELECT (organisation_id, decision_id, person_id, agreed_at) ON decision_agreement TO rondo_worker;
CREATE POLICY worker ON join_request FOR SELECT TO rondo_worker USING (true);
GRANT SELECT (organisation_id, circle_id, person_id, answered_at) ON join_request TO rondo_worker;
