-- What somebody received, newest first, is one look into an index for each of its two sources.
CREATE INDEX session_words_received ON session_words (organisation_id, subject_id, created_at DESC, id DESC)
  WHERE subject_id IS NOT NULL;
DROP INDEX session_words_organisation_id_subject_id_idx;
CREATE INDEX commitment_owned ON commitment (organisation_id, owner_id);
