-- Who may do what in this database. Group roles without login: the runner grants rondo_app to the program's user, the
-- others to the owner. Row-level security is forced on every table that holds people's content; look-ups that happen
-- before anyone is known go through the SECURITY DEFINER functions of each migration, and through nothing else.

DO $$
DECLARE role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['rondo_app', 'rondo_worker', 'rondo_maintenance'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- two databases of one server migrate at once: roles are shared between them
      END;
    END IF;
  END LOOP;
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO rondo_app, rondo_worker, rondo_maintenance;

-- A new function is for nobody until it is granted.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Who acts in this transaction; null where nobody is known. Plain SQL so that the planner inlines it into policies.
CREATE FUNCTION acting_organisation() RETURNS uuid LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('rondo.organisation', true), '')::uuid $$;
CREATE FUNCTION acting_person() RETURNS uuid LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('rondo.person', true), '')::uuid $$;
-- A job acts for nobody. The program's role cannot take this role, so it cannot pretend.
CREATE FUNCTION acts_as_worker() RETURNS boolean LANGUAGE sql STABLE
  AS $$ SELECT current_setting('role') = 'rondo_worker' $$;
GRANT EXECUTE ON FUNCTION acting_organisation(), acting_person(), acts_as_worker() TO PUBLIC;

-- Turns row-level security on, forced for the owner too, with the two standing doors: maintenance (backup, data
-- migrations) reads and writes everything, the worker only what `worker_may` says.
CREATE PROCEDURE protect_table(name regclass, worker_may text DEFAULT NULL) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY maintenance ON %s TO rondo_maintenance USING (true) WITH CHECK (true)', name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON %s TO rondo_maintenance', name);
  IF worker_may IS NOT NULL THEN
    EXECUTE format('CREATE POLICY worker ON %s TO rondo_worker USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT %s ON %s TO rondo_worker', worker_may, name);
  END IF;
END $$;

-- Lets the definer functions of the owner see (and with `ALL` change) this table in spite of FORCE.
CREATE PROCEDURE open_to_definers(name regclass, what text DEFAULT 'SELECT') LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE POLICY definers ON %s FOR %s TO CURRENT_ROLE USING (true)%s', name, what,
    CASE WHEN what = 'ALL' THEN ' WITH CHECK (true)' ELSE '' END);
END $$;
