-- The owner brings people in and takes them out as a file: names, addresses and profiles, never what is private,
-- and never the levels that people gave themselves.
CREATE FUNCTION list_people_for_owner()
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
  WHERE p.organisation_id = acting_organisation() AND EXISTS (SELECT 1 FROM person o
    WHERE o.organisation_id = p.organisation_id AND o.id = acting_person() AND o.role = 'owner')
  ORDER BY p.name, p.id
$$;
CALL open_to_definers('person_profile', 'ALL');
CALL open_to_definers('person_skill', 'ALL');

-- Writes one line of an import: somebody new, or what the line says about somebody who is there (found by address).
-- Null leaves what is there: a file that has no column for it takes nothing away. False where nobody who may asks.
CREATE FUNCTION bring_in_person(id uuid, address text, new_name text, zone text, tongues text[], new_department text,
    level smallint, hours text, new_moments text[], skills jsonb)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE organisation uuid := acting_organisation(); who uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM person o WHERE o.organisation_id = organisation AND o.id = acting_person()
      AND o.role = 'owner') THEN
    RETURN false;
  END IF;
  SELECT c.person_id INTO who FROM person_contact c WHERE c.organisation_id = organisation AND c.email = lower(address);
  IF who IS NULL THEN
    who := id;
    INSERT INTO person (organisation_id, id, name, time_zone, languages)
      VALUES (organisation, who, new_name, coalesce(zone, (SELECT o.time_zone FROM person o
        WHERE o.organisation_id = organisation AND o.id = acting_person())), coalesce(tongues, '{}'));
    INSERT INTO person_contact (organisation_id, person_id, email) VALUES (organisation, who, lower(address));
  ELSE
    UPDATE person p SET name = new_name, time_zone = coalesce(zone, p.time_zone),
      languages = coalesce(tongues, p.languages)
      WHERE p.organisation_id = organisation AND p.id = who;
  END IF;
  INSERT INTO person_profile AS f (organisation_id, person_id, department, role_level, week, moments)
    VALUES (organisation, who, coalesce(new_department, ''), level, hours, coalesce(new_moments, '{}'))
    ON CONFLICT (organisation_id, person_id) DO UPDATE SET department = coalesce(new_department, f.department),
      role_level = coalesce(level, f.role_level), week = coalesce(hours, f.week),
      moments = coalesce(new_moments, f.moments), changed_at = now();
  IF skills IS NULL THEN RETURN true; END IF;
  DELETE FROM person_skill s WHERE s.organisation_id = organisation AND s.person_id = who
    AND s.skill NOT IN (SELECT e ->> 'skill' FROM jsonb_array_elements(skills) e);
  INSERT INTO person_skill AS s (organisation_id, person_id, skill, offered, wanted, known, applied)
    SELECT organisation, who, e ->> 'skill', (e ->> 'offered')::boolean, (e ->> 'wanted')::boolean,
      (e ->> 'known')::smallint, (e ->> 'applied')::smallint FROM jsonb_array_elements(skills) e
    ON CONFLICT (organisation_id, person_id, skill) DO UPDATE SET offered = excluded.offered, wanted = excluded.wanted,
      known = coalesce(excluded.known, s.known), applied = coalesce(excluded.applied, s.applied);
  RETURN true;
END $$;

-- After all lines are in: who reports to whom, by address; an empty address takes the manager away.
CREATE FUNCTION set_manager(address text, manager_address text) RETURNS boolean
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  WITH told AS (UPDATE person p SET manager_id = (SELECT b.person_id FROM person_contact b
      WHERE b.organisation_id = p.organisation_id AND b.email = lower(manager_address))
    WHERE p.organisation_id = acting_organisation() AND p.id = (SELECT c.person_id FROM person_contact c
        WHERE c.organisation_id = acting_organisation() AND c.email = lower(address))
      AND EXISTS (SELECT 1 FROM person o WHERE o.organisation_id = p.organisation_id AND o.id = acting_person()
        AND o.role = 'owner') RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM told)
$$;
GRANT EXECUTE ON FUNCTION list_people_for_owner, bring_in_person, set_manager TO rondo_app;
