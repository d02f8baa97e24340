-- A session that all agreed to discard is pointed to by nothing that names somebody: the card that somebody made in it is on the
-- board and says no more where it was made, the question whether a guest may come says no more to which session, and that
-- somebody was reminded of it goes. (A guest's visit lets go of it by itself, since 0050; files go with their job.)

CALL open_to_definers('commitment', 'ALL');
CALL open_to_definers('nudge', 'ALL');

-- Not granted.
CREATE FUNCTION point_to_no_session(organisation uuid, which uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE commitment SET session_id = NULL WHERE organisation_id = organisation AND session_id = which;
  -- One that is still open could not be answered any more: the session is over.
  UPDATE circle_decision SET words = words - 'session',
      withdrawn_at = CASE WHEN settled_at IS NULL THEN coalesce(withdrawn_at, now()) END
    WHERE organisation_id = organisation AND kind = 'visit' AND words ->> 'session' = which::text;
  DELETE FROM nudge WHERE organisation_id = organisation AND key LIKE which || ':%';
END $$;

-- As in 0005.
CREATE OR REPLACE FUNCTION discard_session(which uuid) RETURNS void
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
  PERFORM point_to_no_session(acting_organisation(), which);
END $$;

-- And those that were discarded before.
SELECT point_to_no_session(s.organisation_id, s.id) FROM session s WHERE s.status = 'discarded';
