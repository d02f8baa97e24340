-- A solve that its organiser stopped gives its number again, so stopping is counted as well: ten times a round, and from then on
-- each one runs to its end. Who could begin without end could guess from many beginnings what others keep to themselves.

ALTER TABLE round_solve ADD COLUMN stopped smallint NOT NULL DEFAULT 0 CHECK (stopped BETWEEN 0 AND 10);

-- Whether the solve that runs was stopped. One without a sign of life for `lost` was lost with its server, or has not begun:
-- it can always be stopped, and is not counted.
CREATE FUNCTION stop_solve(round uuid, lost interval) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE s round_solve%ROWTYPE; counts boolean;
BEGIN
  IF NOT organises_round(round) THEN RETURN false; END IF;
  SELECT * INTO s FROM round_solve WHERE organisation_id = acting_organisation() AND round_id = round
    AND finished_at IS NULL AND cancelled_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  counts := s.seen_at > now() - lost;
  IF counts AND (SELECT sum(o.stopped) FROM round_solve o WHERE o.organisation_id = s.organisation_id
      AND o.round_id = round) >= 10 THEN
    RETURN false;
  END IF;
  UPDATE round_solve SET cancelled_at = now(), stopped = stopped + counts::integer
    WHERE organisation_id = s.organisation_id AND round_id = round AND number = s.number;
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION stop_solve TO rondo_app;

-- Left to calling a round off, which ends whatever runs.
REVOKE EXECUTE ON FUNCTION cancel_solve FROM rondo_app;
