-- Who has opened it is told of two things more, which go to others without a row of `share`: a card, by its own page, and what
-- was said about somebody in a session, to whoever said it. Whoever may read the row says that they have, while both of them
-- sit in a circle together.

CREATE POLICY note_card ON share_read FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND reader_id = acting_person() AND kind = 'card' AND is_partner(owner_id) AND EXISTS (SELECT 1 FROM commitment c
    WHERE c.organisation_id = share_read.organisation_id AND c.id = item_id AND c.owner_id = share_read.owner_id));
CREATE POLICY note_said ON share_read FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND reader_id = acting_person() AND kind = 'observation' AND is_partner(owner_id) AND EXISTS (SELECT 1 FROM session_words w
    WHERE w.organisation_id = share_read.organisation_id AND w.id = item_id AND w.author_id = share_read.owner_id
      AND w.subject_id = acting_person()));

-- No share of them ends with a date, so what is noted goes when they go.
CALL open_to_definers('share_read', 'ALL');
CREATE FUNCTION forget_reads() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE owner uuid;
BEGIN
  IF TG_ARGV[0] = 'card' THEN owner := OLD.owner_id; ELSE owner := OLD.author_id; END IF;
  DELETE FROM share_read r WHERE r.organisation_id = OLD.organisation_id AND r.owner_id = owner AND r.kind = TG_ARGV[0]
    AND r.item_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER forget_reads AFTER DELETE ON commitment FOR EACH ROW EXECUTE FUNCTION forget_reads('card');
CREATE TRIGGER forget_reads AFTER DELETE ON session_words FOR EACH ROW WHEN (OLD.subject_id IS NOT NULL)
  EXECUTE FUNCTION forget_reads('observation');
