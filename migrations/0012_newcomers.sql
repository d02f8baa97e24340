-- Who joins the circle while a session is open may come to its door. What is said in it they read from when they enter;
-- those who never do were not there, and stay outside of it for good.
ALTER TABLE session_member ADD COLUMN came_while_open boolean NOT NULL DEFAULT false;

CREATE OR REPLACE FUNCTION admit_to_open_session() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO session_member (organisation_id, session_id, person_id, came_while_open)
    SELECT s.organisation_id, s.id, NEW.person_id, true FROM session s
    WHERE s.organisation_id = NEW.organisation_id AND s.circle_id = NEW.circle_id AND s.status IN ('open', 'running')
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- The log is asked for those few only who came late: for everybody else the row of the member is enough.
ALTER POLICY readers ON session_words USING (organisation_id = acting_organisation() AND (
  author_id = acting_person()
  OR (released_at IS NOT NULL AND subject_id = acting_person() AND audience IN ('subject', 'session'))
  OR (released_at IS NOT NULL AND audience = 'session' AND EXISTS (SELECT 1 FROM session_member m
    WHERE m.organisation_id = session_words.organisation_id AND m.session_id = session_words.session_id
      AND m.person_id = acting_person() AND (NOT m.came_while_open OR EXISTS (SELECT 1 FROM session_event e
        WHERE e.organisation_id = m.organisation_id AND e.session_id = m.session_id AND e.by_person = m.person_id
          AND e.fact ->> 'type' = 'joined'))))));
