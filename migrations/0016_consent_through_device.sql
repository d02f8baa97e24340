-- Whose device somebody consented on with their own code, where it was not theirs.
ALTER TABLE agreement_consent ADD COLUMN via_person uuid CHECK (via_person <> person_id);
GRANT INSERT (via_person), UPDATE (via_person) ON agreement_consent TO rondo_app;
