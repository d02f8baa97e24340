-- Sessions: facts in an append-only log, people's words in rows of their own, and who may read them.

-- A circle's own form of a playbook, or one that it wrote. Shipped playbooks are files in library/.
CREATE TABLE playbook (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  circle_id uuid NOT NULL,
  slug text NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  title text NOT NULL CHECK (length(title) <= 120),
  text text NOT NULL CHECK (length(text) <= 200000),
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, circle_id, slug),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE
);
CALL protect_table('playbook', 'SELECT');
-- Any member changes or lets go of the circle's forms; who made one is said by that person only.
CREATE POLICY members ON playbook FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
CREATE POLICY make ON playbook FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND is_member(circle_id) AND made_by = acting_person());
CREATE POLICY change ON playbook FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
CREATE POLICY let_go ON playbook FOR DELETE TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
GRANT SELECT, INSERT, UPDATE (title, text), DELETE ON playbook TO rondo_app;

CREATE TABLE session (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  circle_id uuid NOT NULL,
  -- The circle's count of sessions, given when the session opens; null while it is only planned.
  number integer,
  status text NOT NULL CHECK (status IN ('planned', 'open', 'running', 'closed', 'expired', 'discarded', 'cancelled')),
  starts_at timestamptz,
  time_zone text,
  playbook_slug text,
  -- The text as it was when the session opened: an edited playbook never changes a session.
  playbook_text text,
  one_device boolean NOT NULL DEFAULT false,
  -- Null once it is discarded: what stays names nobody.
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  ended_at timestamptz,
  -- Last event, and when it happened: the append takes its time from here and the clock, whichever is later.
  seq integer NOT NULL DEFAULT 0,
  last_at timestamptz NOT NULL DEFAULT now(),
  -- When nothing has happened by then the session expires; null when it is not open.
  expires_at timestamptz,
  -- From then on silence counts as agreeing to a discard; null when none is proposed.
  discard_settles_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX session_one_at_a_time ON session (organisation_id, circle_id) WHERE status IN ('open', 'running');
CREATE UNIQUE INDEX session_number ON session (organisation_id, circle_id, number);
CREATE INDEX session_by_time ON session (organisation_id, circle_id, created_at DESC);
CREATE INDEX session_expiry ON session (expires_at) WHERE status IN ('open', 'running');
CREATE INDEX session_discards ON session (discard_settles_at) WHERE discard_settles_at IS NOT NULL;
CREATE INDEX session_planned ON session (organisation_id, circle_id, starts_at) WHERE status = 'planned';

-- Who was a member when the session was held: the only ones who ever see it.
CREATE TABLE session_member (
  organisation_id uuid NOT NULL,
  session_id uuid NOT NULL,
  person_id uuid NOT NULL,
  PRIMARY KEY (organisation_id, session_id, person_id),
  FOREIGN KEY (organisation_id, session_id) REFERENCES session (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON session_member (organisation_id, person_id);

CREATE TABLE session_event (
  organisation_id uuid NOT NULL,
  session_id uuid NOT NULL,
  seq integer NOT NULL,
  at timestamptz NOT NULL,
  by_person uuid,
  via_person uuid,
  fact jsonb NOT NULL,
  PRIMARY KEY (organisation_id, session_id, seq),
  FOREIGN KEY (organisation_id, session_id) REFERENCES session (organisation_id, id) ON DELETE CASCADE
);

-- A command is applied once, whoever repeats it: a queue after a lost network, a second tab, a second node.
CREATE TABLE session_command (
  organisation_id uuid NOT NULL,
  session_id uuid NOT NULL,
  command_id uuid NOT NULL,
  person_id uuid NOT NULL,
  seq integer NOT NULL,
  PRIMARY KEY (organisation_id, session_id, command_id),
  FOREIGN KEY (organisation_id, session_id) REFERENCES session (organisation_id, id) ON DELETE CASCADE
);

-- core/session/words.ts says what these are. `pass` tells a repeated step's rows from the first time's.
CREATE TABLE session_words (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  step integer,
  pass integer NOT NULL DEFAULT 0,
  kind text NOT NULL,
  author_id uuid NOT NULL,
  -- Whose device it was written on, where it is not the author's.
  via_person uuid,
  subject_id uuid,
  audience text NOT NULL CHECK (audience IN ('author', 'subject', 'session')),
  body jsonb NOT NULL CHECK (length(body::text) <= 20000),
  created_at timestamptz NOT NULL,
  released_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, session_id) REFERENCES session (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, author_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON session_words (organisation_id, session_id);
CREATE INDEX ON session_words (organisation_id, subject_id) WHERE subject_id IS NOT NULL;

-- What one types, until it is sent: per author and field, last write wins; never an event, never logged.
CREATE TABLE session_draft (
  organisation_id uuid NOT NULL,
  session_id uuid NOT NULL,
  author_id uuid NOT NULL,
  field text NOT NULL CHECK (length(field) <= 160),
  body jsonb NOT NULL CHECK (length(body::text) <= 20000),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, session_id, author_id, field),
  FOREIGN KEY (organisation_id, session_id) REFERENCES session (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, author_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);

-- Who held which role, for the rota. Stays when a session is discarded: it has no words.
CREATE TABLE rota_turn (
  organisation_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  session_number integer NOT NULL,
  person_id uuid NOT NULL,
  role text NOT NULL CHECK (length(role) <= 40),
  PRIMARY KEY (organisation_id, circle_id, session_number, person_id, role),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX ON rota_turn (organisation_id, circle_id, person_id);

CREATE FUNCTION is_session_member(which uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM session_member m WHERE m.organisation_id = acting_organisation() AND m.session_id = which
    AND m.person_id = acting_person())
$$;
GRANT EXECUTE ON FUNCTION is_session_member TO rondo_app;

CALL protect_table('session', 'SELECT, UPDATE');
CALL open_to_definers('session', 'ALL');
-- A planned session, and the bare row that a discard leaves, belong to the members of now; one that was opened to its
-- members of then.
CREATE POLICY members ON session FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND (is_session_member(id) OR (status IN ('planned', 'cancelled', 'discarded') AND is_member(circle_id))));
CREATE POLICY plan ON session FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND is_member(circle_id) AND created_by = acting_person() AND status = 'planned' AND number IS NULL);
CREATE POLICY change ON session FOR UPDATE TO rondo_app USING (organisation_id = acting_organisation()
  AND (is_session_member(id) OR (status = 'planned' AND is_member(circle_id))))
  WITH CHECK (organisation_id = acting_organisation()
  AND (is_session_member(id) OR (status IN ('planned', 'cancelled') AND is_member(circle_id))));
-- Which circle's it is and who planned it never changes.
GRANT SELECT, INSERT, UPDATE (status, starts_at, time_zone, playbook_slug, playbook_text, one_device, started_at, ended_at, seq,
  last_at, expires_at, discard_settles_at) ON session TO rondo_app;

CALL protect_table('session_member', 'SELECT');
CALL open_to_definers('session_member', 'ALL');
CREATE POLICY members ON session_member FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND (person_id = acting_person() OR is_session_member(session_id)));
GRANT SELECT ON session_member TO rondo_app;

CALL protect_table('session_event', 'SELECT, INSERT');
CREATE POLICY members ON session_event FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND EXISTS (SELECT 1 FROM session_member m WHERE m.organisation_id = session_event.organisation_id
    AND m.session_id = session_event.session_id AND m.person_id = acting_person()));
CREATE POLICY append ON session_event FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND by_person = acting_person() AND is_session_member(session_id));
-- Append-only: nobody but maintenance changes or removes a fact; a discarded session is emptied by its function below.
GRANT SELECT, INSERT ON session_event TO rondo_app;
CALL open_to_definers('session_event', 'ALL');

CALL protect_table('session_command', 'SELECT, INSERT');
CREATE POLICY own ON session_command TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person())
  WITH CHECK (organisation_id = acting_organisation() AND person_id = acting_person() AND is_session_member(session_id));
GRANT SELECT, INSERT ON session_command TO rondo_app;
CALL open_to_definers('session_command', 'ALL');

CALL protect_table('session_words', 'SELECT, DELETE, UPDATE');
CALL open_to_definers('session_words', 'ALL');
-- The second wall of the seal: before release only the author reads a row, whatever the program asks.
CREATE POLICY readers ON session_words FOR SELECT TO rondo_app USING (organisation_id = acting_organisation() AND (
  author_id = acting_person()
  OR (released_at IS NOT NULL AND subject_id = acting_person() AND audience IN ('subject', 'session'))
  OR (released_at IS NOT NULL AND audience = 'session' AND EXISTS (SELECT 1 FROM session_member m
    WHERE m.organisation_id = session_words.organisation_id AND m.session_id = session_words.session_id
      AND m.person_id = acting_person()))));
CREATE POLICY write_own ON session_words FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND author_id = acting_person() AND is_session_member(session_id));
CREATE POLICY change_own ON session_words FOR UPDATE TO rondo_app USING (organisation_id = acting_organisation() AND (
  author_id = acting_person() OR (released_at IS NOT NULL AND subject_id = acting_person() AND audience <> 'author')));
CREATE POLICY remove_own ON session_words FOR DELETE TO rondo_app USING (organisation_id = acting_organisation() AND (
  author_id = acting_person() OR (released_at IS NOT NULL AND subject_id = acting_person() AND audience <> 'author')));
GRANT SELECT, INSERT, UPDATE (body, audience), DELETE ON session_words TO rondo_app;

-- A row keeps its author's words: whoever they are about rewords and picks a suggestion, and says how far evidence about
-- them goes; the author does not. The definer functions below, which follow the log, are not asked.
CREATE FUNCTION keep_to_ones_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.body <> OLD.body AND OLD.author_id <> acting_person() AND (OLD.kind <> 'suggestion'
      OR NEW.body - 'reworded' - 'picked' <> OLD.body - 'reworded' - 'picked') THEN
    RAISE insufficient_privilege USING MESSAGE = 'these words are somebody else''s';
  END IF;
  IF NEW.audience <> OLD.audience AND acting_person() <> coalesce(OLD.subject_id, OLD.author_id) THEN
    RAISE insufficient_privilege USING MESSAGE = 'how far these words go is somebody else''s to say';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_to_ones_own BEFORE UPDATE ON session_words FOR EACH ROW
  WHEN (acting_person() IS NOT NULL AND pg_has_role(current_user, 'rondo_app', 'USAGE')
    AND NOT pg_has_role(current_user, 'rondo_maintenance', 'USAGE'))
  EXECUTE FUNCTION keep_to_ones_own();

CALL protect_table('session_draft', 'SELECT, DELETE');
CALL open_to_definers('session_draft', 'ALL');
CREATE POLICY own ON session_draft TO rondo_app USING (organisation_id = acting_organisation() AND author_id = acting_person())
  WITH CHECK (organisation_id = acting_organisation() AND author_id = acting_person() AND is_session_member(session_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON session_draft TO rondo_app;

CALL protect_table('rota_turn', 'SELECT, INSERT');
CREATE POLICY members ON rota_turn TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
GRANT SELECT, INSERT ON rota_turn TO rondo_app;

-- Opens a session for the members of this moment, and gives it the circle's next number.
CREATE FUNCTION open_session(which uuid) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE s session%ROWTYPE; next_number integer;
BEGIN
  SELECT * INTO s FROM session WHERE organisation_id = acting_organisation() AND id = which FOR UPDATE;
  IF NOT FOUND OR NOT is_member(s.circle_id) OR s.status <> 'planned' THEN RETURN NULL; END IF;
  PERFORM 1 FROM circle c WHERE c.organisation_id = s.organisation_id AND c.id = s.circle_id FOR UPDATE;
  SELECT coalesce(max(number), 0) + 1 INTO next_number FROM session
    WHERE organisation_id = s.organisation_id AND circle_id = s.circle_id;
  UPDATE session SET status = 'open', number = next_number, expires_at = now() + interval '2 hours'
    WHERE organisation_id = s.organisation_id AND id = s.id;
  INSERT INTO session_member (organisation_id, session_id, person_id)
    SELECT m.organisation_id, s.id, m.person_id FROM membership m
    WHERE m.organisation_id = s.organisation_id AND m.circle_id = s.circle_id AND m.left_at IS NULL;
  RETURN next_number;
END $$;

-- Somebody who joins the circle while a session is open may come to its door.
CREATE FUNCTION admit_to_open_session() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO session_member (organisation_id, session_id, person_id)
    SELECT s.organisation_id, s.id, NEW.person_id FROM session s
    WHERE s.organisation_id = NEW.organisation_id AND s.circle_id = NEW.circle_id AND s.status IN ('open', 'running')
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER admit_to_open_session AFTER INSERT ON membership FOR EACH ROW EXECUTE FUNCTION admit_to_open_session();

CREATE FUNCTION log_says(which uuid, kinds text[], facts jsonb DEFAULT '{}') RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM session_event e WHERE e.organisation_id = acting_organisation() AND e.session_id = which
    AND e.fact ->> 'type' = ANY (kinds) AND e.fact @> facts)
$$;

-- Opens the seal of one pass through a planned step: whatever the observers submitted becomes the session's, or, where the
-- exercise was left because somebody paused it and was gone, only theirs whom it is about. Tells nobody how many rows. Only
-- when the log says so: no seal is opened without a trace.
CREATE FUNCTION release_words(which uuid, planned_step integer, planned_pass integer, readers text, at timestamptz)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT (is_session_member(which) OR acts_as_worker()) OR NOT log_says(which, ARRAY['released'],
    jsonb_build_object('step', planned_step, 'pass', planned_pass)) THEN RETURN; END IF;
  UPDATE session_words SET released_at = at,
    audience = CASE WHEN readers = 'subject' THEN 'subject' ELSE audience END
    WHERE organisation_id = acting_organisation() AND session_id = which AND step = planned_step AND pass = planned_pass
      AND released_at IS NULL AND kind IN ('observation', 'anchor', 'phrase', 'emotion');
END $$;

-- At the close, evidence about somebody goes back to its author and its subject, who may widen it again.
CREATE FUNCTION narrow_words(which uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT (is_session_member(which) OR acts_as_worker()) OR NOT log_says(which, ARRAY['closed', 'expired']) THEN RETURN; END IF;
  UPDATE session_words SET audience = 'subject' WHERE organisation_id = acting_organisation() AND session_id = which
    AND audience = 'session' AND subject_id IS NOT NULL
    AND kind IN ('observation', 'anchor', 'phrase', 'emotion', 'suggestion', 'feedback', 'rating');
END $$;

-- Empties a session that all agreed to discard: a row without people or words stays, and the rota keeps its turns.
CREATE FUNCTION discard_session(which uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT (is_session_member(which) OR acts_as_worker()) OR NOT log_says(which, ARRAY['discarded']) THEN RETURN; END IF;
  DELETE FROM session_words WHERE organisation_id = acting_organisation() AND session_id = which;
  DELETE FROM session_draft WHERE organisation_id = acting_organisation() AND session_id = which;
  DELETE FROM session_command WHERE organisation_id = acting_organisation() AND session_id = which;
  DELETE FROM session_event WHERE organisation_id = acting_organisation() AND session_id = which;
  UPDATE session SET status = 'discarded', playbook_text = NULL, playbook_slug = NULL, expires_at = NULL,
    discard_settles_at = NULL, created_by = NULL, time_zone = NULL, starts_at = NULL, started_at = NULL, ended_at = date_trunc('day', ended_at), created_at = date_trunc('day', created_at),
    last_at = date_trunc('day', last_at)
    WHERE organisation_id = acting_organisation() AND id = which;
  DELETE FROM session_member WHERE organisation_id = acting_organisation() AND session_id = which;
END $$;

GRANT EXECUTE ON FUNCTION open_session, release_words, narrow_words, discard_session TO rondo_app;
GRANT EXECUTE ON FUNCTION narrow_words, release_words, discard_session TO rondo_worker;
