-- A mail may hold what somebody wrote, and names of others beside whoever it is to. What they wrote lies under their key, as
-- everywhere; and the mail goes with each of them when they are erased, also out of a backup that was made while it waited.

ALTER TABLE mail
  -- Whose words it holds: the text is sealed with their key and opened as it is sent. Null: the program's own sentences.
  ADD COLUMN written_by uuid,
  -- Whose name stands in it, and whoever it is to: their address may be another by the time they go.
  ADD COLUMN names uuid[] NOT NULL DEFAULT '{}',
  ADD CHECK (written_by IS NULL OR organisation_id IS NOT NULL),
  ADD FOREIGN KEY (organisation_id, written_by) REFERENCES person (organisation_id, id) ON DELETE CASCADE;

-- What waits already. The text of those questions is sealed at the next start, with whatever else is plain.
UPDATE mail m SET written_by = q.person_id, names = ARRAY[q.person_id] FROM stakeholder_question q
  WHERE m.kind = 'question' AND q.organisation_id = m.organisation_id
    AND q.token_hash = sha256(convert_to(substring(m.text_body FROM '/answer/([\w-]{43})'), 'UTF8'));
UPDATE mail m SET names = ARRAY[i.inviter_id] FROM invitation i
  WHERE m.kind = 'invitation' AND i.organisation_id = m.organisation_id
    AND i.token_hash = sha256(convert_to(substring(m.text_body FROM '/join/([\w-]{43})'), 'UTF8'));
UPDATE mail m SET names = names || ARRAY(SELECT c.person_id FROM person_contact c
  WHERE c.email = m.to_address AND (m.organisation_id IS NULL OR c.organisation_id = m.organisation_id));

-- Puts a mail in the outbox and its job in the queue, in the caller's transaction. Words are one's own.
DROP FUNCTION queue_mail(uuid, uuid, text, text, text, text);
CREATE FUNCTION queue_mail(mail_id uuid, organisation uuid, mail_kind text, address text, mail_subject text, body text,
    author uuid DEFAULT NULL, named uuid[] DEFAULT '{}')
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF coalesce(acting_organisation(), organisation) <> organisation OR author <> acting_person() THEN
    RAISE insufficient_privilege USING MESSAGE = 'a mail in the name of another organisation, or of somebody else';
  END IF;
  INSERT INTO mail (id, organisation_id, kind, to_address, subject, text_body, written_by, names)
  VALUES (mail_id, organisation, mail_kind, address, mail_subject, body, author, named || ARRAY(
    SELECT c.person_id FROM person_contact c
    WHERE c.email = lower(address) AND (organisation IS NULL OR c.organisation_id = organisation)));
  PERFORM graphile_worker.add_job('send-mail', json_build_object('mailId', mail_id), job_key => 'mail:' || mail_id,
    max_attempts => 12);
END $$;
GRANT EXECUTE ON FUNCTION queue_mail TO rondo_app, rondo_worker;

-- What somebody wrote to somebody is between the two of them: whoever looks after the machine sees that it waits.
CREATE OR REPLACE FUNCTION list_outbox(visit_hash bytea)
  RETURNS TABLE (id uuid, kind text, to_address text, subject text, text_body text, created_at timestamptz, sent_at timestamptz, last_error text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT m.id, m.kind, m.to_address, m.subject, CASE WHEN m.written_by IS NULL THEN m.text_body END, m.created_at, m.sent_at,
    m.last_error FROM mail m
  WHERE is_operator_visit(visit_hash) ORDER BY m.created_at DESC LIMIT 200
$$;
