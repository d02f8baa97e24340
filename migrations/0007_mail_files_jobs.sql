-- Mail that waits to be sent, files that people brought, and the door to the job queue.

CREATE TABLE mail (
  id uuid PRIMARY KEY,
  organisation_id uuid REFERENCES organisation (id) ON DELETE CASCADE,
  kind text NOT NULL,
  to_address text NOT NULL,
  subject text NOT NULL,
  text_body text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  last_error text
);
CREATE INDEX ON mail (created_at DESC);
CALL protect_table('mail', 'SELECT, UPDATE, DELETE');
CALL open_to_definers('mail', 'ALL');

-- Files: the row is here, the bytes are in the storage folder under `id`.
CREATE TABLE stored_file (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  session_id uuid,
  media_type text NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg')),
  bytes integer NOT NULL CHECK (bytes BETWEEN 1 AND 10485760),
  sha256 bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- 24 hours after the close unless its owner keeps it.
  delete_after timestamptz,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, owner_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, session_id) REFERENCES session (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON stored_file (delete_after) WHERE delete_after IS NOT NULL;
CALL protect_table('stored_file', 'SELECT, UPDATE, DELETE');
CALL open_to_definers('stored_file', 'ALL');
-- Whoever may read its owner's words that bring it may have the file; those words have policies of their own.
CREATE POLICY readers ON stored_file FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND (owner_id = acting_person() OR EXISTS (SELECT 1 FROM session_words w
    WHERE w.organisation_id = stored_file.organisation_id AND w.session_id = stored_file.session_id
      AND w.kind = 'artefact' AND w.author_id = stored_file.owner_id AND w.body ->> 'fileId' = stored_file.id::text)));
CREATE POLICY make ON stored_file FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND owner_id = acting_person() AND (session_id IS NULL OR is_session_member(session_id)));
CREATE POLICY change ON stored_file FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND owner_id = acting_person());
CREATE POLICY remove ON stored_file FOR DELETE TO rondo_app
  USING (organisation_id = acting_organisation() AND owner_id = acting_person());
GRANT SELECT, INSERT, UPDATE (delete_after), DELETE ON stored_file TO rondo_app;

-- What was brought for one session goes a day after its end, unless its owner then keeps it; at once when it is discarded.
CREATE FUNCTION let_files_go() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE stored_file SET delete_after = CASE WHEN NEW.status = 'discarded' THEN now() ELSE now() + interval '24 hours' END
    WHERE organisation_id = NEW.organisation_id AND session_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER let_files_go AFTER UPDATE ON session FOR EACH ROW
  WHEN (NEW.status IN ('closed', 'expired', 'discarded') AND OLD.status <> NEW.status) EXECUTE FUNCTION let_files_go();

-- The queue's own tables have row-level security without policies, so enqueuing is a named door. Payloads are ids only.
CREATE FUNCTION enqueue_job(task text, payload json, run_at timestamptz, job_key text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key, max_attempts => 12);
END $$;

-- Puts a mail in the outbox and its job in the queue, in the caller's transaction.
CREATE FUNCTION queue_mail(mail_id uuid, organisation uuid, mail_kind text, address text, mail_subject text, body text)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF coalesce(acting_organisation(), organisation) <> organisation THEN
    RAISE insufficient_privilege USING MESSAGE = 'a mail in the name of another organisation';
  END IF;
  INSERT INTO mail (id, organisation_id, kind, to_address, subject, text_body)
  VALUES (mail_id, organisation, mail_kind, address, mail_subject, body);
  PERFORM graphile_worker.add_job('send-mail', json_build_object('mailId', mail_id), job_key => 'mail:' || mail_id,
    max_attempts => 12);
END $$;

-- The outbox page asks this after it has proved the operator's visit.
CREATE FUNCTION list_outbox(visit_hash bytea)
  RETURNS TABLE (id uuid, kind text, to_address text, subject text, text_body text, created_at timestamptz, sent_at timestamptz, last_error text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT m.id, m.kind, m.to_address, m.subject, m.text_body, m.created_at, m.sent_at, m.last_error FROM mail m
  WHERE is_operator_visit(visit_hash) ORDER BY m.created_at DESC LIMIT 200
$$;

GRANT EXECUTE ON FUNCTION enqueue_job, queue_mail, list_outbox TO rondo_app;
GRANT EXECUTE ON FUNCTION enqueue_job, queue_mail TO rondo_worker;
