-- A question that its asker takes back, or takes away, takes the mail along that still waits to bring it: its link would be
-- dead by the time that somebody opens it.

ALTER TABLE stakeholder_question
  -- The mail that brings it. Null: its link was shown, to be handed over by other means.
  ADD COLUMN mail_id uuid;
GRANT SELECT (mail_id), INSERT (mail_id) ON stakeholder_question TO rondo_app;

-- What waits already was written in one transaction with its question.
UPDATE stakeholder_question q SET mail_id = m.id FROM mail m
  WHERE m.kind = 'question' AND m.organisation_id = q.organisation_id AND m.written_by = q.person_id
    AND m.created_at = q.asked_at AND m.sent_at IS NULL;

-- Whose words the mail holds is asked again, so that no question takes another's mail.
CREATE FUNCTION take_mail_back() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  DELETE FROM mail WHERE id = OLD.mail_id AND organisation_id = OLD.organisation_id AND written_by = OLD.person_id
    AND sent_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER take_mail_back AFTER UPDATE OF withdrawn_at ON stakeholder_question FOR EACH ROW
  WHEN (NEW.withdrawn_at IS NOT NULL) EXECUTE FUNCTION take_mail_back();
CREATE TRIGGER take_mail_back_with_it AFTER DELETE ON stakeholder_question FOR EACH ROW EXECUTE FUNCTION take_mail_back();
