-- How long experiments that are over, how it went with pacts, and exercises that somebody tried are kept: until they say
-- otherwise, as before, or for as many months as they choose. The night's sweep that lets go of entries lets go of these too.

ALTER TABLE retention_choice DROP CONSTRAINT retention_choice_kind_check,
  ADD CHECK (kind IN ('journal_entry', 'story', 'card', 'pact_report', 'attempt'));

-- What was said and seen of a card goes with it, by its foreign keys. Of words the job reads nothing.
GRANT DELETE ON commitment TO rondo_worker;
CREATE POLICY worker ON pact_report TO rondo_worker USING (true);
GRANT SELECT (organisation_id, id, person_id, on_day), DELETE ON pact_report TO rondo_worker;
CREATE POLICY worker ON exercise_attempt TO rondo_worker USING (true);
GRANT SELECT (organisation_id, id, person_id, tried_at), DELETE ON exercise_attempt TO rondo_worker;
