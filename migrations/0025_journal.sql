-- A person's own journal: what happened, and what they make of it. Nobody else reads it; the words are under their key.
CREATE TABLE journal_entry (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  -- The day on the person's own calendar that it is about.
  day date NOT NULL,
  body jsonb NOT NULL CHECK (length(body::text) <= 120000),
  -- Counts from 1; a change says which one it was made from.
  version integer NOT NULL CHECK (version >= 1),
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON journal_entry (organisation_id, person_id, day);
CALL protect_table('journal_entry');
CREATE POLICY self ON journal_entry TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE, DELETE ON journal_entry TO rondo_app;
