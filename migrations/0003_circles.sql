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
  meeting_link text CHECK (length(meeting_link) <= 500 AND meeting_link ~ '^https?://'),
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
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
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
CREATE POLICY members ON parting TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON parting TO rondo_app;

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
CREATE POLICY members ON invitation TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id))
  WITH CHECK (organisation_id = acting_organisation() AND is_member(circle_id));
GRANT SELECT (organisation_id, id, circle_id, inviter_id, kind, email, uses, created_at, expires_at, revoked_at),
  INSERT, UPDATE (revoked_at) ON invitation TO rondo_app;

CALL protect_table('join_request');
CALL open_to_definers('join_request', 'ALL');
CREATE POLICY mine_or_members ON join_request FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND (person_id = acting_person() OR is_member(circle_id)));
GRANT SELECT ON join_request TO rondo_app;

CALL protect_table('manager_opt_in');
CREATE POLICY members ON manager_opt_in FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_member(circle_id));
CREATE POLICY self ON manager_opt_in FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND is_member(circle_id) AND person_id = acting_person());
GRANT SELECT, INSERT ON manager_opt_in TO rondo_app;

-- Takes the lowest free seat; null when the circle is full or closed. The circle row is locked, so that two who come
-- at once get two seats or one refusal.
CREATE FUNCTION seat_member(organisation uuid, circle uuid, person uuid, membership_id uuid) RETURNS smallint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE free smallint;
BEGIN
  PERFORM 1 FROM circle c WHERE c.organisation_id = organisation AND c.id = circle FOR UPDATE;
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
  RETURN free;
END $$;
CALL open_to_definers('circle_closure');

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

CREATE FUNCTION leave_circle(circle uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE membership SET left_at = now() WHERE organisation_id = acting_organisation() AND circle_id = circle
    AND person_id = acting_person() AND left_at IS NULL;
  RETURN FOUND;
END $$;

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

-- A mailed invitation seats its holder at once and is spent; 'full' leaves it unspent.
CREATE FUNCTION accept_mailed_invitation(hash bytea, person uuid, membership_id uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE i invitation%ROWTYPE;
BEGIN
  SELECT * INTO i FROM invitation WHERE token_hash = hash AND kind = 'mail' FOR UPDATE;
  IF NOT FOUND OR i.revoked_at IS NOT NULL OR i.expires_at <= now() OR i.uses > 0 THEN RETURN 'spent'; END IF;
  IF NOT EXISTS (SELECT 1 FROM person p WHERE p.organisation_id = i.organisation_id AND p.id = person) THEN
    RETURN 'other-organisation';
  END IF;
  IF seat_member(i.organisation_id, i.circle_id, person, membership_id) IS NULL THEN RETURN 'full'; END IF;
  UPDATE invitation SET uses = 1 WHERE organisation_id = i.organisation_id AND id = i.id;
  RETURN 'joined';
END $$;

-- A circle's link only lets one ask.
CREATE FUNCTION ask_to_join(hash bytea, person uuid, request_id uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE i invitation%ROWTYPE;
BEGIN
  SELECT * INTO i FROM invitation WHERE token_hash = hash AND kind = 'link' FOR UPDATE;
  IF NOT FOUND OR i.revoked_at IS NOT NULL OR i.expires_at <= now() THEN RETURN 'spent'; END IF;
  IF NOT EXISTS (SELECT 1 FROM person p WHERE p.organisation_id = i.organisation_id AND p.id = person) THEN
    RETURN 'other-organisation';
  END IF;
  IF EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = i.organisation_id AND m.circle_id = i.circle_id
      AND m.person_id = person AND m.left_at IS NULL) THEN RETURN 'member'; END IF;
  INSERT INTO join_request (organisation_id, id, circle_id, person_id, invitation_id)
  VALUES (i.organisation_id, request_id, i.circle_id, person, i.id) ON CONFLICT DO NOTHING;
  UPDATE invitation SET uses = uses + 1 WHERE organisation_id = i.organisation_id AND id = i.id;
  RETURN 'asked';
END $$;

-- Only a member answers; accepting seats the person.
CREATE FUNCTION answer_join_request(request uuid, accept boolean, membership_id uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r join_request%ROWTYPE;
BEGIN
  SELECT * INTO r FROM join_request WHERE organisation_id = acting_organisation() AND id = request FOR UPDATE;
  IF NOT FOUND OR NOT is_member(r.circle_id) THEN RETURN 'not-found'; END IF;
  IF r.answered_at IS NOT NULL THEN RETURN 'answered'; END IF;
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
  SELECT * INTO p FROM parting WHERE organisation_id = acting_organisation() AND id = which FOR UPDATE;
  IF NOT FOUND OR p.withdrawn_at IS NOT NULL OR p.done_at IS NOT NULL OR NOT is_member(p.circle_id) THEN RETURN false; END IF;
  IF EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = p.organisation_id AND m.circle_id = p.circle_id
      AND m.left_at IS NULL AND NOT EXISTS (SELECT 1 FROM parting_agreement a WHERE a.organisation_id = p.organisation_id
        AND a.parting_id = p.id AND a.person_id = m.person_id)
      AND NOT (m.person_id = p.person_id AND p.proposed_at < now() - interval '7 days')) THEN
    RETURN false;
  END IF;
  UPDATE membership SET left_at = now() WHERE organisation_id = p.organisation_id AND circle_id = p.circle_id
    AND person_id = p.person_id AND left_at IS NULL;
  UPDATE parting SET done_at = now() WHERE organisation_id = p.organisation_id AND id = p.id;
  RETURN true;
END $$;

GRANT EXECUTE ON FUNCTION found_circle, leave_circle, peek_invitation, accept_mailed_invitation, ask_to_join,
  answer_join_request, complete_parting TO rondo_app;
