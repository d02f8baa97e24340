-- Somebody who is erased: their key is destroyed, their words and what names them go, facts without words stay. What calls
-- these acts as maintenance: nothing that the program's role can say erases anybody.

-- Says that this row was gone over. In a backup that was made before, it is null again, and so the next start sees it.
ALTER TABLE person ADD COLUMN erased_at timestamptz;

-- Destroys the key, and remembers it for every later start. Whatever else changes does so in the caller's transaction.
CREATE FUNCTION erase_key(organisation uuid, person uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO keys.erasure (organisation_id, person_id) VALUES (organisation, person) ON CONFLICT DO NOTHING;
  DELETE FROM keys.person_key k WHERE k.organisation_id = organisation AND k.person_id = person;
  PERFORM pg_notify('rondo_erased', organisation || ' ' || person);
END $$;

-- Who is on the list and is here all the same: they came back with a backup.
CREATE FUNCTION list_returned() RETURNS TABLE (organisation_id uuid, person_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT e.organisation_id, e.person_id FROM keys.erasure e
  JOIN person p ON p.organisation_id = e.organisation_id AND p.id = e.person_id WHERE p.erased_at IS NULL
$$;

-- As if they had left each of their circles.
CREATE FUNCTION end_every_stay(organisation uuid, person uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE circle uuid;
BEGIN
  FOR circle IN SELECT m.circle_id FROM membership m WHERE m.organisation_id = organisation AND m.person_id = person
      AND m.left_at IS NULL ORDER BY m.circle_id LOOP
    PERFORM end_stay(organisation, circle, person);
  END LOOP;
END $$;

GRANT EXECUTE ON FUNCTION erase_key, list_returned, end_every_stay TO rondo_maintenance;

-- The owner's file of people does not list who is gone. Otherwise as before.
CREATE OR REPLACE FUNCTION list_people_for_owner()
  RETURNS TABLE (person_id uuid, email text, name text, time_zone text, languages text[], manager text, department text,
    role_level smallint, week text, moments text[], offered text[], wanted text[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT p.id, c.email, p.name, p.time_zone, p.languages, b.email, coalesce(f.department, ''), f.role_level, f.week,
    coalesce(f.moments, '{}'),
    ARRAY(SELECT s.skill FROM person_skill s
      WHERE s.organisation_id = p.organisation_id AND s.person_id = p.id AND s.offered ORDER BY s.skill),
    ARRAY(SELECT s.skill FROM person_skill s
      WHERE s.organisation_id = p.organisation_id AND s.person_id = p.id AND s.wanted ORDER BY s.skill)
  FROM person p
  LEFT JOIN person_contact c ON c.organisation_id = p.organisation_id AND c.person_id = p.id
  LEFT JOIN person_contact b ON b.organisation_id = p.organisation_id AND b.person_id = p.manager_id
  LEFT JOIN person_profile f ON f.organisation_id = p.organisation_id AND f.person_id = p.id
  WHERE p.organisation_id = acting_organisation() AND p.erased_at IS NULL AND EXISTS (SELECT 1 FROM person o
    WHERE o.organisation_id = p.organisation_id AND o.id = acting_person() AND o.role = 'owner')
  ORDER BY p.name, p.id
$$;
