-- Readers and writers stay who they were; what pages ask costs the database a tenth. A function of our own that a policy asks
-- is a statement for each row, and rows of a circle's past are many.

-- Turns: which circles somebody is in now is asked once a statement.
ALTER POLICY members ON rota_turn USING (organisation_id = acting_organisation()
  AND circle_id IN (SELECT m.circle_id FROM membership m WHERE m.organisation_id = acting_organisation()
    AND m.person_id = acting_person() AND m.left_at IS NULL));
-- Whether somebody had a turn before a session: one look, however many they had after it.
CREATE INDEX rota_turn_of_person ON rota_turn (organisation_id, circle_id, person_id, session_number);
DROP INDEX rota_turn_organisation_id_circle_id_person_id_idx;

-- Cards: the owner reads theirs, members the open ones and those of their own time. As a value, not EXISTS, which the planner
-- may answer by reading every membership first.
ALTER POLICY readers ON commitment USING (organisation_id = acting_organisation() AND (owner_id = acting_person()
  OR coalesce((SELECT true FROM membership m WHERE m.organisation_id = commitment.organisation_id
    AND m.circle_id = commitment.circle_id AND m.person_id = acting_person() AND m.left_at IS NULL
    AND (commitment.closed_at IS NULL OR m.joined_at <= commitment.created_at)), false)));
