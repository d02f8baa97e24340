-- What the rota goes by, kept as it grows: who takes which role next depends on the circle's whole past, and reading that costs
-- the same however long it is. A share is what a role's turns of one session come to for each who was there, in sixtieths,
-- which two to five people divide without a remainder.

-- How often somebody had a role, and their share over the sessions that they came to. With nobody named: over all sessions.
CREATE TABLE rota_total (
  organisation_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  person_id uuid,
  role text NOT NULL CHECK (length(role) <= 40),
  turns integer NOT NULL,
  share bigint NOT NULL,
  UNIQUE NULLS NOT DISTINCT (organisation_id, circle_id, person_id, role),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);

CALL protect_table('rota_total', 'SELECT');
CALL open_to_definers('rota_total', 'ALL');
CREATE POLICY members ON rota_total FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND circle_id IN (SELECT m.circle_id FROM membership m WHERE m.organisation_id = acting_organisation()
    AND m.person_id = acting_person() AND m.left_at IS NULL));
GRANT SELECT ON rota_total TO rondo_app;

WITH came AS (SELECT organisation_id, circle_id, session_number, count(DISTINCT person_id) AS people
    FROM rota_turn GROUP BY 1, 2, 3),
  shares AS (SELECT t.organisation_id, t.circle_id, t.session_number, t.role, count(*) AS turns, count(*) * 60 / c.people AS share
    FROM rota_turn t JOIN came c USING (organisation_id, circle_id, session_number) GROUP BY 1, 2, 3, 4, c.people),
  people AS (SELECT DISTINCT organisation_id, circle_id, session_number, person_id FROM rota_turn)
INSERT INTO rota_total (organisation_id, circle_id, person_id, role, turns, share)
SELECT organisation_id, circle_id, NULL, role, sum(turns), sum(share) FROM shares GROUP BY 1, 2, 4
UNION ALL
SELECT p.organisation_id, p.circle_id, p.person_id, s.role, count(t.role), sum(s.share)
FROM people p JOIN shares s USING (organisation_id, circle_id, session_number)
  LEFT JOIN rota_turn t ON t.organisation_id = p.organisation_id AND t.circle_id = p.circle_id
    AND t.session_number = p.session_number AND t.person_id = p.person_id AND t.role = s.role
GROUP BY 1, 2, 3, 4;

-- Counts turns that came or went: what their sessions come to with them, less what without them. Turns are never changed.
CREATE FUNCTION count_turns() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE way integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
  -- One session's end after another, where a circle holds two at once.
  PERFORM 1 FROM circle c WHERE (c.organisation_id, c.id) IN (SELECT organisation_id, circle_id FROM changed)
    ORDER BY c.id FOR NO KEY UPDATE;
  WITH touched AS (SELECT DISTINCT organisation_id, circle_id, session_number FROM changed),
    whole AS (SELECT organisation_id, circle_id, session_number, person_id, role
        FROM rota_turn JOIN touched USING (organisation_id, circle_id, session_number)
      UNION SELECT organisation_id, circle_id, session_number, person_id, role FROM changed),
    turn AS (SELECT way AS sign, * FROM whole
      UNION ALL SELECT -way, * FROM (SELECT * FROM whole
        EXCEPT SELECT organisation_id, circle_id, session_number, person_id, role FROM changed) rest),
    came AS (SELECT sign, organisation_id, circle_id, session_number, count(DISTINCT person_id) AS people
      FROM turn GROUP BY 1, 2, 3, 4),
    shares AS (SELECT sign, organisation_id, circle_id, session_number, role, count(*) AS turns, count(*) * 60 / people AS share
      FROM turn JOIN came USING (sign, organisation_id, circle_id, session_number) GROUP BY 1, 2, 3, 4, 5, people),
    people AS (SELECT DISTINCT sign, organisation_id, circle_id, session_number, person_id FROM turn),
    more AS (SELECT organisation_id, circle_id, NULL::uuid AS person_id, role, sum(sign * turns) AS turns,
        sum(sign * share) AS share FROM shares GROUP BY 1, 2, 4
      UNION ALL SELECT p.organisation_id, p.circle_id, p.person_id, s.role,
        sum(CASE WHEN t.role IS NULL THEN 0 ELSE s.sign END), sum(s.sign * s.share)
      FROM people p JOIN shares s USING (sign, organisation_id, circle_id, session_number)
        LEFT JOIN turn t ON t.sign = p.sign AND t.organisation_id = p.organisation_id AND t.circle_id = p.circle_id
          AND t.session_number = p.session_number AND t.person_id = p.person_id AND t.role = s.role
      GROUP BY 1, 2, 3, 4)
  MERGE INTO rota_total o USING more n ON o.organisation_id = n.organisation_id AND o.circle_id = n.circle_id
    AND o.person_id IS NOT DISTINCT FROM n.person_id AND o.role = n.role
  WHEN MATCHED THEN UPDATE SET turns = o.turns + n.turns, share = o.share + n.share
  -- Where a circle or a person goes, their totals go or are gone: nothing is written for them any more.
  WHEN NOT MATCHED AND TG_OP = 'INSERT' THEN INSERT (organisation_id, circle_id, person_id, role, turns, share)
    VALUES (n.organisation_id, n.circle_id, n.person_id, n.role, n.turns, n.share);
  RETURN NULL;
END $$;
CREATE TRIGGER count_more AFTER INSERT ON rota_turn REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_turns();
CREATE TRIGGER count_less AFTER DELETE ON rota_turn REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_turns();
