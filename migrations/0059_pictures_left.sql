-- What was brought to a session is noted too when its row goes, by whatever way it went: erased, or with its session. A program
-- that was killed between row and file finds it again.

-- One file under its id, not one for each piece.
ALTER TABLE left_recording ADD COLUMN whole boolean NOT NULL DEFAULT false;

CREATE FUNCTION leave_file() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO left_recording (organisation_id, recording_id, bytes, whole) VALUES (OLD.organisation_id, OLD.id, OLD.bytes, true)
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER leave_file AFTER DELETE ON stored_file FOR EACH ROW EXECUTE FUNCTION leave_file();
