-- Nudges: few mails, in somebody's own hours, near the moment in which they want to try something. What a mail says is read when
-- it goes out, in the name of its reader; here stand ids, kinds and times, and nobody's words.

CREATE TABLE nudge_setting (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  -- The most mails in any seven days.
  weekly smallint NOT NULL DEFAULT 4 CHECK (weekly BETWEEN 1 AND 14),
  switched_off text[] NOT NULL DEFAULT '{}' CHECK (cardinality(switched_off) <= 12),
  by_mail boolean NOT NULL DEFAULT true,
  -- The day, on the person's own calendar, on which nudges come again.
  paused_until date,
  -- When the job looks at this person again.
  look_at timestamptz NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (organisation_id, person_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CALL protect_table('nudge_setting', 'SELECT');
CALL open_to_definers('nudge_setting', 'ALL');
CREATE POLICY self ON nudge_setting TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE ON nudge_setting TO rondo_app;

-- When the meeting is in which a card's experiment is due. Its owner's alone: the circle reads the card without it.
CREATE TABLE card_moment (
  organisation_id uuid NOT NULL,
  commitment_id uuid NOT NULL,
  person_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, person_id, commitment_id),
  FOREIGN KEY (organisation_id, commitment_id) REFERENCES commitment (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON card_moment (organisation_id, commitment_id);
CALL protect_table('card_moment');
CREATE POLICY self ON card_moment TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE (at), DELETE ON card_moment TO rondo_app;

-- What another part of the program asks to be mentioned, to a member of the same circle, by one of them.
CREATE TABLE nudge_proposal (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('request-waiting')),
  key text NOT NULL CHECK (key ~ '^[[:alnum:]_:.-]{1,120}$'),
  -- Where on this site it leads.
  path text NOT NULL CHECK (length(path) <= 300 AND path ~ '^/[[:alnum:]_/?=&#.-]*$'),
  not_before timestamptz NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, person_id, kind, key),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, proposed_by) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CALL protect_table('nudge_proposal');
CALL open_to_definers('nudge_proposal', 'ALL');
CREATE POLICY self ON nudge_proposal TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, DELETE ON nudge_proposal TO rondo_app;

-- One mail with one nudge or several. Reserved with what it holds, then handed to the mail server once. From `handed_at` on
-- nobody knows what the server took until `sent_at` or a refusal says so; a letter whose fate is not known is not sent again.
CREATE TABLE nudge_letter (
  organisation_id uuid NOT NULL,
  -- Its Message-ID is made of this.
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  reserved_at timestamptz NOT NULL,
  handed_at timestamptz,
  sent_at timestamptz,
  -- Refused for good, too late, or nothing left to say.
  dropped_at timestamptz,
  tries smallint NOT NULL DEFAULT 0,
  try_after timestamptz,
  -- Code of the mail server; never what it said, which quotes addresses.
  problem text,
  -- Of the token with which this mail stops those after it.
  stop_hash bytea UNIQUE,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON nudge_letter (organisation_id, person_id, reserved_at);
CREATE INDEX ON nudge_letter (reserved_at) WHERE handed_at IS NULL AND dropped_at IS NULL;
CALL protect_table('nudge_letter', 'SELECT, DELETE');
CALL open_to_definers('nudge_letter', 'ALL');
CREATE POLICY self ON nudge_letter TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT (organisation_id, id, person_id, reserved_at, handed_at, sent_at, dropped_at, tries, try_after, problem), INSERT,
  UPDATE (handed_at, sent_at, dropped_at, tries, try_after, problem, stop_hash) ON nudge_letter TO rondo_app;

-- What was said once is not said again: a kind, and what it was about.
CREATE TABLE nudge (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  key text NOT NULL CHECK (key ~ '^[[:alnum:]_:.-]{1,120}$'),
  letter_id uuid NOT NULL,
  PRIMARY KEY (organisation_id, person_id, kind, key),
  FOREIGN KEY (organisation_id, letter_id) REFERENCES nudge_letter (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON nudge (organisation_id, letter_id);
CALL protect_table('nudge');
CREATE POLICY self ON nudge TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT ON nudge TO rondo_app;

-- A link in a mail with which its reader says, once, what became of one card.
CREATE TABLE nudge_answer (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  commitment_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (organisation_id, token_hash),
  FOREIGN KEY (organisation_id, commitment_id) REFERENCES commitment (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON nudge_answer (organisation_id, commitment_id);
CALL protect_table('nudge_answer', 'SELECT, DELETE');
CALL open_to_definers('nudge_answer', 'ALL');
CREATE POLICY self ON nudge_answer TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT (organisation_id, person_id, commitment_id, expires_at, used_at), INSERT ON nudge_answer TO rondo_app;

-- Whose card a link is about, and whether it still answers. The ids say under whose key the words lie, and leave the program
-- for nobody.
CREATE FUNCTION peek_nudge_answer(hash bytea)
  RETURNS TABLE (organisation_id uuid, person_id uuid, commitment_id uuid, state text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT a.organisation_id, a.person_id, a.commitment_id,
    CASE WHEN a.used_at IS NOT NULL THEN 'used' WHEN a.expires_at <= now() THEN 'expired' ELSE 'open' END
  FROM nudge_answer a WHERE a.token_hash = hash
$$;

-- Uses a link up, in its owner's name; false where it no longer answers.
CREATE FUNCTION use_nudge_answer(hash bytea) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE nudge_answer a SET used_at = now() WHERE a.token_hash = hash AND a.organisation_id = acting_organisation()
    AND a.person_id = acting_person() AND a.used_at IS NULL AND a.expires_at > now();
  RETURN FOUND;
END $$;

-- Whether a mail's token stops its mails, and whether they are stopped already; no row where it is none.
CREATE FUNCTION peek_nudge_stop(hash bytea) RETURNS TABLE (stopped boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT NOT coalesce(s.by_mail, true) FROM nudge_letter l
  LEFT JOIN nudge_setting s ON s.organisation_id = l.organisation_id AND s.person_id = l.person_id
  WHERE l.stop_hash = hash
$$;

-- No more nudges by mail for whoever this mail went to; false where the token is none. Once more does no harm.
CREATE FUNCTION stop_nudge_mails(hash bytea) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE letter nudge_letter%ROWTYPE;
BEGIN
  SELECT * INTO letter FROM nudge_letter l WHERE l.stop_hash = hash;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO nudge_setting (organisation_id, person_id, by_mail) VALUES (letter.organisation_id, letter.person_id, false)
    ON CONFLICT (organisation_id, person_id) DO UPDATE SET by_mail = false;
  RETURN true;
END $$;

-- Asks that something be mentioned to somebody in a circle of the acting person; once for each key, and the last time stands.
CREATE FUNCTION propose_nudge(proposal_id uuid, reader uuid, circle uuid, nudge_kind text, nudge_key text, leads_to text,
  earliest timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF (SELECT count(*) FROM membership m WHERE m.organisation_id = acting_organisation() AND m.circle_id = circle
      AND m.person_id IN (acting_person(), reader) AND m.left_at IS NULL) < 2 THEN RETURN false; END IF;
  INSERT INTO nudge_proposal (organisation_id, id, person_id, circle_id, kind, key, path, not_before, proposed_by)
    VALUES (acting_organisation(), proposal_id, reader, circle, nudge_kind, nudge_key, leads_to, earliest, acting_person())
    ON CONFLICT (organisation_id, person_id, kind, key) DO UPDATE SET path = excluded.path, not_before = excluded.not_before
    WHERE nudge_proposal.proposed_by = excluded.proposed_by;
  UPDATE nudge_setting s SET look_at = least(s.look_at, earliest)
    WHERE s.organisation_id = acting_organisation() AND s.person_id = reader;
  RETURN true;
END $$;

-- Takes back what the acting person proposed, or what was proposed to them.
CREATE FUNCTION take_back_nudge(reader uuid, nudge_kind text, nudge_key text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  DELETE FROM nudge_proposal p WHERE p.organisation_id = acting_organisation() AND p.person_id = reader
    AND p.kind = nudge_kind AND p.key = nudge_key AND acting_person() IN (p.person_id, p.proposed_by)
$$;

GRANT EXECUTE ON FUNCTION peek_nudge_answer, use_nudge_answer, peek_nudge_stop, stop_nudge_mails, propose_nudge,
  take_back_nudge TO rondo_app;
