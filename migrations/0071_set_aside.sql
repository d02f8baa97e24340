-- "This is about me": whoever can read an entry, a recording or a story takes it out of everybody's sight. Its share ends, and the
-- row says to its owner that somebody said so. Who it was is kept nowhere.

ALTER TABLE share ADD COLUMN set_aside boolean NOT NULL DEFAULT false,
  ADD CHECK (NOT set_aside OR until IS NOT NULL);
CALL open_to_definers('recording');

-- A share of another's words that reaches whoever acts, or would if it had not ended: what it is of, where they meet it, and
-- whether nobody else can read it. One that was withdrawn and one that was set aside look the same.
CREATE FUNCTION reached_me(which uuid)
  RETURNS TABLE (kind text, item_id uuid, owner_id uuid, circle_id uuid, alone boolean, is_open boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.kind, s.item_id, s.owner_id,
    CASE WHEN s.kind = 'recording' THEN (SELECT r.circle_id FROM recording r WHERE r.organisation_id = s.organisation_id
        AND r.id = s.item_id AND r.owner_id = s.owner_id)
      WHEN s.audience = 'partner' THEN (SELECT mine.circle_id FROM membership mine JOIN membership theirs
          ON theirs.organisation_id = mine.organisation_id AND theirs.circle_id = mine.circle_id
        WHERE mine.organisation_id = s.organisation_id AND mine.person_id = acting_person() AND mine.left_at IS NULL
          AND theirs.person_id = s.owner_id AND theirs.left_at IS NULL ORDER BY mine.joined_at LIMIT 1)
      ELSE s.circle_id END,
    s.audience = 'partner' OR (s.audience = 'circle' AND NOT EXISTS (SELECT 1 FROM membership m
      WHERE m.organisation_id = s.organisation_id AND m.circle_id = s.circle_id AND m.left_at IS NULL
        AND m.joined_at <= s.since AND m.person_id NOT IN (s.owner_id, acting_person()))),
    s.until IS NULL
  FROM share s WHERE s.organisation_id = acting_organisation() AND s.id = which AND s.owner_id <> acting_person()
    AND s.kind IN ('journal_entry', 'recording', 'story')
    AND reaches_me(s.audience, s.owner_id, s.circle_id, s.partner_id, s.since)
$$;

-- Open pages are told by the trigger of every share that ends.
CREATE FUNCTION set_aside(which uuid) RETURNS boolean
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
  UPDATE share SET until = now(), set_aside = true WHERE organisation_id = acting_organisation() AND id = which
    AND until IS NULL AND EXISTS (SELECT 1 FROM reached_me(which));
  SELECT EXISTS (SELECT 1 FROM reached_me(which))
$$;

-- Its owner has read that somebody said so.
CREATE FUNCTION note_set_aside(what text, item uuid) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
  UPDATE share SET set_aside = false WHERE organisation_id = acting_organisation() AND owner_id = acting_person()
    AND kind = what AND item_id = item AND set_aside
$$;
GRANT EXECUTE ON FUNCTION reached_me, set_aside, note_set_aside TO rondo_app;
