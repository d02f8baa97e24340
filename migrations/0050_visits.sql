-- Visits: somebody of another circle sits in on one session. They ask; every member of the circle agrees to this guest in
-- this session; the guest agrees to the circle's agreement, and comes in once the room is open. With the session's end, or
-- when either side takes the visit back, the guest's row among the session's members goes, and everything that hangs on it:
-- only what they wrote themselves, and what was addressed to them by name, stays theirs (docs/decisions/0015).

CREATE TABLE visit (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  -- The circle that is visited.
  circle_id uuid NOT NULL,
  guest_id uuid NOT NULL,
  -- What the guest says when they ask, sealed with their key.
  sentence text NOT NULL DEFAULT '' CHECK (length(sentence) <= 1200),
  asked_at timestamptz NOT NULL DEFAULT now(),
  -- The session that every member agreed to, and when.
  session_id uuid,
  agreed_at timestamptz,
  -- The version of the circle's agreement that the guest agreed to.
  consented_version integer,
  consented_at timestamptz,
  came_at timestamptz,
  ended_at timestamptz,
  ended_how text CHECK (ended_how IN ('over', 'not now', 'taken back')),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, guest_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, session_id) REFERENCES session (organisation_id, id) ON DELETE SET NULL (session_id),
  CHECK ((ended_at IS NULL) = (ended_how IS NULL)),
  CHECK (consented_version IS NULL OR agreed_at IS NOT NULL),
  CHECK (came_at IS NULL OR consented_version IS NOT NULL)
);
CREATE UNIQUE INDEX visit_one_open ON visit (organisation_id, circle_id, guest_id) WHERE ended_at IS NULL;
CREATE INDEX visit_of_guest ON visit (organisation_id, guest_id, asked_at DESC);
CREATE INDEX visit_of_session ON visit (organisation_id, session_id) WHERE session_id IS NOT NULL;

-- A guest of one session. Reads and writes it while it is open, and is counted nowhere else.
ALTER TABLE session_member ADD COLUMN guest boolean NOT NULL DEFAULT false;

CALL protect_table('visit');
CALL open_to_definers('visit', 'ALL');
-- Their own; those to a circle that one is in; and who was a guest in a session that one took part in.
CREATE POLICY readers ON visit FOR SELECT TO rondo_app USING (organisation_id = acting_organisation() AND (
  guest_id = acting_person() OR is_member(circle_id)
  OR (came_at IS NOT NULL AND coalesce((SELECT true FROM session_member m WHERE m.organisation_id = visit.organisation_id
    AND m.session_id = visit.session_id AND m.person_id = acting_person() AND NOT m.guest), false))));
-- Made and changed by the functions below alone.
GRANT SELECT ON visit TO rondo_app;

-- Whether somebody manages a member of now or is managed by one: then they practise together by their own opt-in only, and
-- not as a guest. Not granted.
CREATE FUNCTION manages_in(organisation uuid, circle uuid, guest uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM membership m JOIN person p ON p.organisation_id = m.organisation_id AND p.id = m.person_id
    JOIN person g ON g.organisation_id = organisation AND g.id = guest
    WHERE m.organisation_id = organisation AND m.circle_id = circle AND m.left_at IS NULL
      AND (p.manager_id = g.id OR g.manager_id = p.id))
$$;

-- The version of a circle's agreement that is in force. Not granted.
CREATE FUNCTION version_in_force(organisation uuid, circle uuid) RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT max(v.version) FROM agreement_version v WHERE v.organisation_id = organisation AND v.circle_id = circle
    AND v.in_force_at IS NOT NULL
$$;

-- Tells one person about a visit, in the place of what they were told of it before. Not granted.
CREATE FUNCTION tell_of_visit(v visit, who uuid, what text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE person_notice SET seen_at = now() WHERE organisation_id = v.organisation_id AND person_id = who
    AND seen_at IS NULL AND facts ->> 'about' = v.id::text;
  IF what IS NULL THEN RETURN; END IF;
  INSERT INTO person_notice (organisation_id, id, person_id, kind, facts)
    SELECT v.organisation_id, gen_random_uuid(), who, what, jsonb_build_object('about', v.id, 'circle', c.name)
    FROM circle c WHERE c.organisation_id = v.organisation_id AND c.id = v.circle_id;
END $$;

-- Asks to visit a circle: 'asked', 'member', 'gone', or 'lately' within two weeks of a "not now". Asking twice is asking once.
CREATE FUNCTION ask_visit(circle uuid, visit_id uuid, said text) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  -- Who only asked to belong visits nobody.
  IF acting_person() IS NULL OR acts_as_applicant() THEN RETURN 'gone'; END IF;
  PERFORM 1 FROM circle c WHERE c.organisation_id = acting_organisation() AND c.id = circle FOR NO KEY UPDATE;
  IF NOT FOUND OR EXISTS (SELECT 1 FROM circle_closure x WHERE x.organisation_id = acting_organisation()
      AND x.circle_id = circle) THEN
    RETURN 'gone';
  END IF;
  IF is_member(circle) THEN RETURN 'member'; END IF;
  IF EXISTS (SELECT 1 FROM visit v WHERE v.organisation_id = acting_organisation() AND v.circle_id = circle
      AND v.guest_id = acting_person() AND v.ended_how = 'not now' AND v.ended_at > now() - interval '14 days') THEN
    RETURN 'lately';
  END IF;
  INSERT INTO visit (organisation_id, id, circle_id, guest_id, sentence)
    VALUES (acting_organisation(), visit_id, circle, acting_person(), said) ON CONFLICT DO NOTHING;
  RETURN 'asked';
END $$;

-- What keeps members from agreeing to a guest in a session: null, 'gone', 'session-gone', 'manager', or 'came' already.
CREATE FUNCTION visit_hindered(which uuid, in_session uuid) RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE v visit%ROWTYPE;
BEGIN
  SELECT * INTO v FROM visit WHERE organisation_id = acting_organisation() AND id = which AND ended_at IS NULL;
  IF NOT FOUND OR NOT is_member(v.circle_id) THEN RETURN 'gone'; END IF;
  IF v.came_at IS NOT NULL THEN RETURN 'came'; END IF;
  IF NOT EXISTS (SELECT 1 FROM session s WHERE s.organisation_id = v.organisation_id AND s.id = in_session
      AND s.circle_id = v.circle_id AND s.status IN ('planned', 'open', 'running')) THEN
    RETURN 'session-gone';
  END IF;
  -- Whoever sits in the circle by now needs no visit.
  IF EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = v.organisation_id AND m.circle_id = v.circle_id
      AND m.person_id = v.guest_id AND m.left_at IS NULL) THEN
    RETURN 'gone';
  END IF;
  IF manages_in(v.organisation_id, v.circle_id, v.guest_id) THEN RETURN 'manager'; END IF;
  RETURN NULL;
END $$;

-- Every member has agreed. Not granted; the caller holds the lock on the circle.
CREATE FUNCTION let_visit(d circle_decision) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE v visit%ROWTYPE;
BEGIN
  IF visit_hindered((d.words->>'visit')::uuid, (d.words->>'session')::uuid) IS NOT NULL THEN RETURN false; END IF;
  UPDATE visit SET session_id = (d.words->>'session')::uuid, agreed_at = now(), consented_version = NULL, consented_at = NULL
    WHERE organisation_id = d.organisation_id AND id = (d.words->>'visit')::uuid AND circle_id = d.circle_id
    RETURNING * INTO v;
  PERFORM tell_of_visit(v, v.guest_id, 'visit-agreed');
  RETURN true;
END $$;

ALTER TABLE circle_decision DROP CONSTRAINT circle_decision_kind_check;
ALTER TABLE circle_decision ADD CONSTRAINT circle_decision_kind_check
  CHECK (kind IN ('cycle', 'rest', 'farewell', 'open', 'split', 'visit'));

-- As in 0029, and a guest in a session, whose row says the rest: the question is over with its answer.
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
  IF d.kind = 'visit' AND NOT let_visit(d) THEN RETURN 'stale'; END IF;
  UPDATE circle_decision SET ended_at = now() WHERE organisation_id = d.organisation_id AND circle_id = d.circle_id
    AND settled_at IS NOT NULL AND ended_at IS NULL
    AND (kind = d.kind OR (kind IN ('cycle', 'rest', 'farewell') AND d.kind IN ('cycle', 'rest', 'farewell')));
  UPDATE circle_decision SET settled_at = now(), ended_at = CASE WHEN d.kind = 'visit' THEN now() END
    WHERE organisation_id = d.organisation_id AND id = d.id;
  RETURN 'settled';
END $$;

-- Ends a visit, by its guest or by any member of the circle: 'taken back', 'not now' where a circle had not agreed yet, or
-- null. A question about it that is still open goes with it. Nobody is told which member it was.
CREATE FUNCTION end_visit(which uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE v visit%ROWTYPE; how text; mine boolean; one uuid;
BEGIN
  SELECT * INTO v FROM visit WHERE organisation_id = acting_organisation() AND id = which;
  IF NOT FOUND OR NOT (coalesce(v.guest_id = acting_person(), false) OR is_member(v.circle_id)) THEN RETURN NULL; END IF;
  PERFORM 1 FROM circle c WHERE c.organisation_id = v.organisation_id AND c.id = v.circle_id FOR NO KEY UPDATE;
  SELECT * INTO v FROM visit WHERE organisation_id = acting_organisation() AND id = which FOR UPDATE;
  IF v.ended_at IS NOT NULL THEN RETURN NULL; END IF;
  mine := v.guest_id = acting_person();
  how := CASE WHEN mine OR v.agreed_at IS NOT NULL THEN 'taken back' ELSE 'not now' END;
  UPDATE visit SET ended_at = now(), ended_how = how WHERE organisation_id = v.organisation_id AND id = v.id;
  UPDATE circle_decision SET withdrawn_at = now() WHERE organisation_id = v.organisation_id AND circle_id = v.circle_id
    AND kind = 'visit' AND settled_at IS NULL AND withdrawn_at IS NULL AND words->>'visit' = v.id::text;
  DELETE FROM session_member WHERE organisation_id = v.organisation_id AND session_id = v.session_id
    AND person_id = v.guest_id AND guest;
  PERFORM tell_of_visit(v, v.guest_id, CASE WHEN mine THEN NULL WHEN v.agreed_at IS NULL THEN 'visit-not-now' ELSE 'visit-off' END);
  IF mine AND v.agreed_at IS NOT NULL THEN
    FOR one IN SELECT m.person_id FROM membership m WHERE m.organisation_id = v.organisation_id AND m.circle_id = v.circle_id
        AND m.left_at IS NULL LOOP
      PERFORM tell_of_visit(v, one, 'visit-guest-off');
    END LOOP;
  END IF;
  RETURN how;
END $$;

-- What a guest may know of the session that a circle agreed to let them into, before they are in: when it is and whether its
-- room is open. Nothing else of it.
CREATE FUNCTION visited_session(which uuid)
  RETURNS TABLE (status text, starts_at timestamptz, time_zone text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.status, s.starts_at, s.time_zone FROM visit v
  JOIN session s ON s.organisation_id = v.organisation_id AND s.id = v.session_id
  WHERE v.organisation_id = acting_organisation() AND v.id = which AND v.guest_id = acting_person()
    AND v.agreed_at IS NOT NULL AND v.ended_at IS NULL
$$;

-- The circle's agreement, as a guest must read it before they agree to it: the clauses in force, without who wrote or agreed.
CREATE FUNCTION visited_agreement(which uuid)
  RETURNS TABLE (version integer, clause_id uuid, title text, body text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c.version, c.clause_id, c.title, c.body FROM visit v
  JOIN agreement_clause c ON c.organisation_id = v.organisation_id AND c.circle_id = v.circle_id
    AND c.version = version_in_force(v.organisation_id, v.circle_id)
  WHERE v.organisation_id = acting_organisation() AND v.id = which AND v.guest_id = acting_person()
    AND v.agreed_at IS NOT NULL AND v.ended_at IS NULL
  ORDER BY c.position
$$;

-- The guest agrees to one version; false where another is in force by now.
CREATE FUNCTION consent_to_visit(which uuid, to_version integer) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE visit v SET consented_version = to_version, consented_at = now()
    WHERE v.organisation_id = acting_organisation() AND v.id = which AND v.guest_id = acting_person()
      AND v.agreed_at IS NOT NULL AND v.ended_at IS NULL
      AND to_version = version_in_force(v.organisation_id, v.circle_id);
  RETURN FOUND;
END $$;

-- Brings the guest to the room of the session that was agreed on, while it is open: its id, or null. They hear nothing of it
-- before they enter, as everybody who comes while it is open.
CREATE FUNCTION enter_visit(which uuid) RETURNS uuid
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE v visit%ROWTYPE;
BEGIN
  SELECT * INTO v FROM visit WHERE organisation_id = acting_organisation() AND id = which AND guest_id = acting_person();
  IF NOT FOUND THEN RETURN NULL; END IF;
  -- In the order in which everybody locks: the circle, the session, the visit.
  PERFORM 1 FROM circle c WHERE c.organisation_id = v.organisation_id AND c.id = v.circle_id FOR NO KEY UPDATE;
  PERFORM 1 FROM session s WHERE s.organisation_id = v.organisation_id AND s.id = v.session_id
    AND s.status IN ('open', 'running') FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT * INTO v FROM visit WHERE organisation_id = v.organisation_id AND id = v.id FOR UPDATE;
  IF v.agreed_at IS NULL OR v.ended_at IS NOT NULL OR manages_in(v.organisation_id, v.circle_id, v.guest_id)
    OR v.consented_version IS DISTINCT FROM version_in_force(v.organisation_id, v.circle_id)
    OR v.consented_version IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO session_member (organisation_id, session_id, person_id, came_while_open, guest)
    VALUES (v.organisation_id, v.session_id, v.guest_id, true, true) ON CONFLICT DO NOTHING;
  UPDATE visit SET came_at = coalesce(came_at, now()) WHERE organisation_id = v.organisation_id AND id = v.id;
  PERFORM tell_of_visit(v, v.guest_id, NULL);
  RETURN v.session_id;
END $$;

-- What a guest's room is made of while the session is open: the session, who takes part, the circle's own words for hard
-- moments. No cards and no earlier turns. Null for everybody else.
CREATE FUNCTION guest_room(which uuid) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT jsonb_build_object('number', s.number, 'one_device', s.one_device, 'playbook_slug', s.playbook_slug,
    'playbook_text', s.playbook_text, 'circle_id', c.id, 'circle_name', c.name, 'meeting_link', t.meeting_link,
    'cards', '[]'::jsonb, 'turns', '[]'::jsonb,
    'members', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'pronouns', p.pronouns,
        'timeZone', p.time_zone, 'cameWhileOpen', m.came_while_open, 'guest', m.guest, 'newcomer', false,
        'consented', EXISTS (SELECT 1 FROM agreement_consent a WHERE a.organisation_id = m.organisation_id
          AND a.circle_id = s.circle_id AND a.person_id = m.person_id
          AND a.version = version_in_force(s.organisation_id, s.circle_id))) ORDER BY m.guest, h.seat, p.name), '[]')
      FROM session_member m
      JOIN person p ON p.organisation_id = m.organisation_id AND p.id = m.person_id
      LEFT JOIN membership h ON h.organisation_id = m.organisation_id AND h.person_id = m.person_id
        AND h.circle_id = s.circle_id AND h.left_at IS NULL
      WHERE m.organisation_id = s.organisation_id AND m.session_id = s.id),
    'hard', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.clause_id, 'template', w.template, 'title', w.title,
        'body', w.body) ORDER BY w.position), '[]') FROM agreement_clause w WHERE w.organisation_id = s.organisation_id
        AND w.circle_id = s.circle_id AND w.version = version_in_force(s.organisation_id, s.circle_id)
        AND w.template = 'hard-moments'))
  FROM session s
  JOIN session_member mine ON mine.organisation_id = s.organisation_id AND mine.session_id = s.id
    AND mine.person_id = acting_person() AND mine.guest
  JOIN circle c ON c.organisation_id = s.organisation_id AND c.id = s.circle_id
  LEFT JOIN circle_content t ON t.organisation_id = c.organisation_id AND t.circle_id = c.id
  WHERE s.organisation_id = acting_organisation() AND s.id = which AND s.status IN ('open', 'running')
$$;

-- The session is over, in whatever way: its guests are guests no longer. One that was called off asks the circle anew.
CREATE FUNCTION see_guests_off() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  DELETE FROM session_member WHERE organisation_id = NEW.organisation_id AND session_id = NEW.id AND guest;
  IF NEW.status = 'cancelled' THEN
    UPDATE visit SET session_id = NULL, agreed_at = NULL, consented_version = NULL, consented_at = NULL
      WHERE organisation_id = NEW.organisation_id AND session_id = NEW.id AND ended_at IS NULL;
  ELSE
    UPDATE visit SET ended_at = now(), ended_how = 'over'
      WHERE organisation_id = NEW.organisation_id AND session_id = NEW.id AND ended_at IS NULL;
  END IF;
  -- Nothing says who was in a session that all agreed to forget.
  IF NEW.status = 'discarded' THEN
    UPDATE visit SET session_id = NULL, sentence = '' WHERE organisation_id = NEW.organisation_id AND session_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER see_guests_off AFTER UPDATE ON session FOR EACH ROW
  WHEN (NEW.status IN ('closed', 'expired', 'discarded', 'cancelled') AND OLD.status <> NEW.status)
  EXECUTE FUNCTION see_guests_off();

-- A guest's act changes the session's row, as everybody's does, but neither begins nor ends it.
CREATE FUNCTION guests_leave_it_be() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM session_member m WHERE m.organisation_id = OLD.organisation_id AND m.session_id = OLD.id
      AND m.person_id = acting_person() AND m.guest) THEN
    RAISE insufficient_privilege USING MESSAGE = 'a guest neither begins nor ends a session';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guests_leave_it_be BEFORE UPDATE ON session FOR EACH ROW
  WHEN (OLD.status <> NEW.status OR OLD.playbook_text IS DISTINCT FROM NEW.playbook_text)
  EXECUTE FUNCTION guests_leave_it_be();

GRANT EXECUTE ON FUNCTION ask_visit, visit_hindered, end_visit, visited_session, visited_agreement, consent_to_visit,
  enter_visit, guest_room TO rondo_app;

-- Open pages of the guest and of the circle hear that something about a visit has changed, never what.
CREATE FUNCTION tell_of_visits() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE v visit%ROWTYPE := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  PERFORM pg_notify('rondo_changes', v.organisation_id || ' visits ' || v.guest_id);
  PERFORM tell_members(v.organisation_id, v.circle_id, 'visits');
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON visit FOR EACH ROW EXECUTE FUNCTION tell_of_visits();

-- So does the guest that the room is open, or that the day has moved.
CREATE FUNCTION tell_guests_of_session() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM pg_notify('rondo_changes', v.organisation_id || ' visits ' || v.guest_id) FROM visit v
    WHERE v.organisation_id = NEW.organisation_id AND v.session_id = NEW.id AND v.ended_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER tell_guests AFTER UPDATE ON session FOR EACH ROW
  WHEN ((OLD.status = 'planned' AND NEW.status = 'open') OR OLD.starts_at IS DISTINCT FROM NEW.starts_at)
  EXECUTE FUNCTION tell_guests_of_session();

-- For mails, and for ending a forgotten session: who is asked, who is told, who was there. Not what they said.
CREATE POLICY worker ON visit FOR SELECT TO rondo_worker USING (true);
GRANT SELECT (organisation_id, id, circle_id, guest_id, session_id, agreed_at, came_at, ended_at, ended_how) ON visit
  TO rondo_worker;
