-- What gets in a circle's way and cannot be changed from inside: written up, raised once every member consented to the exact
-- words, to somebody outside, whose answer comes back. Nothing here names who began it or who is still thinking; who wrote a
-- version is known to the key that seals it, and to its members of then.

CREATE TABLE finding (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  circle_id uuid NOT NULL,
  -- The card that it came out of.
  commitment_id uuid,
  begun_at timestamptz NOT NULL DEFAULT now(),
  -- Every member consented to the newest version.
  settled_at timestamptz,
  withdrawn_at timestamptz,
  token_hash bytea UNIQUE,
  sent_at timestamptz,
  expires_at timestamptz,
  answered_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, commitment_id) REFERENCES commitment (organisation_id, id) ON DELETE SET NULL (commitment_id),
  -- Nothing leaves the circle before everyone consented.
  CHECK (token_hash IS NULL OR settled_at IS NOT NULL),
  CHECK ((token_hash IS NULL) = (sent_at IS NULL) AND (token_hash IS NULL) = (expires_at IS NULL)),
  CHECK (answered_at IS NULL OR (sent_at IS NOT NULL AND withdrawn_at IS NULL))
);
CREATE INDEX ON finding (organisation_id, circle_id, begun_at DESC);

-- The words, and to whom: sealed with the key of whoever wrote this version. It never changes; another version follows.
CREATE TABLE finding_version (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  finding_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  written_by uuid NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now(),
  title text NOT NULL CHECK (length(btrim(title)) BETWEEN 1 AND 560),
  obstacle text NOT NULL CHECK (length(btrim(obstacle)) BETWEEN 1 AND 4880),
  change text NOT NULL CHECK (length(btrim(change)) BETWEEN 1 AND 4880),
  to_name text NOT NULL CHECK (length(btrim(to_name)) BETWEEN 1 AND 400),
  to_email text NOT NULL DEFAULT '' CHECK (length(to_email) <= 1100),
  -- A colleague; null for somebody outside the organisation.
  to_person uuid,
  names_circle boolean NOT NULL DEFAULT false,
  PRIMARY KEY (organisation_id, finding_id, version),
  UNIQUE (organisation_id, id),
  FOREIGN KEY (organisation_id, finding_id) REFERENCES finding (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, written_by) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, to_person) REFERENCES person (organisation_id, id) ON DELETE SET NULL (to_person)
);

-- A yes, or a "not yet", to one version. Each reads their own alone; of the others a count of the yeses.
CREATE TABLE finding_consent (
  organisation_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  version integer NOT NULL,
  person_id uuid NOT NULL,
  agrees boolean NOT NULL,
  said_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, finding_id, version, person_id),
  FOREIGN KEY (organisation_id, finding_id, version) REFERENCES finding_version (organisation_id, finding_id, version)
    ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);

-- Under the key of whoever wrote the version that was raised: there is no key for somebody outside.
CREATE TABLE finding_answer (
  organisation_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  version integer NOT NULL,
  written_by uuid NOT NULL,
  answered_at timestamptz NOT NULL DEFAULT now(),
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 8080),
  PRIMARY KEY (organisation_id, finding_id),
  FOREIGN KEY (organisation_id, finding_id, version) REFERENCES finding_version (organisation_id, finding_id, version)
    ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, written_by) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);

CALL protect_table('finding');
CALL open_to_definers('finding', 'ALL');
-- What was settled before somebody joined they do not read: else whoever it was raised to could join and look.
CREATE POLICY members ON finding FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND shares_stay(circle_id, coalesce(settled_at, withdrawn_at, now())));
CREATE POLICY begin ON finding FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND is_member(circle_id));
-- It took everyone, so any one of them takes it back, as long as there is no answer.
CREATE POLICY go_on ON finding FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND withdrawn_at IS NULL AND answered_at IS NULL
    AND shares_stay(circle_id, coalesce(settled_at, now())))
  WITH CHECK (organisation_id = acting_organisation() AND is_member(circle_id));
GRANT SELECT (organisation_id, id, circle_id, commitment_id, begun_at, settled_at, withdrawn_at, sent_at, expires_at, answered_at),
  INSERT (organisation_id, id, circle_id, commitment_id), UPDATE (withdrawn_at, token_hash, sent_at, expires_at)
  ON finding TO rondo_app;

CALL protect_table('finding_version');
CALL open_to_definers('finding_version');
CREATE POLICY readers ON finding_version FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND (written_by = acting_person() OR EXISTS (SELECT 1 FROM finding f
    WHERE f.organisation_id = finding_version.organisation_id AND f.id = finding_id)));
CREATE POLICY write_own ON finding_version FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND written_by = acting_person() AND EXISTS (SELECT 1 FROM finding f
    WHERE f.organisation_id = finding_version.organisation_id AND f.id = finding_id AND is_member(f.circle_id)
      AND f.settled_at IS NULL AND f.withdrawn_at IS NULL));
GRANT SELECT, INSERT (organisation_id, id, finding_id, version, written_by, title, obstacle, change, to_name, to_email, to_person,
  names_circle) ON finding_version TO rondo_app;

CALL protect_table('finding_consent');
CALL open_to_definers('finding_consent');
CREATE POLICY own ON finding_consent TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person())
  WITH CHECK (organisation_id = acting_organisation() AND person_id = acting_person() AND EXISTS (SELECT 1 FROM finding f
    WHERE f.organisation_id = finding_consent.organisation_id AND f.id = finding_id AND is_member(f.circle_id)
      AND f.settled_at IS NULL AND f.withdrawn_at IS NULL));
GRANT SELECT, INSERT (organisation_id, finding_id, version, person_id, agrees), UPDATE (agrees, said_at)
  ON finding_consent TO rondo_app;

CALL protect_table('finding_answer');
CALL open_to_definers('finding_answer', 'ALL');
CREATE POLICY readers ON finding_answer FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND EXISTS (SELECT 1 FROM finding f WHERE f.organisation_id = finding_answer.organisation_id AND f.id = finding_id));
GRANT SELECT ON finding_answer TO rondo_app;

-- Members of now, and how many of them said yes to the newest version since they joined. Never who.
CREATE FUNCTION count_finding_consents(which uuid) RETURNS TABLE (agreed integer, members integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT count(c.person_id)::integer, count(*)::integer
  FROM finding f
  JOIN membership m ON m.organisation_id = f.organisation_id AND m.circle_id = f.circle_id AND m.left_at IS NULL
  LEFT JOIN finding_consent c ON c.organisation_id = f.organisation_id AND c.finding_id = f.id AND c.person_id = m.person_id
    AND c.agrees AND c.said_at >= m.joined_at AND c.version = (SELECT max(v.version) FROM finding_version v
      WHERE v.organisation_id = f.organisation_id AND v.finding_id = f.id)
  WHERE f.organisation_id = acting_organisation() AND f.id = which
    AND shares_stay(f.circle_id, coalesce(f.settled_at, f.withdrawn_at, now()))
  HAVING count(*) > 0
$$;

-- Takes effect once every member of now consented to the newest version: 'settled', 'waits', 'inside' where whom it is for
-- sits in the circle, or 'gone'.
CREATE FUNCTION settle_finding(which uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE f finding%ROWTYPE; newest finding_version%ROWTYPE; said record;
BEGIN
  SELECT * INTO f FROM finding WHERE organisation_id = acting_organisation() AND id = which;
  IF NOT FOUND OR NOT is_member(f.circle_id) THEN RETURN 'gone'; END IF;
  -- Nobody joins or leaves between the count and what follows.
  PERFORM 1 FROM circle c WHERE c.organisation_id = f.organisation_id AND c.id = f.circle_id FOR NO KEY UPDATE;
  SELECT * INTO f FROM finding WHERE organisation_id = acting_organisation() AND id = which FOR UPDATE;
  SELECT * INTO newest FROM finding_version v WHERE v.organisation_id = f.organisation_id AND v.finding_id = f.id
    ORDER BY v.version DESC LIMIT 1;
  IF newest.version IS NULL OR f.withdrawn_at IS NOT NULL OR f.settled_at IS NOT NULL OR EXISTS (SELECT 1
      FROM circle_closure x WHERE x.organisation_id = f.organisation_id AND x.circle_id = f.circle_id) THEN
    RETURN 'gone';
  END IF;
  SELECT * INTO said FROM count_finding_consents(which);
  IF said.members < 2 OR said.agreed < said.members THEN RETURN 'waits'; END IF;
  IF EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = f.organisation_id AND m.circle_id = f.circle_id
      AND m.left_at IS NULL AND m.person_id = newest.to_person) THEN RETURN 'inside'; END IF;
  UPDATE finding SET settled_at = now() WHERE organisation_id = f.organisation_id AND id = which;
  INSERT INTO person_notice (organisation_id, id, person_id, kind, facts)
    SELECT m.organisation_id, gen_random_uuid(), m.person_id, 'finding-agreed',
      jsonb_build_object('about', f.circle_id, 'circle', c.name)
    FROM membership m JOIN circle c ON c.organisation_id = m.organisation_id AND c.id = m.circle_id
    WHERE m.organisation_id = f.organisation_id AND m.circle_id = f.circle_id AND m.left_at IS NULL
      AND m.person_id <> acting_person();
  RETURN 'settled';
END $$;

-- Puts the mail to a colleague in the outbox without telling anybody their address; false where they have none, or where it
-- is not for a colleague.
CREATE FUNCTION queue_finding_mail(which uuid, mail_id uuid, mail_subject text, body text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE address text; f finding%ROWTYPE;
BEGIN
  SELECT * INTO f FROM finding WHERE organisation_id = acting_organisation() AND id = which AND token_hash IS NOT NULL
    AND withdrawn_at IS NULL AND answered_at IS NULL;
  IF NOT FOUND OR NOT shares_stay(f.circle_id, f.settled_at) THEN RETURN false; END IF;
  SELECT k.email INTO address FROM finding_version v
    JOIN person_contact k ON k.organisation_id = v.organisation_id AND k.person_id = v.to_person
    WHERE v.organisation_id = f.organisation_id AND v.finding_id = f.id ORDER BY v.version DESC LIMIT 1;
  IF address IS NULL THEN RETURN false; END IF;
  PERFORM queue_mail(mail_id, f.organisation_id, 'finding', address, mail_subject, body);
  RETURN true;
END $$;

-- What whoever holds the link may know: the words that all approved, and the circle's name only where all said so. The ids
-- say under whose key the words lie, and leave the program for nobody.
CREATE FUNCTION peek_finding(hash bytea)
  RETURNS TABLE (organisation_id uuid, written_by uuid, finding_id uuid, id uuid, title text, obstacle text,
    change text, to_name text, circle text, organisation text, expires_at timestamptz, state text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT f.organisation_id, v.written_by, f.id, v.id, v.title, v.obstacle, v.change, v.to_name,
    CASE WHEN v.names_circle THEN c.name END, o.name, f.expires_at,
    CASE WHEN f.answered_at IS NOT NULL THEN 'answered' WHEN f.withdrawn_at IS NOT NULL THEN 'withdrawn'
      WHEN f.expires_at <= now() THEN 'expired' ELSE 'open' END
  FROM finding f
  JOIN LATERAL (SELECT * FROM finding_version n WHERE n.organisation_id = f.organisation_id AND n.finding_id = f.id
    ORDER BY n.version DESC LIMIT 1) v ON true
  JOIN circle c ON c.organisation_id = f.organisation_id AND c.id = f.circle_id
  JOIN organisation o ON o.id = f.organisation_id
  WHERE f.token_hash = hash AND f.settled_at IS NOT NULL
$$;

-- Writes the one answer, and tells whoever was in the circle when it was raised and still is; false where the link no longer
-- works.
CREATE FUNCTION answer_finding(hash bytea, words text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE f finding%ROWTYPE;
BEGIN
  UPDATE finding SET answered_at = now() WHERE token_hash = hash AND settled_at IS NOT NULL AND answered_at IS NULL
    AND withdrawn_at IS NULL AND expires_at > now() RETURNING * INTO f;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO finding_answer (organisation_id, finding_id, version, written_by, text)
    SELECT v.organisation_id, v.finding_id, v.version, v.written_by, words FROM finding_version v
    WHERE v.organisation_id = f.organisation_id AND v.finding_id = f.id ORDER BY v.version DESC LIMIT 1;
  INSERT INTO person_notice (organisation_id, id, person_id, kind, facts)
    SELECT m.organisation_id, gen_random_uuid(), m.person_id, 'finding-answered',
      jsonb_build_object('about', f.circle_id, 'circle', c.name)
    FROM membership m JOIN circle c ON c.organisation_id = m.organisation_id AND c.id = m.circle_id
    WHERE m.organisation_id = f.organisation_id AND m.circle_id = f.circle_id AND m.left_at IS NULL
      AND m.joined_at <= f.settled_at;
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION count_finding_consents, settle_finding, queue_finding_mail, peek_finding, answer_finding TO rondo_app;
