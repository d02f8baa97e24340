-- "This is about me", said of what somebody told of their pact: from then on it is theirs alone. Who said so is kept nowhere.

ALTER TABLE pact_report ADD COLUMN set_aside boolean NOT NULL DEFAULT false;
GRANT UPDATE (set_aside) ON pact_report TO rondo_app;
DROP POLICY definers ON pact_report;
CALL open_to_definers('pact_report', 'ALL');

-- What others told of a pact is read from the day on which it became one's own, on the clock of whoever told.
CREATE FUNCTION report_reaches_me(report pact_report) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT NOT report.set_aside AND EXISTS (SELECT 1 FROM pact_mine_since() own WHERE own.pact_id = report.pact_id
    AND (report.on_day > (own.since + interval '1 day')::date
      OR report.on_day >= (own.since AT TIME ZONE (SELECT t.time_zone FROM person t
      WHERE t.organisation_id = report.organisation_id AND t.id = report.person_id))::date))
$$;
DROP POLICY readers ON pact_report;
CREATE POLICY readers ON pact_report FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND (person_id = acting_person() OR report_reaches_me(pact_report)));

-- False: it does not reach whoever acts, or not any more. Open pages are told by the trigger of every report that changes.
CREATE FUNCTION set_report_aside(which uuid) RETURNS boolean
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
  WITH done AS (UPDATE pact_report SET set_aside = true WHERE organisation_id = acting_organisation() AND id = which
    AND person_id <> acting_person() AND report_reaches_me(pact_report) RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM done)
$$;
GRANT EXECUTE ON FUNCTION report_reaches_me, set_report_aside TO rondo_app;
