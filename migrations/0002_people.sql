-- Organisations, people, and how they come in.

CREATE TABLE organisation (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(btrim(name)) BETWEEN 1 AND 120),
  demonstration boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);
CALL protect_table('organisation', 'SELECT');
CALL open_to_definers('organisation', 'ALL');
CREATE POLICY own ON organisation FOR SELECT TO rondo_app USING (id = acting_organisation());
GRANT SELECT, UPDATE (name) ON organisation TO rondo_app;

CREATE TABLE person (
  organisation_id uuid NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(btrim(name)) BETWEEN 1 AND 80),
  pronouns text CHECK (length(pronouns) <= 40),
  time_zone text NOT NULL,
  languages text[] NOT NULL DEFAULT '{}',
  role text NOT NULL DEFAULT 'person' CHECK (role IN ('person', 'owner')),
  manager_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, manager_id) REFERENCES person (organisation_id, id),
  CHECK (manager_id <> id)
);
CALL protect_table('person', 'SELECT');
CALL open_to_definers('person', 'ALL');
-- Names are known inside an organisation; each changes only themselves.
CREATE POLICY colleagues ON person FOR SELECT TO rondo_app USING (organisation_id = acting_organisation());
CREATE POLICY self ON person FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND id = acting_person());
-- Its name is its owner's to change.
CREATE POLICY owner ON organisation FOR UPDATE TO rondo_app USING (id = acting_organisation() AND EXISTS (SELECT 1
  FROM person p WHERE p.organisation_id = organisation.id AND p.id = acting_person() AND p.role = 'owner'));
GRANT SELECT, UPDATE (name, pronouns, time_zone, languages, manager_id) ON person TO rondo_app;

-- Apart from `person`, because colleagues read names and not addresses.
CREATE TABLE person_contact (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  email text NOT NULL CHECK (email = lower(email) AND email LIKE '%_@_%' AND length(email) <= 254),
  PRIMARY KEY (organisation_id, person_id),
  UNIQUE (organisation_id, email),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CALL protect_table('person_contact', 'SELECT');
CALL open_to_definers('person_contact', 'ALL');
CREATE POLICY self ON person_contact TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE ON person_contact TO rondo_app;

-- How cues are given, and other choices of one person.
CREATE TABLE person_preference (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  cue_sound boolean NOT NULL DEFAULT true,
  cue_vibration boolean NOT NULL DEFAULT true,
  cue_announcement boolean NOT NULL DEFAULT true,
  theme text NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark')),
  PRIMARY KEY (organisation_id, person_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CALL protect_table('person_preference');
CALL open_to_definers('person_preference');
CREATE POLICY self ON person_preference TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE ON person_preference TO rondo_app;

-- A browser that is signed in. Opaque token, only its hash is kept; 60 days.
CREATE TABLE sign_in (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  device text NOT NULL DEFAULT '' CHECK (length(device) <= 200),
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON sign_in (organisation_id, person_id);
CALL protect_table('sign_in', 'SELECT, DELETE');
CALL open_to_definers('sign_in', 'ALL');
CREATE POLICY self ON sign_in TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT (organisation_id, id, person_id, device, created_at, last_seen_at, expires_at), DELETE ON sign_in TO rondo_app;

-- A link by e-mail, or printed by `rondo sign-in-link`: works once, for 15 minutes (a demonstration person's: 24 hours).
CREATE TABLE sign_in_link (
  organisation_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  person_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('mail', 'operator', 'demonstration')),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (organisation_id, token_hash),
  UNIQUE (token_hash),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CALL protect_table('sign_in_link', 'SELECT, DELETE');
CALL open_to_definers('sign_in_link', 'ALL');

-- The code that a person keeps to come back with where no mail is set up. One at a time, shown once.
CREATE TABLE personal_code (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  code_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, person_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CALL protect_table('personal_code');
CALL open_to_definers('personal_code', 'ALL');
CREATE POLICY self ON personal_code TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT (organisation_id, person_id, created_at), INSERT, DELETE, UPDATE (code_hash, created_at)
  ON personal_code TO rondo_app;

-- Something that a person must be told at their next visit (an operator made a sign-in link for them, for example).
CREATE TABLE person_notice (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  facts jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON person_notice (organisation_id, person_id);
CALL protect_table('person_notice', 'SELECT, INSERT');
CALL open_to_definers('person_notice', 'ALL');
CREATE POLICY self ON person_notice TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, UPDATE (seen_at) ON person_notice TO rondo_app;

-- An address that a person wants, until they open the link that was sent to it. One at a time.
CREATE TABLE email_change (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  email text NOT NULL CHECK (email = lower(email) AND email LIKE '%_@_%' AND length(email) <= 254),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, person_id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CALL protect_table('email_change', 'SELECT, DELETE');
CREATE POLICY self ON email_change TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE, DELETE ON email_change TO rondo_app;

-- The doors that only the terminal's operator opens: first set-up, the demonstration, the outbox. They belong to the
-- installation, not to an organisation.
CREATE TABLE operator_link (
  token_hash bytea PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CALL protect_table('operator_link');
CALL open_to_definers('operator_link', 'ALL');

CREATE TABLE operator_visit (
  token_hash bytea PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CALL protect_table('operator_visit');
CALL open_to_definers('operator_visit', 'ALL');

-- Counters of rate-limiter-flexible; keys are hashed before they come here.
CREATE TABLE rate_limit (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO rondo_app, rondo_worker, rondo_maintenance;

-- The functions below believe their arguments, because they answer before anyone is known. Where somebody is known, they
-- act for nobody else.
CREATE FUNCTION acts_for(organisation uuid, person uuid) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF coalesce(acting_organisation(), organisation) <> organisation OR coalesce(acting_person(), person) <> person THEN
    RAISE insufficient_privilege USING MESSAGE = 'somebody acts for somebody else';
  END IF;
END $$;

-- What happens before anyone is known. --------------------------------------------------------------------------------

CREATE FUNCTION find_sign_in(hash bytea)
  RETURNS TABLE (organisation_id uuid, person_id uuid, sign_in_id uuid, name text, time_zone text, role text,
    demonstration boolean, expires_at timestamptz, last_seen_at timestamptz, theme text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.organisation_id, s.person_id, s.id, p.name, p.time_zone, p.role, o.demonstration, s.expires_at, s.last_seen_at,
    coalesce(f.theme, 'system')
  FROM sign_in s
  JOIN person p ON p.organisation_id = s.organisation_id AND p.id = s.person_id
  JOIN organisation o ON o.id = s.organisation_id
  LEFT JOIN person_preference f ON f.organisation_id = s.organisation_id AND f.person_id = s.person_id
  WHERE s.token_hash = hash AND s.expires_at > now()
$$;

CREATE FUNCTION touch_sign_in(hash bytea) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  UPDATE sign_in SET last_seen_at = now() WHERE token_hash = hash AND last_seen_at < now() - interval '1 hour'
$$;

CREATE FUNCTION create_sign_in(organisation uuid, person uuid, id uuid, hash bytea, device text, expires timestamptz)
  RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  SELECT acts_for(organisation, person);
  INSERT INTO sign_in (organisation_id, id, person_id, token_hash, device, expires_at)
  VALUES (organisation, id, person, hash, left(device, 200), expires)
$$;

CREATE FUNCTION end_sign_in(hash bytea) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$ DELETE FROM sign_in WHERE token_hash = hash $$;

CREATE FUNCTION find_people_by_email(address text)
  RETURNS TABLE (organisation_id uuid, organisation_name text, person_id uuid, name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c.organisation_id, o.name, c.person_id, p.name
  FROM person_contact c
  JOIN person p ON p.organisation_id = c.organisation_id AND p.id = c.person_id
  JOIN organisation o ON o.id = c.organisation_id
  WHERE c.email = lower(address) AND NOT o.demonstration
$$;

CREATE FUNCTION create_sign_in_link(organisation uuid, person uuid, hash bytea, why text, expires timestamptz)
  RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  SELECT acts_for(organisation, person);
  INSERT INTO sign_in_link (organisation_id, token_hash, person_id, purpose, expires_at)
  VALUES (organisation, hash, person, why, expires)
$$;

CREATE FUNCTION peek_sign_in_link(hash bytea)
  RETURNS TABLE (organisation_name text, name text, purpose text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT o.name, p.name, l.purpose FROM sign_in_link l
  JOIN person p ON p.organisation_id = l.organisation_id AND p.id = l.person_id
  JOIN organisation o ON o.id = l.organisation_id
  WHERE l.token_hash = hash AND l.used_at IS NULL AND l.expires_at > now()
$$;

-- Works once: the row lock makes the second of two simultaneous uses find it used. A demonstration person's link is used
-- again and again until it expires, because five windows are opened, closed and opened.
CREATE FUNCTION use_sign_in_link(hash bytea)
  RETURNS TABLE (organisation_id uuid, person_id uuid, purpose text)
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  UPDATE sign_in_link l SET used_at = CASE WHEN l.purpose = 'demonstration' THEN NULL ELSE now() END
  WHERE l.token_hash = hash AND l.used_at IS NULL AND l.expires_at > now()
  RETURNING l.organisation_id, l.person_id, l.purpose
$$;

CREATE FUNCTION find_personal_code(hash bytea) RETURNS TABLE (organisation_id uuid, person_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c.organisation_id, c.person_id FROM personal_code c WHERE c.code_hash = hash
$$;

-- Tells a colleague something at their next visit.
CREATE FUNCTION tell_person(person uuid, id uuid, what text, details jsonb) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  INSERT INTO person_notice (organisation_id, id, person_id, kind, facts)
  SELECT p.organisation_id, tell_person.id, p.id, what, details FROM person p
  WHERE p.organisation_id = acting_organisation() AND p.id = person
$$;

CREATE FUNCTION installation_state() RETURNS TABLE (organisations bigint, demonstrations bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT count(*) FILTER (WHERE NOT demonstration), count(*) FILTER (WHERE demonstration) FROM organisation
$$;

CREATE FUNCTION create_operator_link(hash bytea, expires timestamptz) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  INSERT INTO operator_link (token_hash, expires_at) VALUES (hash, expires)
$$;

CREATE FUNCTION peek_operator_link(hash bytea) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM operator_link WHERE token_hash = hash AND used_at IS NULL AND expires_at > now())
$$;

-- Exchanges the one-time link for a cookie's hash; false when it was used or is too old.
CREATE FUNCTION use_operator_link(link_hash bytea, visit_hash bytea, expires timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE operator_link SET used_at = now() WHERE token_hash = link_hash AND used_at IS NULL AND expires_at > now();
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO operator_visit (token_hash, expires_at) VALUES (visit_hash, expires);
  RETURN true;
END $$;

CREATE FUNCTION is_operator_visit(hash bytea) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM operator_visit WHERE token_hash = hash AND expires_at > now())
$$;

CREATE FUNCTION create_organisation(organisation uuid, organisation_name text, is_demonstration boolean) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  INSERT INTO organisation (id, name, demonstration) VALUES (organisation, organisation_name, is_demonstration)
$$;

-- Only for somebody with a door: the set-up, an invitation, the demonstration. Address may be null.
CREATE FUNCTION create_person(organisation uuid, id uuid, name text, address text, zone text, tongues text[], person_role text)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM acts_for(organisation, id);
  -- Whoever founds an organisation owns it; nobody comes in as an owner later.
  IF person_role <> 'person' AND EXISTS (SELECT 1 FROM person p WHERE p.organisation_id = organisation) THEN
    RAISE insufficient_privilege USING MESSAGE = 'the organisation has its owner';
  END IF;
  INSERT INTO person (organisation_id, id, name, time_zone, languages, role)
  VALUES (organisation, id, name, zone, tongues, person_role);
  IF address IS NOT NULL THEN
    INSERT INTO person_contact (organisation_id, person_id, email) VALUES (organisation, id, lower(address));
  END IF;
END $$;

-- Removes a demonstration with everything in it; never another organisation. For the operator, or for the acting owner of
-- an organisation that is not made up.
CREATE FUNCTION remove_demonstrations(visit_hash bytea) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  WITH gone AS (DELETE FROM organisation WHERE demonstration AND (is_operator_visit(visit_hash) OR EXISTS (SELECT 1
    FROM person p JOIN organisation o ON o.id = p.organisation_id WHERE p.organisation_id = acting_organisation()
      AND p.id = acting_person() AND p.role = 'owner' AND NOT o.demonstration)) RETURNING 1) SELECT count(*) FROM gone
$$;

CREATE FUNCTION list_demonstration_people(visit_hash bytea)
  RETURNS TABLE (organisation_id uuid, person_id uuid, name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT p.organisation_id, p.id, p.name FROM person p JOIN organisation o ON o.id = p.organisation_id
  WHERE o.demonstration AND is_operator_visit(visit_hash) ORDER BY p.created_at, p.name
$$;

GRANT EXECUTE ON FUNCTION find_sign_in, touch_sign_in, create_sign_in, end_sign_in, find_people_by_email,
  create_sign_in_link, peek_sign_in_link, use_sign_in_link, find_personal_code, tell_person, installation_state,
  acts_for, peek_operator_link, use_operator_link, is_operator_visit, create_organisation, create_person,
  remove_demonstrations, list_demonstration_people TO rondo_app;
-- Whoever opens the operator's door needs no other: the program's role cannot make a key to it.
GRANT EXECUTE ON FUNCTION create_operator_link TO rondo_worker;
