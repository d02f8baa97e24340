-- Asynchronous exchange: recordings and words that members of a circle send each other between sessions. Who may hear one is
-- its share's business (0032, 0044); the bytes lie in storage, sealed piece by piece under their owner's key.

-- What a circle agreed about its exchange; the newest row counts, the others say who changed what.
CREATE TABLE exchange_terms (
  organisation_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  longest_seconds integer NOT NULL CHECK (longest_seconds BETWEEN 30 AND 600),
  answer_days smallint NOT NULL CHECK (answer_days BETWEEN 1 AND 14),
  keep_days smallint NOT NULL CHECK (keep_days BETWEEN 1 AND 90),
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, circle_id, version),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, changed_by) REFERENCES person (organisation_id, id)
);
CREATE INDEX ON exchange_terms (organisation_id, changed_by);
CALL protect_table('exchange_terms');
CREATE POLICY members ON exchange_terms FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
CREATE POLICY agree ON exchange_terms FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND is_member(circle_id) AND changed_by = acting_person());
GRANT SELECT, INSERT (organisation_id, circle_id, version, longest_seconds, answer_days, keep_days, changed_by)
  ON exchange_terms TO rondo_app;

CREATE TABLE recording (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  -- The one that this answers; null: it begins a thread, or what it answered is gone.
  answers_id uuid,
  kind text NOT NULL CHECK (kind IN ('voice', 'screen', 'words')),
  -- Sealed, hence the longer limits: what it is about, the written version, and heights of the waveform.
  title text NOT NULL DEFAULT '' CHECK (length(title) <= 900),
  words text NOT NULL DEFAULT '' CHECK (length(words) <= 80080),
  peaks jsonb,
  -- Known when the first piece is here and was looked at.
  media_type text CHECK (media_type IN ('audio/webm', 'audio/ogg', 'audio/mp4', 'video/webm', 'video/mp4')),
  seconds integer NOT NULL DEFAULT 0 CHECK (seconds BETWEEN 0 AND 610),
  bytes integer NOT NULL DEFAULT 0 CHECK (bytes BETWEEN 0 AND 268435456),
  -- How much is safely kept: whole pieces, or everything.
  received integer NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND bytes),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- When it was first sent; how far it goes now is its share's business.
  sent_at timestamptz,
  answer_by timestamptz,
  -- Counts changes of the words, so that it can be said which ones somebody read.
  version integer NOT NULL DEFAULT 1,
  -- Row and files go; until it is sent, that is soon.
  delete_after timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, owner_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, answers_id) REFERENCES recording (organisation_id, id) ON DELETE SET NULL (answers_id),
  CHECK ((kind = 'words') = (bytes = 0)),
  CHECK (sent_at IS NULL OR received = bytes)
);
CREATE INDEX ON recording (organisation_id, circle_id, sent_at);
CREATE INDEX ON recording (organisation_id, answers_id);
CREATE INDEX ON recording (organisation_id, owner_id);
CREATE INDEX ON recording (delete_after);
CALL protect_table('recording', 'SELECT, DELETE');

-- Files whose row is gone, by whatever way it went; the job removes them and looks once more later, because an upload that was
-- under way may have left one behind.
CREATE TABLE left_recording (
  organisation_id uuid NOT NULL,
  recording_id uuid NOT NULL,
  bytes integer NOT NULL,
  left_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, recording_id)
);
CALL protect_table('left_recording', 'SELECT, DELETE');
CALL open_to_definers('left_recording', 'ALL');

CREATE FUNCTION leave_recording() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO left_recording (organisation_id, recording_id, bytes) VALUES (OLD.organisation_id, OLD.id, OLD.bytes) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER leave_recording AFTER DELETE ON recording FOR EACH ROW WHEN (OLD.kind <> 'words')
  EXECUTE FUNCTION leave_recording();

CREATE POLICY own ON recording TO rondo_app USING (organisation_id = acting_organisation() AND owner_id = acting_person())
  WITH CHECK (organisation_id = acting_organisation() AND owner_id = acting_person() AND is_member(circle_id));
GRANT SELECT, DELETE, INSERT (organisation_id, id, owner_id, circle_id, answers_id, kind, title, words, peaks, seconds, bytes,
  delete_after), UPDATE (title, words, peaks, media_type, received, sent_at, version, answer_by, delete_after)
  ON recording TO rondo_app;
