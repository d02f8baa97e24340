-- How a round goes on by itself: a reminder, an end of the time for saying yes or no to a circle, calling off, the next one.

ALTER TABLE matching_round
  -- Who is asked when the next one opens: everybody there is then, or the same people.
  ADD COLUMN for_everybody boolean NOT NULL DEFAULT false,
  -- Days from the opening until answers close, as they were meant at first.
  ADD COLUMN answer_days smallint NOT NULL DEFAULT 10 CHECK (answer_days BETWEEN 1 AND 366),
  -- Days that people have to say yes or no once a circle is drawn; after that silence is a quiet no.
  ADD COLUMN reply_days smallint NOT NULL DEFAULT 7 CHECK (reply_days BETWEEN 2 AND 28),
  ADD COLUMN repeats text NOT NULL DEFAULT 'never' CHECK (repeats IN ('never', 'monthly', 'quarterly')),
  ADD COLUMN next_at timestamptz,
  ADD COLUMN followed_by uuid,
  ADD COLUMN reminded_at timestamptz,
  -- When its organiser was told that there is nothing to wait for.
  ADD COLUMN told_at timestamptz,
  ADD CHECK ((repeats = 'never') = (next_at IS NULL)),
  ADD FOREIGN KEY (organisation_id, followed_by) REFERENCES matching_round (organisation_id, id)
    ON DELETE SET NULL (followed_by);
GRANT INSERT (for_everybody, answer_days, reply_days, repeats, next_at), UPDATE (told_at, size, common_half_hours)
  ON matching_round TO rondo_app;
GRANT INSERT ON matching_round, round_invitee TO rondo_worker;

-- Nobody answered in time: a no like any other, but whoever said nothing is told what became of it.
ALTER TABLE round_reply ADD COLUMN silent boolean NOT NULL DEFAULT false, ADD CHECK (NOT (silent AND accepted));
GRANT INSERT ON round_reply TO rondo_worker;

-- A notice is mailed once, where mails can be sent.
ALTER TABLE person_notice ADD COLUMN mailed_at timestamptz;
GRANT UPDATE (seen_at, mailed_at) ON person_notice TO rondo_worker;

-- Ends a round. Circles that have begun stay; the others are no more, and whoever waits for one is told. False: there is
-- nothing left to call off.
CREATE FUNCTION call_off_round(round uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r matching_round%ROWTYPE;
BEGIN
  SELECT * INTO r FROM matching_round WHERE organisation_id = acting_organisation() AND id = round
    AND opened_by = acting_person() AND withdrawn_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  IF r.published_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM round_circle c WHERE c.organisation_id = r.organisation_id
      AND c.round_id = round AND c.replaced_at IS NULL AND c.circle_id IS NULL) THEN
    RETURN false;
  END IF;
  PERFORM cancel_solve(round);
  INSERT INTO person_notice (organisation_id, id, person_id, kind, facts)
    SELECT r.organisation_id, gen_random_uuid(), waiting.person_id, 'round-withdrawn',
      jsonb_build_object('about', r.id, 'circle', r.name)
    FROM (SELECT a.person_id FROM round_answer a WHERE r.published_at IS NULL AND a.organisation_id = r.organisation_id
        AND a.round_id = round AND a.joining
      UNION SELECT p.person_id FROM round_circle c JOIN round_place p ON p.organisation_id = c.organisation_id
        AND p.round_circle_id = c.id
      WHERE c.organisation_id = r.organisation_id AND c.round_id = round AND c.replaced_at IS NULL
        AND c.circle_id IS NULL
        -- Whoever declined has nothing to wait for.
        AND NOT EXISTS (SELECT 1 FROM round_reply y WHERE y.organisation_id = p.organisation_id
          AND y.round_circle_id = p.round_circle_id AND y.person_id = p.person_id AND NOT y.accepted)) waiting
    WHERE waiting.person_id <> r.opened_by;
  UPDATE round_circle SET replaced_at = now() WHERE organisation_id = r.organisation_id AND round_id = round
    AND replaced_at IS NULL AND circle_id IS NULL;
  UPDATE matching_round SET withdrawn_at = now() WHERE organisation_id = r.organisation_id AND id = round;
  RETURN true;
END $$;

-- No other round follows this one.
CREATE FUNCTION stop_repeating_round(round uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE matching_round SET repeats = 'never', next_at = NULL WHERE organisation_id = acting_organisation() AND id = round
    AND opened_by = acting_person() AND followed_by IS NULL AND repeats <> 'never';
  RETURN FOUND;
END $$;

GRANT EXECUTE ON FUNCTION call_off_round, stop_repeating_round TO rondo_app;

-- What is about one round, among notices that wait.
CREATE INDEX ON person_notice ((facts ->> 'about')) WHERE seen_at IS NULL;

-- Whether whoever asks said nothing to a circle of this round until it counted as a no; the circle itself is not theirs to
-- see any more.
CREATE FUNCTION was_silent_in_round(round uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM round_reply y JOIN round_circle c ON c.organisation_id = y.organisation_id
      AND c.id = y.round_circle_id
    WHERE y.organisation_id = acting_organisation() AND y.person_id = acting_person() AND y.silent AND c.round_id = round)
$$;
GRANT EXECUTE ON FUNCTION was_silent_in_round TO rondo_app;
