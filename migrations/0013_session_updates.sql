-- Every command of a session changes its row. With room on the page, and long texts kept apart, such a change costs no new
-- entry in an index, and the space of the old one is used again at once.
ALTER TABLE session SET (fillfactor = 50, toast_tuple_target = 256);

-- The same readers and writers as before. Asked as part of the statement, membership is one look into an index; asked
-- through the definer function it was a statement of its own, half a dozen times a command. Not EXISTS: the planner may
-- answer that by first gathering every session that the person was ever in.
ALTER POLICY members ON session USING (organisation_id = acting_organisation()
  AND ((SELECT true FROM session_member m WHERE m.organisation_id = session.organisation_id
      AND m.session_id = session.id AND m.person_id = acting_person())
    OR (status IN ('planned', 'cancelled', 'discarded') AND is_member(circle_id))));
ALTER POLICY change ON session USING (organisation_id = acting_organisation()
  AND ((SELECT true FROM session_member m WHERE m.organisation_id = session.organisation_id
      AND m.session_id = session.id AND m.person_id = acting_person())
    OR (status = 'planned' AND is_member(circle_id))))
  WITH CHECK (organisation_id = acting_organisation()
  AND ((SELECT true FROM session_member m WHERE m.organisation_id = session.organisation_id
      AND m.session_id = session.id AND m.person_id = acting_person())
    OR (status IN ('planned', 'cancelled') AND is_member(circle_id))));
ALTER POLICY append ON session_event WITH CHECK (organisation_id = acting_organisation()
  AND by_person = acting_person() AND (SELECT true FROM session_member m
    WHERE m.organisation_id = session_event.organisation_id AND m.session_id = session_event.session_id
      AND m.person_id = acting_person()));
ALTER POLICY own ON session_command
  USING (organisation_id = acting_organisation() AND person_id = acting_person())
  WITH CHECK (organisation_id = acting_organisation() AND person_id = acting_person()
    AND (SELECT true FROM session_member m WHERE m.organisation_id = session_command.organisation_id
      AND m.session_id = session_command.session_id AND m.person_id = acting_person()));
