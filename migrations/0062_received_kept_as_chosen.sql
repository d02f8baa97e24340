-- How long what somebody received is kept, in sessions and on their cards: until they say otherwise, as before, or for as many
-- months as they choose. The words are deleted as their receiver could delete them; the job reads none.

ALTER TABLE retention_choice DROP CONSTRAINT retention_choice_kind_check,
  ADD CHECK (kind IN ('journal_entry', 'story', 'card', 'pact_report', 'attempt', 'received'));

GRANT DELETE ON sighting TO rondo_worker;
