-- The sharing dial: how far what somebody owns goes, who has read it, what they publish, and how long things are kept. Without
-- an open row an item is its owner's alone; core/sharing says the same in plain values.

CREATE TABLE share (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  kind text NOT NULL,
  item_id uuid NOT NULL,
  audience text NOT NULL,
  circle_id uuid,
  partner_id uuid,
  since timestamptz NOT NULL DEFAULT now(),
  -- Withdrawn, turned further, or ended with a stay or the item.
  until timestamptz,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, owner_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, partner_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  CHECK (audience = ANY (CASE kind
    WHEN 'journal_entry' THEN ARRAY['partner', 'circle']
    WHEN 'recording' THEN ARRAY['partner', 'circle']
    WHEN 'signal' THEN ARRAY['circle', 'aggregate']
    WHEN 'practice' THEN ARRAY['aggregate']
    WHEN 'story' THEN ARRAY['story']
    ELSE ARRAY[]::text[] END)),
  CHECK ((audience = 'partner') = (partner_id IS NOT NULL)),
  CHECK ((audience = 'circle') = (circle_id IS NOT NULL)),
  CHECK (partner_id <> owner_id),
  CHECK (kind <> 'practice' OR item_id = owner_id),
  CHECK (until >= since)
);
-- The owner is in it, so that nobody closes the dial of another's item by sharing its id.
CREATE UNIQUE INDEX share_one_open ON share (organisation_id, kind, item_id, owner_id) WHERE until IS NULL;
CREATE INDEX share_with_circle ON share (organisation_id, circle_id) WHERE until IS NULL AND circle_id IS NOT NULL;
CREATE INDEX share_with_partner ON share (organisation_id, partner_id) WHERE until IS NULL AND partner_id IS NOT NULL;
CREATE INDEX share_of_owner ON share (organisation_id, owner_id, since);
CREATE INDEX share_ended ON share (until) WHERE until IS NOT NULL;

-- Once for each person and version. Told to the owner; the reader is told so before they read.
CREATE TABLE share_read (
  organisation_id uuid NOT NULL,
  kind text NOT NULL,
  item_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  reader_id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 0),
  read_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, owner_id, kind, item_id, reader_id, version),
  FOREIGN KEY (organisation_id, owner_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, reader_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  CHECK (reader_id <> owner_id)
);

-- A text that somebody wrote for everybody; published while a share of it is open. Sealed, hence the longer limits.
CREATE TABLE story (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  title text NOT NULL CHECK (length(btrim(title)) BETWEEN 1 AND 560),
  text text NOT NULL CHECK (length(btrim(text)) BETWEEN 1 AND 16080),
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON story (organisation_id, person_id);

-- How long somebody wants a kind of thing kept, where it is not the usual time.
CREATE TABLE retention_choice (
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('journal_entry', 'story')),
  months smallint NOT NULL CHECK (months BETWEEN 6 AND 120),
  PRIMARY KEY (organisation_id, person_id, kind),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);

CALL protect_table('share', 'SELECT, DELETE');
CALL protect_table('share_read', 'SELECT, DELETE');
CALL protect_table('story', 'SELECT, DELETE');
CALL protect_table('retention_choice', 'SELECT');
CALL open_to_definers('share', 'ALL');
CALL open_to_definers('rota_turn');
CALL open_to_definers('exercise_attempt');

-- Whether a share that is open reaches whoever acts. It holds while both sit together: leaving ends it, and whoever joins a
-- circle later never saw what was shared there before.
CREATE FUNCTION reaches_me(how text, owner uuid, circle uuid, partner uuid, began timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT CASE how
    WHEN 'partner' THEN partner = acting_person() AND is_partner(owner)
    WHEN 'circle' THEN owner <> acting_person() AND shares_stay(circle, began)
      AND EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = acting_organisation() AND m.circle_id = circle
        AND m.person_id = owner AND m.left_at IS NULL AND m.joined_at <= began)
    WHEN 'story' THEN acting_person() IS NOT NULL
      AND EXISTS (SELECT 1 FROM person p WHERE p.organisation_id = acting_organisation() AND p.id = owner)
    ELSE false END
$$;

-- For the policies of tables of items: `owned_by` is the item's owner, so that sharing another's id opens nothing.
CREATE FUNCTION shared_with_me(what text, item uuid, owned_by uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM share s WHERE s.organisation_id = acting_organisation() AND s.kind = what
    AND s.item_id = item AND s.owner_id = owned_by AND s.until IS NULL
    AND reaches_me(s.audience, s.owner_id, s.circle_id, s.partner_id, s.since))
$$;

-- How many people who count themselves in practised between two instants: led or held a role in a session, or tried an
-- exercise. Nothing under five.
CREATE FUNCTION count_practised(since timestamptz, before timestamptz) RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT CASE WHEN count(*) >= 5 THEN count(*)::integer END FROM share s
  WHERE s.organisation_id = acting_organisation() AND acting_person() IS NOT NULL AND s.kind = 'practice' AND s.until IS NULL
    AND (EXISTS (SELECT 1 FROM exercise_attempt a WHERE a.organisation_id = s.organisation_id AND a.person_id = s.owner_id
        AND a.tried_at >= count_practised.since AND a.tried_at < before)
      OR EXISTS (SELECT 1 FROM rota_turn r JOIN session x ON x.organisation_id = r.organisation_id
          AND x.circle_id = r.circle_id AND x.number = r.session_number
        WHERE r.organisation_id = s.organisation_id AND r.person_id = s.owner_id
          AND x.started_at >= count_practised.since AND x.started_at < before))
$$;
GRANT EXECUTE ON FUNCTION reaches_me, shared_with_me, count_practised TO rondo_app;

CREATE POLICY own ON share FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND owner_id = acting_person());
-- Whoever reads something knows since when and why.
CREATE POLICY reached ON share FOR SELECT TO rondo_app USING (organisation_id = acting_organisation() AND until IS NULL
  AND audience <> 'aggregate' AND reaches_me(audience, owner_id, circle_id, partner_id, since));
CREATE POLICY make ON share FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND owner_id = acting_person() AND (circle_id IS NULL OR is_member(circle_id)) AND (partner_id IS NULL OR is_partner(partner_id)));
-- What has ended stays ended; sharing anew is a row of its own.
CREATE POLICY finish ON share FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND owner_id = acting_person() AND until IS NULL)
  WITH CHECK (organisation_id = acting_organisation() AND owner_id = acting_person() AND until IS NOT NULL);
GRANT SELECT, INSERT (organisation_id, id, owner_id, kind, item_id, audience, circle_id, partner_id), UPDATE (until)
  ON share TO rondo_app;

CREATE POLICY ours ON share_read FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND acting_person() IN (owner_id, reader_id));
CREATE POLICY note ON share_read FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND reader_id = acting_person() AND shared_with_me(kind, item_id, owner_id));
GRANT SELECT, INSERT (organisation_id, kind, item_id, owner_id, reader_id, version) ON share_read TO rondo_app;

CREATE POLICY own ON story TO rondo_app USING (organisation_id = acting_organisation() AND person_id = acting_person());
CREATE POLICY published ON story FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND shared_with_me('story', id, person_id));
GRANT SELECT, INSERT, DELETE, UPDATE (title, text, changed_at) ON story TO rondo_app;

CREATE POLICY self ON retention_choice TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
GRANT SELECT, INSERT, UPDATE, DELETE ON retention_choice TO rondo_app;

CREATE POLICY shared ON journal_entry FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND shared_with_me('journal_entry', id, person_id));
-- The nightly job lets go of what is over; of the words it reads nothing.
CREATE POLICY worker ON journal_entry TO rondo_worker USING (true);
GRANT SELECT (organisation_id, id, person_id, changed_at), DELETE ON journal_entry TO rondo_worker;

-- Open pages of whoever may read a share, and of its owner, are told that something about shares changed, never what; each
-- reads again what it may. People whose stay ends in this transaction are told too.
CREATE FUNCTION tell_of_share(s share) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  SELECT pg_notify('rondo_changes', s.organisation_id || ' shares ' || string_agg(told.id::text, ','))
  FROM (SELECT who.id, (row_number() OVER () - 1) / 200 AS part FROM (
    SELECT s.owner_id AS id
    UNION SELECT s.partner_id WHERE s.partner_id IS NOT NULL
    UNION SELECT m.person_id FROM membership m WHERE m.organisation_id = s.organisation_id AND m.circle_id = s.circle_id
      AND (m.left_at IS NULL OR m.left_at = now())
    UNION SELECT p.id FROM person p WHERE s.audience = 'story' AND p.organisation_id = s.organisation_id AND p.erased_at IS NULL
  ) who) told GROUP BY told.part
$$;

CREATE FUNCTION tell_of_shares() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM tell_of_share(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END);
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR UPDATE ON share FOR EACH ROW EXECUTE FUNCTION tell_of_shares();
CREATE TRIGGER tell_gone AFTER DELETE ON share FOR EACH ROW WHEN (OLD.until IS NULL) EXECUTE FUNCTION tell_of_shares();

CREATE FUNCTION tell_of_read() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM pg_notify('rondo_changes', NEW.organisation_id || ' shares ' || NEW.owner_id);
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT ON share_read FOR EACH ROW EXECUTE FUNCTION tell_of_read();

-- An item that changes is read again, and one that goes ends its share, whoever removes it: the argument is the kind.
CREATE FUNCTION follow_item() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    UPDATE share SET until = now() WHERE organisation_id = OLD.organisation_id AND kind = TG_ARGV[0] AND item_id = OLD.id
      AND until IS NULL;
  ELSE
    PERFORM tell_of_share(s) FROM share s WHERE s.organisation_id = NEW.organisation_id AND s.kind = TG_ARGV[0]
      AND s.item_id = NEW.id AND s.until IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER follow_item AFTER UPDATE OR DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION follow_item('journal_entry');
CREATE TRIGGER follow_item AFTER UPDATE OR DELETE ON story FOR EACH ROW EXECUTE FUNCTION follow_item('story');

-- A share ends with the stay that it came from; whoever comes back starts anew. Who leaves loses what others share there.
CREATE FUNCTION end_shares_with_stay() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE share s SET until = now() WHERE s.organisation_id = NEW.organisation_id AND s.until IS NULL AND (
    (s.owner_id = NEW.person_id AND s.circle_id = NEW.circle_id)
    OR (s.partner_id IS NOT NULL AND NEW.person_id IN (s.owner_id, s.partner_id) AND NOT EXISTS (
      SELECT 1 FROM membership one JOIN membership other ON other.organisation_id = one.organisation_id
        AND other.circle_id = one.circle_id AND other.left_at IS NULL
      WHERE one.organisation_id = s.organisation_id AND one.left_at IS NULL AND one.person_id = s.owner_id
        AND other.person_id = s.partner_id)));
  PERFORM pg_notify('rondo_changes', NEW.organisation_id || ' shares ' || NEW.person_id);
  RETURN NULL;
END $$;
CREATE TRIGGER end_shares AFTER UPDATE OF left_at ON membership FOR EACH ROW
  WHEN (OLD.left_at IS NULL AND NEW.left_at IS NOT NULL) EXECUTE FUNCTION end_shares_with_stay();
