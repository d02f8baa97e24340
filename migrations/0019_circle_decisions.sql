-- What a circle decides together: a cycle, a rest, a farewell, to be open to colleagues who ask, to become two. One question
-- at a time; it counts once every member of now has agreed since they joined, and anyone ends it before.

CREATE TABLE circle_decision (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  circle_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('cycle', 'rest', 'farewell', 'open', 'split')),
  -- core/circles/decision.ts says what stands in it for each kind.
  words jsonb NOT NULL CHECK (length(words::text) <= 4000),
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz,
  settled_at timestamptz,
  -- A cycle that is over, a rest that is done, a door that is closed again.
  ended_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  CHECK (withdrawn_at IS NULL OR settled_at IS NULL),
  CHECK (ended_at IS NULL OR settled_at IS NOT NULL)
);
CREATE UNIQUE INDEX circle_decision_one_open ON circle_decision (organisation_id, circle_id)
  WHERE withdrawn_at IS NULL AND settled_at IS NULL;
CREATE UNIQUE INDEX circle_decision_one_running ON circle_decision (organisation_id, circle_id, kind)
  WHERE settled_at IS NOT NULL AND ended_at IS NULL;

CREATE TABLE decision_agreement (
  organisation_id uuid NOT NULL,
  decision_id uuid NOT NULL,
  person_id uuid NOT NULL,
  agreed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, decision_id, person_id),
  FOREIGN KEY (organisation_id, decision_id) REFERENCES circle_decision (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);

CALL protect_table('circle_decision');
CALL open_to_definers('circle_decision', 'ALL');
CREATE POLICY members ON circle_decision FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
CREATE POLICY propose ON circle_decision FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND is_member(circle_id) AND proposed_by = acting_person());
-- It takes everyone, so any one of them ends the question. What was settled is ended by one where staying in it takes all;
-- a cycle ends with the next decision, and two circles do not become one again.
CREATE POLICY finish ON circle_decision FOR UPDATE TO rondo_app USING (organisation_id = acting_organisation()
  AND is_member(circle_id) AND (settled_at IS NULL OR kind IN ('rest', 'farewell', 'open')));
GRANT SELECT, INSERT (organisation_id, id, circle_id, kind, words, proposed_by), UPDATE (withdrawn_at, ended_at)
  ON circle_decision TO rondo_app;

CALL protect_table('decision_agreement');
CALL open_to_definers('decision_agreement');
CREATE POLICY members ON decision_agreement FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND EXISTS (SELECT 1 FROM circle_decision d WHERE d.organisation_id = decision_agreement.organisation_id
    AND d.id = decision_id));
CREATE POLICY self ON decision_agreement FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND person_id = acting_person() AND EXISTS (SELECT 1 FROM circle_decision d
    WHERE d.organisation_id = decision_agreement.organisation_id AND d.id = decision_id));
-- Whoever comes back to a circle agrees again, which renews the row.
CREATE POLICY renew ON decision_agreement FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT (organisation_id, decision_id, person_id), UPDATE (agreed_at) ON decision_agreement TO rondo_app;

-- Sessions that were held since a moment: a count, also for whoever joined meanwhile and reads none of them.
CREATE FUNCTION count_sessions_since(circle uuid, moment timestamptz) RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT count(*)::integer FROM session s WHERE s.organisation_id = acting_organisation() AND s.circle_id = circle
    AND is_member(circle) AND s.status IN ('closed', 'expired', 'discarded') AND s.number IS NOT NULL
    -- A session that was discarded keeps the day alone.
    AND s.ended_at >= CASE WHEN s.status = 'discarded' THEN date_trunc('day', moment) ELSE moment END
$$;
GRANT EXECUTE ON FUNCTION count_sessions_since TO rondo_app;

-- Takes effect once every member of now agreed since they joined: 'settled', 'waits', or 'gone'. A cycle, a rest and a farewell
-- follow each other; what is opened anew takes the place of what was open.
CREATE FUNCTION settle_decision(which uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE d circle_decision%ROWTYPE;
BEGIN
  SELECT * INTO d FROM circle_decision WHERE organisation_id = acting_organisation() AND id = which;
  IF NOT FOUND OR NOT is_member(d.circle_id) THEN RETURN 'gone'; END IF;
  -- Nobody joins or leaves between the count and what follows.
  PERFORM 1 FROM circle c WHERE c.organisation_id = d.organisation_id AND c.id = d.circle_id FOR NO KEY UPDATE;
  SELECT * INTO d FROM circle_decision WHERE organisation_id = acting_organisation() AND id = which FOR UPDATE;
  IF d.withdrawn_at IS NOT NULL OR d.settled_at IS NOT NULL OR EXISTS (SELECT 1 FROM circle_closure x
      WHERE x.organisation_id = d.organisation_id AND x.circle_id = d.circle_id) THEN
    RETURN 'gone';
  END IF;
  IF EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = d.organisation_id AND m.circle_id = d.circle_id
      AND m.left_at IS NULL AND NOT EXISTS (SELECT 1 FROM decision_agreement a WHERE a.organisation_id = d.organisation_id
        AND a.decision_id = d.id AND a.person_id = m.person_id AND a.agreed_at >= m.joined_at)) THEN
    RETURN 'waits';
  END IF;
  UPDATE circle_decision SET ended_at = now() WHERE organisation_id = d.organisation_id AND circle_id = d.circle_id
    AND settled_at IS NOT NULL AND ended_at IS NULL
    AND (kind = d.kind OR (kind IN ('cycle', 'rest', 'farewell') AND d.kind IN ('cycle', 'rest', 'farewell')));
  UPDATE circle_decision SET settled_at = now() WHERE organisation_id = d.organisation_id AND id = d.id;
  RETURN 'settled';
END $$;
GRANT EXECUTE ON FUNCTION settle_decision TO rondo_app;
