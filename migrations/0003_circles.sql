-- Circles, their members, and the ways in and out. Colleagues may know a circle's name, size and state; purpose, focus
-- and times are content and stand in a table of their own.

CREATE TABLE circle (
  organisation_id uuid NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(btrim(name)) BETWEEN 1 AND 80),
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, created_by) REFERENCES person (organisation_id, id)
);

CREATE TABLE circle_content (
  organisation_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  purpose text NOT NULL DEFAULT '' CHECK (length(purpose) <= 600),
  focus_skill text NOT NULL DEFAULT '' CHECK (length(focus_skill) <= 80),
  meeting_link text CHECK (length(meeting_link) <= 500 AND meeting_link ~* '^https?://'),
  changed_by uuid,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, circle_id),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE
);

CREATE TABLE circle_closure (
  organisation_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  closed_by uuid NOT NULL,
  closed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, circle_id),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE
);

-- One row for each stay; `seat` makes the sixth member impossible, whoever asks at the same moment.
CREATE TABLE membership (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  circle_id uuid NOT NULL,
  person_id uuid NOT NULL,
  seat smallint NOT NULL CHECK (seat BETWEEN 1 AND 5),
  joined_at timestamptz NOT NULL DEFAULT now(),
  left_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX membership_one_stay ON membership (organisation_id, circle_id, person_id) WHERE left_at IS NULL;
CREATE UNIQUE INDEX membership_one_seat ON membership (organisation_id, circle_id, seat) WHERE left_at IS NULL;
CREATE INDEX membership_of_person ON membership (organisation_id, person_id);

-- Away until a date, without a reason.
CREATE TABLE membership_pause (
  organisation_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  person_id uuid NOT NULL,
  since timestamptz NOT NULL DEFAULT now(),
  returns_on date NOT NULL,
  PRIMARY KEY (organisation_id, circle_id, person_id),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);

-- "Part with a member by agreement": all others agree, and the member does too, or has been told and a week has passed.
CREATE TABLE parting (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  circle_id uuid NOT NULL,
  person_id uuid NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz,
  done_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX parting_one_open ON parting (organisation_id, circle_id) WHERE withdrawn_at IS NULL AND done_at IS NULL;

CREATE TABLE parting_agreement (
  organisation_id uuid NOT NULL,
  parting_id uuid NOT NULL,
  person_id uuid NOT NULL,
  agreed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, parting_id, person_id),
  FOREIGN KEY (organisation_id, parting_id) REFERENCES parting (organisation_id, id) ON DELETE CASCADE
);

-- `mail`: to one address, works once. `link`: for whoever has it; lets one ask, and a member confirms.
CREATE TABLE invitation (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  circle_id uuid NOT NULL,
  inviter_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('mail', 'link')),
  email text CHECK (email = lower(email)),
  token_hash bytea NOT NULL UNIQUE,
  uses integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, inviter_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  CHECK ((kind = 'mail') = (email IS NOT NULL)),
  CHECK (expires_at <= created_at + interval '15 days'),
  CHECK (kind = 'link' OR uses <= 1)
);
CREATE INDEX ON invitation (organisation_id, circle_id);

CREATE TABLE join_request (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  circle_id uuid NOT NULL,
  person_id uuid NOT NULL,
  invitation_id uuid,
  asked_at timestamptz NOT NULL DEFAULT now(),
  answered_at timestamptz,
  answered_by uuid,
  accepted boolean,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, invitation_id) REFERENCES invitation (organisation_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX join_request_one_open ON join_request (organisation_id, circle_id, person_id) WHERE answered_at IS NULL;

-- Where one member manages another, both are told, and both opt in before they practise together.
CREATE TABLE manager_opt_in (
  organisation_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  manager_id uuid NOT NULL,
  report_id uuid NOT NULL,
  person_id uuid NOT NULL,
  agreed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, circle_id, manager_id, report_id, person_id),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  CHECK (person_id IN (manager_id, report_id))
);

-- Membership is asked by nearly every policy, so it is answered by one function that looks past the policies.
CREATE FUNCTION is_member(circle uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = acting_organisation() AND m.circle_id = circle
    AND m.person_id = acting_person() AND m.left_at IS NULL)
$$;
GRANT EXECUTE ON FUNCTION is_member TO rondo_app;

CALL protect_table('circle', 'SELECT');
CALL open_to_definers('circle', 'ALL');
CREATE POLICY colleagues ON circle FOR SELECT TO rondo_app USING (organisation_id = acting_organisation());
CREATE POLICY make ON circle FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND created_by = acting_person());
CREATE POLICY members_change ON circle FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(id));
GRANT SELECT, INSERT, UPDATE (name) ON circle TO rondo_app;

CALL protect_table('circle_content', 'SELECT');
CREATE POLICY members ON circle_content TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id))
  WITH CHECK (organisation_id = acting_organisation() AND is_member(circle_id) AND changed_by = acting_person());
GRANT SELECT, INSERT, UPDATE ON circle_content TO rondo_app;

CALL protect_table('circle_closure', 'SELECT');
CREATE POLICY colleagues ON circle_closure FOR SELECT TO rondo_app USING (organisation_id = acting_organisation());
CREATE POLICY members ON circle_closure FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND is_member(circle_id) AND closed_by = acting_person());
GRANT SELECT, INSERT ON circle_closure TO rondo_app;

CALL protect_table('membership', 'SELECT');
CALL open_to_definers('membership', 'ALL');
-- Own stays (also past ones) and everyone's in my circles. Rows are made and ended by the functions below.
CREATE POLICY mine ON membership FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND (person_id = acting_person() OR is_member(circle_id)));
GRANT SELECT ON membership TO rondo_app;

CALL protect_table('membership_pause', 'SELECT, DELETE');
CREATE POLICY members ON membership_pause FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
CREATE POLICY self ON membership_pause TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person() AND is_member(circle_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON membership_pause TO rondo_app;

CALL protect_table('parting', 'SELECT');
CALL open_to_definers('parting', 'ALL');
CREATE POLICY members ON parting FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
-- When it was proposed is the database's to say: a week is counted from it.
CREATE POLICY propose ON parting FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND is_member(circle_id) AND proposed_by = acting_person() AND person_id <> acting_person());
-- It takes everyone else, so any one of them ends it; the person it is about does not.
CREATE POLICY withdraw ON parting FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id) AND person_id <> acting_person());
GRANT SELECT, INSERT (organisation_id, id, circle_id, person_id, proposed_by), UPDATE (withdrawn_at)
  ON parting TO rondo_app;

CALL protect_table('parting_agreement');
CALL open_to_definers('parting_agreement', 'ALL');
CREATE POLICY members ON parting_agreement FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND EXISTS (SELECT 1 FROM parting p WHERE p.organisation_id = parting_agreement.organisation_id AND p.id = parting_id));
CREATE POLICY self ON parting_agreement FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND person_id = acting_person()
  AND EXISTS (SELECT 1 FROM parting p WHERE p.organisation_id = parting_agreement.organisation_id AND p.id = parting_id));
GRANT SELECT, INSERT ON parting_agreement TO rondo_app;

CALL protect_table('invitation', 'SELECT, DELETE');
CALL open_to_definers('invitation', 'ALL');
CREATE POLICY members ON invitation FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
CREATE POLICY invite ON invitation FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND is_member(circle_id) AND inviter_id = acting_person());
CREATE POLICY revoke ON invitation FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
GRANT SELECT (organisation_id, id, circle_id, inviter_id, kind, email, uses, created_at, expires_at, revoked_at),
  INSERT (organisation_id, id, circle_id, inviter_id, kind, email, token_hash, expires_at), UPDATE (revoked_at)
  ON invitation TO rondo_app;

CALL protect_table('join_request');
CALL open_to_definers('join_request', 'ALL');
CREATE POLICY mine_or_members ON join_request FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND (person_id = acting_person() OR is_member(circle_id)));
-- Who said no is not for the one who asked, so who answered is for nobody.
GRANT SELECT (organisation_id, id, circle_id, person_id, invitation_id, asked_at, answered_at, accepted)
  ON join_request TO rondo_app;

CALL protect_table('manager_opt_in');
CALL open_to_definers('manager_opt_in');
-- For the two of them only; the others learn through `open_manager_pairs` no more than that something is still open.
CREATE POLICY pair ON manager_opt_in FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND is_member(circle_id) AND acting_person() IN (manager_id, report_id));
CREATE POLICY self ON manager_opt_in FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND is_member(circle_id) AND person_id = acting_person());
CREATE POLICY withdraw ON manager_opt_in FOR DELETE TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id) AND person_id = acting_person());
GRANT SELECT, INSERT (organisation_id, circle_id, manager_id, report_id, person_id), DELETE ON manager_opt_in TO rondo_app;

-- Whoever seats, ends a stay or settles an agreement locks the circle's row first and everything else after it, so that
-- no two wait for each other. NO KEY, because foreign keys to the circle are checked all the time.

-- Takes the lowest free seat; null when the circle is full. The circle row is locked, so that two who come at once get
-- two seats or one refusal. A closed circle seats nobody.
CREATE FUNCTION seat_member(organisation uuid, circle uuid, person uuid, membership_id uuid) RETURNS smallint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE free smallint;
BEGIN
  PERFORM 1 FROM circle c WHERE c.organisation_id = organisation AND c.id = circle FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM circle_closure x WHERE x.organisation_id = organisation AND x.circle_id = circle) THEN
    RETURN NULL;
  END IF;
  SELECT m.seat INTO free FROM membership m WHERE m.organisation_id = organisation AND m.circle_id = circle
    AND m.person_id = person AND m.left_at IS NULL;
  IF FOUND THEN RETURN free; END IF;
  SELECT s INTO free FROM generate_series(1, 5) s WHERE NOT EXISTS (SELECT 1 FROM membership m
    WHERE m.organisation_id = organisation AND m.circle_id = circle AND m.left_at IS NULL AND m.seat = s)
    ORDER BY s LIMIT 1;
  IF free IS NULL THEN RETURN NULL; END IF;
  INSERT INTO membership (organisation_id, id, circle_id, person_id, seat)
  VALUES (organisation, membership_id, circle, person, free);
  UPDATE join_request SET answered_at = now(), accepted = true
    WHERE organisation_id = organisation AND circle_id = circle AND person_id = person AND answered_at IS NULL;
  RETURN free;
END $$;
CALL open_to_definers('circle_closure', 'ALL');
CALL open_to_definers('membership_pause', 'ALL');

-- The founder of a circle that nobody has sat in yet.
CREATE FUNCTION found_circle(circle uuid, membership_id uuid) RETURNS smallint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM circle c WHERE c.organisation_id = acting_organisation() AND c.id = circle
      AND c.created_by = acting_person())
    OR EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = acting_organisation() AND m.circle_id = circle) THEN
    RETURN NULL;
  END IF;
  RETURN seat_member(acting_organisation(), circle, acting_person(), membership_id);
END $$;

-- Ends one stay, with what hangs on it. Not granted: the doors are leave_circle and complete_parting. An empty circle is
-- closed, because nobody could ever come back into it.
CREATE FUNCTION end_stay(organisation uuid, circle uuid, person uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE ended boolean;
BEGIN
  PERFORM 1 FROM circle c WHERE c.organisation_id = organisation AND c.id = circle FOR NO KEY UPDATE;
  UPDATE membership SET left_at = now() WHERE organisation_id = organisation AND circle_id = circle
    AND person_id = person AND left_at IS NULL;
  ended := FOUND;
  IF NOT ended THEN RETURN false; END IF;
  DELETE FROM membership_pause WHERE organisation_id = organisation AND circle_id = circle AND person_id = person;
  UPDATE invitation SET revoked_at = now() WHERE organisation_id = organisation AND circle_id = circle
    AND inviter_id = person AND revoked_at IS NULL;
  UPDATE parting SET withdrawn_at = now() WHERE organisation_id = organisation AND circle_id = circle
    AND person_id = person AND withdrawn_at IS NULL AND done_at IS NULL;
  PERFORM settle_proposal(organisation, circle);
  IF NOT EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = organisation AND m.circle_id = circle
      AND m.left_at IS NULL) THEN
    INSERT INTO circle_closure (organisation_id, circle_id, closed_by) VALUES (organisation, circle, person)
      ON CONFLICT DO NOTHING;
  END IF;
  RETURN true;
END $$;

CREATE FUNCTION leave_circle(circle uuid) RETURNS boolean
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  SELECT end_stay(acting_organisation(), circle, acting_person())
$$;

-- What a link shows to somebody who is not a member: the circle's name and who invites, nothing else.
CREATE FUNCTION peek_invitation(hash bytea)
  RETURNS TABLE (organisation_id uuid, organisation_name text, invitation_id uuid, circle_id uuid, circle_name text,
    inviter_name text, kind text, email text, state text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT i.organisation_id, o.name, i.id, i.circle_id, c.name, p.name, i.kind, i.email,
    CASE WHEN i.revoked_at IS NOT NULL THEN 'revoked' WHEN i.expires_at <= now() THEN 'expired'
      WHEN i.kind = 'mail' AND i.uses > 0 THEN 'used'
      WHEN EXISTS (SELECT 1 FROM circle_closure x WHERE x.organisation_id = i.organisation_id AND x.circle_id = i.circle_id)
        THEN 'closed' ELSE 'open' END
  FROM invitation i JOIN circle c ON c.organisation_id = i.organisation_id AND c.id = i.circle_id
  JOIN person p ON p.organisation_id = i.organisation_id AND p.id = i.inviter_id
  JOIN organisation o ON o.id = i.organisation_id
  WHERE i.token_hash = hash
$$;

-- A mailed invitation seats whoever acts, at once, and is spent; 'full' and 'member' leave it unspent. It never works for
-- somebody of another organisation.
CREATE FUNCTION accept_mailed_invitation(hash bytea, membership_id uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE i invitation%ROWTYPE;
BEGIN
  SELECT * INTO i FROM invitation WHERE token_hash = hash AND kind = 'mail';
  IF NOT FOUND THEN RETURN 'spent'; END IF;
  IF i.organisation_id IS DISTINCT FROM acting_organisation() OR NOT EXISTS (SELECT 1 FROM person p
      WHERE p.organisation_id = i.organisation_id AND p.id = acting_person()) THEN
    RETURN 'other-organisation';
  END IF;
  PERFORM 1 FROM circle c WHERE c.organisation_id = i.organisation_id AND c.id = i.circle_id FOR NO KEY UPDATE;
  SELECT * INTO i FROM invitation WHERE token_hash = hash FOR UPDATE;
  IF is_member(i.circle_id) THEN RETURN 'member'; END IF;
  IF i.revoked_at IS NOT NULL OR i.expires_at <= now() OR i.uses > 0 THEN RETURN 'spent'; END IF;
  IF EXISTS (SELECT 1 FROM circle_closure x WHERE x.organisation_id = i.organisation_id AND x.circle_id = i.circle_id) THEN
    RETURN 'closed';
  END IF;
  IF seat_member(i.organisation_id, i.circle_id, acting_person(), membership_id) IS NULL THEN RETURN 'full'; END IF;
  UPDATE invitation SET uses = 1 WHERE organisation_id = i.organisation_id AND id = i.id;
  RETURN 'joined';
END $$;

-- A circle's link only lets one ask. Asking twice is asking once.
CREATE FUNCTION ask_to_join(hash bytea, request_id uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE i invitation%ROWTYPE;
BEGIN
  SELECT * INTO i FROM invitation WHERE token_hash = hash AND kind = 'link';
  IF NOT FOUND THEN RETURN 'spent'; END IF;
  IF i.organisation_id IS DISTINCT FROM acting_organisation() OR NOT EXISTS (SELECT 1 FROM person p
      WHERE p.organisation_id = i.organisation_id AND p.id = acting_person()) THEN
    RETURN 'other-organisation';
  END IF;
  PERFORM 1 FROM circle c WHERE c.organisation_id = i.organisation_id AND c.id = i.circle_id FOR NO KEY UPDATE;
  SELECT * INTO i FROM invitation WHERE token_hash = hash FOR UPDATE;
  IF is_member(i.circle_id) THEN RETURN 'member'; END IF;
  IF i.revoked_at IS NOT NULL OR i.expires_at <= now() THEN RETURN 'spent'; END IF;
  IF EXISTS (SELECT 1 FROM circle_closure x WHERE x.organisation_id = i.organisation_id AND x.circle_id = i.circle_id) THEN
    RETURN 'closed';
  END IF;
  INSERT INTO join_request (organisation_id, id, circle_id, person_id, invitation_id)
  VALUES (i.organisation_id, request_id, i.circle_id, acting_person(), i.id) ON CONFLICT DO NOTHING;
  IF FOUND THEN
    UPDATE invitation SET uses = uses + 1 WHERE organisation_id = i.organisation_id AND id = i.id;
  END IF;
  RETURN 'asked';
END $$;

-- Only a member answers; accepting seats the person.
CREATE FUNCTION answer_join_request(request uuid, accept boolean, membership_id uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r join_request%ROWTYPE;
BEGIN
  SELECT * INTO r FROM join_request WHERE organisation_id = acting_organisation() AND id = request;
  IF NOT FOUND OR NOT is_member(r.circle_id) THEN RETURN 'not-found'; END IF;
  PERFORM 1 FROM circle c WHERE c.organisation_id = r.organisation_id AND c.id = r.circle_id FOR NO KEY UPDATE;
  SELECT * INTO r FROM join_request WHERE organisation_id = acting_organisation() AND id = request FOR UPDATE;
  IF r.answered_at IS NOT NULL THEN RETURN 'answered'; END IF;
  IF EXISTS (SELECT 1 FROM circle_closure x WHERE x.organisation_id = r.organisation_id AND x.circle_id = r.circle_id) THEN
    RETURN 'closed';
  END IF;
  IF accept AND seat_member(r.organisation_id, r.circle_id, r.person_id, membership_id) IS NULL THEN RETURN 'full'; END IF;
  UPDATE join_request SET answered_at = now(), answered_by = acting_person(), accepted = accept
    WHERE organisation_id = r.organisation_id AND id = r.id;
  RETURN CASE WHEN accept THEN 'joined' ELSE 'declined' END;
END $$;

-- Ends the stay once every other member agreed, and the person agreed too or a week has passed since it was proposed.
CREATE FUNCTION complete_parting(which uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE p parting%ROWTYPE;
BEGIN
  SELECT * INTO p FROM parting WHERE organisation_id = acting_organisation() AND id = which;
  IF NOT FOUND OR NOT is_member(p.circle_id) THEN RETURN false; END IF;
  -- Nobody joins between the count and the end of the stay.
  PERFORM 1 FROM circle c WHERE c.organisation_id = p.organisation_id AND c.id = p.circle_id FOR NO KEY UPDATE;
  SELECT * INTO p FROM parting WHERE organisation_id = acting_organisation() AND id = which FOR UPDATE;
  IF p.withdrawn_at IS NOT NULL OR p.done_at IS NOT NULL THEN RETURN false; END IF;
  IF EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = p.organisation_id AND m.circle_id = p.circle_id
      AND m.left_at IS NULL AND NOT EXISTS (SELECT 1 FROM parting_agreement a WHERE a.organisation_id = p.organisation_id
        AND a.parting_id = p.id AND a.person_id = m.person_id)
      AND NOT (m.person_id = p.person_id AND p.proposed_at < now() - interval '7 days')) THEN
    RETURN false;
  END IF;
  UPDATE parting SET done_at = now() WHERE organisation_id = p.organisation_id AND id = p.id;
  PERFORM end_stay(p.organisation_id, p.circle_id, p.person_id);
  RETURN true;
END $$;

-- Pairs of manager and report among those present who have not both opted in. Only the two themselves learn who it is.
CREATE FUNCTION open_manager_pairs(circle uuid, present uuid[])
  RETURNS TABLE (manager_id uuid, report_id uuid, manager_agreed boolean, report_agreed boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT CASE WHEN mine THEN manager END, CASE WHEN mine THEN report END,
    CASE WHEN mine THEN by_manager END, CASE WHEN mine THEN by_report END
  FROM (
    SELECT boss.person_id AS manager, p.id AS report, acting_person() IN (boss.person_id, p.id) AS mine,
      EXISTS (SELECT 1 FROM manager_opt_in o WHERE o.organisation_id = p.organisation_id AND o.circle_id = circle
        AND o.manager_id = boss.person_id AND o.report_id = p.id AND o.person_id = boss.person_id) AS by_manager,
      EXISTS (SELECT 1 FROM manager_opt_in o WHERE o.organisation_id = p.organisation_id AND o.circle_id = circle
        AND o.manager_id = boss.person_id AND o.report_id = p.id AND o.person_id = p.id) AS by_report
    FROM membership sub
    JOIN person p ON p.organisation_id = sub.organisation_id AND p.id = sub.person_id
    JOIN membership boss ON boss.organisation_id = p.organisation_id AND boss.person_id = p.manager_id
      AND boss.circle_id = circle AND boss.left_at IS NULL
    WHERE sub.organisation_id = acting_organisation() AND sub.circle_id = circle AND sub.left_at IS NULL
      AND sub.person_id = ANY (present) AND boss.person_id = ANY (present) AND is_member(circle)
  ) pairs
  WHERE NOT (by_manager AND by_report)
$$;

GRANT EXECUTE ON FUNCTION found_circle, leave_circle, peek_invitation, accept_mailed_invitation, ask_to_join,
  answer_join_request, complete_parting, open_manager_pairs TO rondo_app;
