-- What each of a circle practises until next time, and what a pair or the circle holds itself to between sessions.

-- One row for each person and circle, written by that person and read by the circle.
CREATE TABLE improvement (
  organisation_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  person_id uuid NOT NULL,
  practises text NOT NULL CHECK (length(btrim(practises)) BETWEEN 1 AND 1200),
  -- How they and the others will see that it works.
  measure text NOT NULL CHECK (length(btrim(measure)) BETWEEN 1 AND 1200),
  -- The next time that somebody asks how it goes.
  touchpoint_on date,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, circle_id, person_id),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CALL protect_table('improvement');
CREATE POLICY readers ON improvement FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND (person_id = acting_person() OR is_member(circle_id)));
CREATE POLICY write_own ON improvement FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND person_id = acting_person() AND is_member(circle_id));
CREATE POLICY change_own ON improvement FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
CREATE POLICY remove_own ON improvement FOR DELETE TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT (organisation_id, circle_id, person_id, practises, measure, touchpoint_on), DELETE,
  UPDATE (practises, measure, touchpoint_on, changed_at) ON improvement TO rondo_app;

-- Of the whole circle, or, where `partner_id` says so, of two of it.
CREATE TABLE pact (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  circle_id uuid NOT NULL,
  begun_by uuid NOT NULL,
  partner_id uuid,
  begun_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, begun_by) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, partner_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  CHECK (partner_id <> begun_by)
);
CREATE UNIQUE INDEX pact_one_of_two ON pact (organisation_id, circle_id, least(begun_by, partner_id),
  greatest(begun_by, partner_id)) WHERE ended_at IS NULL AND partner_id IS NOT NULL;
CREATE UNIQUE INDEX pact_one_of_all ON pact (organisation_id, circle_id) WHERE ended_at IS NULL AND partner_id IS NULL;

-- Sealed with the key of whoever wrote this version. In force once all concerned said yes; the one before holds until then.
CREATE TABLE pact_version (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  pact_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  written_by uuid NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now(),
  words jsonb NOT NULL CHECK (length(words::text) <= 8000),
  in_force_at timestamptz,
  PRIMARY KEY (organisation_id, pact_id, version),
  UNIQUE (organisation_id, id),
  FOREIGN KEY (organisation_id, pact_id) REFERENCES pact (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, written_by) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);

CREATE TABLE pact_consent (
  organisation_id uuid NOT NULL,
  pact_id uuid NOT NULL,
  version integer NOT NULL,
  person_id uuid NOT NULL,
  agreed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, pact_id, version, person_id),
  FOREIGN KEY (organisation_id, pact_id, version) REFERENCES pact_version (organisation_id, pact_id, version) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);

-- How it went, in one of three words, once a day at most.
CREATE TABLE pact_report (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  pact_id uuid NOT NULL,
  person_id uuid NOT NULL,
  on_day date NOT NULL,
  word text NOT NULL CHECK (word IN ('did it', 'partly', 'not yet')),
  text text NOT NULL DEFAULT '' CHECK (length(text) <= 1200),
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, pact_id, person_id, on_day),
  FOREIGN KEY (organisation_id, pact_id) REFERENCES pact (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);

CALL protect_table('pact');
CALL open_to_definers('pact');
-- Those whom it concerns, while they sit in the circle: of two, nobody else.
CREATE POLICY concerned ON pact FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND is_member(circle_id) AND (partner_id IS NULL OR acting_person() IN (begun_by, partner_id)));
CREATE POLICY begin ON pact FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND is_member(circle_id) AND begun_by = acting_person()
  AND (partner_id IS NULL OR EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = pact.organisation_id
    AND m.circle_id = pact.circle_id AND m.person_id = partner_id AND m.left_at IS NULL)));
CREATE POLICY finish ON pact FOR UPDATE TO rondo_app USING (organisation_id = acting_organisation()
  AND is_member(circle_id) AND (partner_id IS NULL OR acting_person() IN (begun_by, partner_id)));
GRANT SELECT, INSERT (organisation_id, id, circle_id, begun_by, partner_id), UPDATE (ended_at) ON pact TO rondo_app;

CALL protect_table('pact_version');
CALL open_to_definers('pact_version', 'ALL');
CREATE POLICY readers ON pact_version FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND (written_by = acting_person() OR EXISTS (SELECT 1 FROM pact p WHERE p.organisation_id = pact_version.organisation_id
    AND p.id = pact_id)));
CREATE POLICY write_own ON pact_version FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND written_by = acting_person() AND EXISTS (SELECT 1 FROM pact p WHERE p.organisation_id = pact_version.organisation_id
    AND p.id = pact_id AND p.ended_at IS NULL));
GRANT SELECT, INSERT (organisation_id, id, pact_id, version, written_by, words) ON pact_version TO rondo_app;

CALL protect_table('pact_consent');
CALL open_to_definers('pact_consent');
CREATE POLICY readers ON pact_consent FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND EXISTS (SELECT 1 FROM pact p WHERE p.organisation_id = pact_consent.organisation_id AND p.id = pact_id));
CREATE POLICY agree ON pact_consent FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND person_id = acting_person() AND EXISTS (SELECT 1 FROM pact p WHERE p.organisation_id = pact_consent.organisation_id
    AND p.id = pact_id AND p.ended_at IS NULL));
CREATE POLICY renew ON pact_consent FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT (organisation_id, pact_id, version, person_id), UPDATE (agreed_at) ON pact_consent TO rondo_app;

CALL protect_table('pact_report');
CREATE POLICY readers ON pact_report FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND (person_id = acting_person() OR EXISTS (SELECT 1 FROM pact p WHERE p.organisation_id = pact_report.organisation_id
    AND p.id = pact_id)));
CREATE POLICY write_own ON pact_report FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND person_id = acting_person() AND EXISTS (SELECT 1 FROM pact p WHERE p.organisation_id = pact_report.organisation_id
    AND p.id = pact_id AND p.ended_at IS NULL));
CREATE POLICY change_own ON pact_report FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
CREATE POLICY remove_own ON pact_report FOR DELETE TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT (organisation_id, id, pact_id, person_id, on_day, word, text), UPDATE (word, text), DELETE
  ON pact_report TO rondo_app;

-- Brings the newest version into force once all whom it concerns said yes since they joined: two of them at least. 'settled',
-- 'waits' or 'gone'.
CREATE FUNCTION settle_pact(which uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE p pact%ROWTYPE; newest pact_version%ROWTYPE; concerned integer; agreed integer;
BEGIN
  SELECT * INTO p FROM pact WHERE organisation_id = acting_organisation() AND id = which;
  IF NOT FOUND OR NOT is_member(p.circle_id)
      OR (p.partner_id IS NOT NULL AND acting_person() NOT IN (p.begun_by, p.partner_id)) THEN RETURN 'gone'; END IF;
  -- Nobody joins or leaves between the count and what follows.
  PERFORM 1 FROM circle c WHERE c.organisation_id = p.organisation_id AND c.id = p.circle_id FOR NO KEY UPDATE;
  SELECT * INTO p FROM pact WHERE organisation_id = acting_organisation() AND id = which;
  SELECT * INTO newest FROM pact_version v WHERE v.organisation_id = p.organisation_id AND v.pact_id = p.id
    ORDER BY v.version DESC LIMIT 1;
  IF p.ended_at IS NOT NULL OR newest.version IS NULL OR newest.in_force_at IS NOT NULL THEN RETURN 'gone'; END IF;
  SELECT count(*), count(c.person_id) INTO concerned, agreed FROM membership m
    LEFT JOIN pact_consent c ON c.organisation_id = m.organisation_id AND c.pact_id = p.id AND c.version = newest.version
      AND c.person_id = m.person_id AND c.agreed_at >= m.joined_at
    WHERE m.organisation_id = p.organisation_id AND m.circle_id = p.circle_id AND m.left_at IS NULL
      AND (p.partner_id IS NULL OR m.person_id IN (p.begun_by, p.partner_id));
  IF concerned < 2 OR agreed < concerned THEN RETURN 'waits'; END IF;
  UPDATE pact_version SET in_force_at = now() WHERE organisation_id = p.organisation_id AND id = newest.id;
  RETURN 'settled';
END $$;
GRANT EXECUTE ON FUNCTION settle_pact TO rondo_app;
