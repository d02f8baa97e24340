-- Circles that are open to colleagues who ask, and circles that become two.

-- What somebody says when they ask, sealed with their key.
ALTER TABLE join_request ADD COLUMN sentence text NOT NULL DEFAULT '' CHECK (length(sentence) <= 1200);
GRANT SELECT (sentence) ON join_request TO rondo_app;

-- Open circles that the asker is not in: what their members agreed to show, how many sit there, and whether the asker asked.
CREATE FUNCTION list_open_circles()
  RETURNS TABLE (circle_id uuid, name text, words jsonb, members integer, asked boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c.id, c.name, d.words, m.members, EXISTS (SELECT 1 FROM join_request r WHERE r.organisation_id = c.organisation_id
    AND r.circle_id = c.id AND r.person_id = acting_person() AND r.answered_at IS NULL)
  FROM circle_decision d JOIN circle c ON c.organisation_id = d.organisation_id AND c.id = d.circle_id
    CROSS JOIN LATERAL (SELECT count(*)::integer AS members FROM membership m WHERE m.organisation_id = c.organisation_id
      AND m.circle_id = c.id AND m.left_at IS NULL) m
  WHERE d.organisation_id = acting_organisation() AND acting_person() IS NOT NULL AND d.kind = 'open'
    AND d.settled_at IS NOT NULL AND d.ended_at IS NULL AND m.members > 0 AND NOT is_member(c.id)
    AND NOT EXISTS (SELECT 1 FROM circle_closure x WHERE x.organisation_id = c.organisation_id AND x.circle_id = c.id)
  ORDER BY m.members = 5, c.name, c.id
$$;

-- Asks to join an open circle: 'asked', 'member', 'not-open', or 'lately' within two weeks of a no. Asking twice is asking once.
CREATE FUNCTION ask_open_circle(circle uuid, request_id uuid, said text) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM 1 FROM circle c WHERE c.organisation_id = acting_organisation() AND c.id = circle FOR NO KEY UPDATE;
  IF is_member(circle) THEN RETURN 'member'; END IF;
  IF NOT EXISTS (SELECT 1 FROM list_open_circles() o WHERE o.circle_id = circle) THEN RETURN 'not-open'; END IF;
  IF EXISTS (SELECT 1 FROM join_request r WHERE r.organisation_id = acting_organisation() AND r.circle_id = circle
      AND r.person_id = acting_person() AND NOT r.accepted AND r.answered_at > now() - interval '14 days') THEN
    RETURN 'lately';
  END IF;
  INSERT INTO join_request (organisation_id, id, circle_id, person_id, sentence)
    VALUES (acting_organisation(), request_id, circle, acting_person(), said) ON CONFLICT DO NOTHING;
  RETURN 'asked';
END $$;
GRANT EXECUTE ON FUNCTION list_open_circles, ask_open_circle TO rondo_app;

CALL open_to_definers('circle_content', 'ALL');
CALL open_to_definers('agreement_clause', 'ALL');

-- Makes two circles of one: seats, the agreement's words as a first version that everyone consents to anew, and the old circle
-- closed, which its members go on reading. False where somebody came or went since: everyone of now has one place, and
-- whoever else has one asked to join. The meeting link stays behind, so that the two do not meet in each other's call. The
-- caller holds the lock on the circle.
CREATE FUNCTION part_in_two(d circle_decision) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE half jsonb; fresh uuid; agreed integer; seated uuid;
BEGIN
  IF EXISTS (SELECT 1 FROM jsonb_array_elements(d.words->'circles') h WHERE jsonb_array_length(h->'members') NOT BETWEEN 2 AND 5)
    OR EXISTS (
      WITH told AS (SELECT p::uuid AS person FROM jsonb_array_elements(d.words->'circles') h,
          jsonb_array_elements_text(h->'members') p),
        here AS (SELECT m.person_id AS person FROM membership m WHERE m.organisation_id = d.organisation_id
          AND m.circle_id = d.circle_id AND m.left_at IS NULL),
        asking AS (SELECT r.person_id AS person FROM join_request r WHERE r.organisation_id = d.organisation_id
          AND r.circle_id = d.circle_id AND r.answered_at IS NULL)
      SELECT person FROM told GROUP BY person HAVING count(*) > 1
      UNION ALL SELECT person FROM here WHERE person NOT IN (SELECT person FROM told)
      UNION ALL SELECT person FROM told WHERE person NOT IN (SELECT person FROM here)
        AND person NOT IN (SELECT person FROM asking)) THEN
    RETURN false;
  END IF;
  -- What is in force; where nothing is yet, what is proposed.
  SELECT v.version INTO agreed FROM agreement_version v WHERE v.organisation_id = d.organisation_id
    AND v.circle_id = d.circle_id AND v.withdrawn_at IS NULL ORDER BY v.in_force_at IS NULL, v.version DESC LIMIT 1;
  FOR half IN SELECT * FROM jsonb_array_elements(d.words->'circles') LOOP
    fresh := (half->>'id')::uuid;
    INSERT INTO circle (organisation_id, id, name, created_by)
      VALUES (d.organisation_id, fresh, half->>'name', acting_person());
    INSERT INTO circle_content (organisation_id, circle_id, purpose, focus_skill, changed_by)
      SELECT c.organisation_id, fresh, c.purpose, c.focus_skill, acting_person() FROM circle_content c
      WHERE c.organisation_id = d.organisation_id AND c.circle_id = d.circle_id;
    INSERT INTO agreement_version (organisation_id, circle_id, version, proposed_by)
      VALUES (d.organisation_id, fresh, 1, acting_person());
    INSERT INTO agreement_clause (organisation_id, circle_id, version, clause_id, position, template, title, body, changed_by)
      SELECT c.organisation_id, fresh, 1, c.clause_id, c.position, c.template, c.title, c.body, acting_person()
      FROM agreement_clause c WHERE c.organisation_id = d.organisation_id AND c.circle_id = d.circle_id
        AND c.version = agreed;
    FOR seated IN SELECT p::uuid FROM jsonb_array_elements_text(half->'members') p LOOP
      PERFORM seat_member(d.organisation_id, fresh, seated, gen_random_uuid());
      IF seated <> acting_person() THEN
        INSERT INTO person_notice (organisation_id, id, person_id, kind, facts)
          VALUES (d.organisation_id, gen_random_uuid(), seated, 'circle-split',
            jsonb_build_object('about', fresh, 'circle', half->>'name'));
      END IF;
      UPDATE join_request SET answered_at = now(), answered_by = acting_person(), accepted = true
        WHERE organisation_id = d.organisation_id AND circle_id = d.circle_id AND person_id = seated
          AND answered_at IS NULL;
    END LOOP;
  END LOOP;
  UPDATE invitation SET revoked_at = now() WHERE organisation_id = d.organisation_id AND circle_id = d.circle_id
    AND revoked_at IS NULL;
  INSERT INTO circle_closure (organisation_id, circle_id, closed_by)
    VALUES (d.organisation_id, d.circle_id, acting_person()) ON CONFLICT DO NOTHING;
  RETURN true;
END $$;

-- As in 0019, and a circle that becomes two; 'stale' where that does not fit any more.
CREATE OR REPLACE FUNCTION settle_decision(which uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE d circle_decision%ROWTYPE;
BEGIN
  SELECT * INTO d FROM circle_decision WHERE organisation_id = acting_organisation() AND id = which;
  IF NOT FOUND OR NOT is_member(d.circle_id) THEN RETURN 'gone'; END IF;
  PERFORM 1 FROM circle c WHERE c.organisation_id = d.organisation_id AND c.id = d.circle_id FOR NO KEY UPDATE;
  SELECT * INTO d FROM circle_decision WHERE organisation_id = acting_organisation() AND id = which FOR UPDATE;
  IF d.withdrawn_at IS NOT NULL OR d.settled_at IS NOT NULL OR EXISTS (SELECT 1 FROM circle_closure x
      WHERE x.organisation_id = d.organisation_id AND x.circle_id = d.circle_id) THEN
    RETURN 'gone';
  END IF;
  IF EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = d.organisation_id AND m.circle_id = d.circle_id
      AND m.left_at IS NULL AND NOT EXISTS (SELECT 1 FROM decision_agreement a WHERE a.organisation_id = d.organisation_id
        AND a.decision_id = d.id AND a.person_id = m.person_id AND a.agreed_at >= m.joined_at)) THEN
    RETURN 'waits';
  END IF;
  IF d.kind = 'split' AND NOT part_in_two(d) THEN RETURN 'stale'; END IF;
  UPDATE circle_decision SET ended_at = now() WHERE organisation_id = d.organisation_id AND circle_id = d.circle_id
    AND settled_at IS NOT NULL AND ended_at IS NULL
    AND (kind = d.kind OR (kind IN ('cycle', 'rest', 'farewell') AND d.kind IN ('cycle', 'rest', 'farewell')));
  UPDATE circle_decision SET settled_at = now() WHERE organisation_id = d.organisation_id AND id = d.id;
  RETURN 'settled';
END $$;
