-- Whoever is made up, or was invited by somebody made up, is signed in for a day, by whatever way they came; personal codes
-- open nothing in a demonstration, so that its day is not made longer.

-- As in 0002, and says until when it lasts.
DROP FUNCTION create_sign_in(uuid, uuid, uuid, bytea, text, timestamptz);
CREATE FUNCTION create_sign_in(organisation uuid, person uuid, id uuid, hash bytea, device text, expires timestamptz)
  RETURNS timestamptz LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  SELECT acts_for(organisation, person);
  INSERT INTO sign_in (organisation_id, id, person_id, token_hash, device, expires_at)
  VALUES (organisation, id, person, hash, left(device, 200),
    CASE WHEN (SELECT o.demonstration FROM organisation o WHERE o.id = create_sign_in.organisation)
      THEN least(expires, now() + interval '1 day') ELSE expires END)
  RETURNING expires_at
$$;

UPDATE sign_in s SET expires_at = now() + interval '1 day' FROM organisation o
  WHERE o.id = s.organisation_id AND o.demonstration AND s.expires_at > now() + interval '1 day';

-- As in 0002, but none of a demonstration.
CREATE OR REPLACE FUNCTION find_personal_code(hash bytea) RETURNS TABLE (organisation_id uuid, person_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c.organisation_id, c.person_id FROM personal_code c JOIN organisation o ON o.id = c.organisation_id
  WHERE c.code_hash = hash AND NOT o.demonstration
$$;

-- For the operator, when somebody without an address is locked out: whom a name or an id means, in every organisation but a
-- demonstration.
CREATE FUNCTION find_people_called(said text)
  RETURNS TABLE (organisation_id uuid, organisation_name text, person_id uuid, name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT p.organisation_id, o.name, p.id, p.name
  FROM person p JOIN organisation o ON o.id = p.organisation_id
  WHERE (lower(p.name) = lower(said) OR p.id::text = lower(said)) AND p.erased_at IS NULL AND NOT o.demonstration
  ORDER BY o.name, p.created_at, p.id
$$;

GRANT EXECUTE ON FUNCTION create_sign_in, find_people_called TO rondo_app;
