-- A circle invites a guest by itself: a member names a colleague for one session, the members agree as they do to whoever asked
-- (0050), and only then the guest hears of it. They accept by agreeing to the circle's agreement, or decline, which tells nobody.

ALTER TABLE visit
  -- The circle asked the guest, not the guest the circle.
  ADD COLUMN invited boolean NOT NULL DEFAULT false,
  -- From when on the guest knows of the invitation: every member had agreed to it.
  ADD COLUMN told_at timestamptz;

-- As in 0050, but nobody reads that a circle thinks of inviting them.
ALTER POLICY readers ON visit USING (organisation_id = acting_organisation() AND (
  (guest_id = acting_person() AND (NOT invited OR told_at IS NOT NULL)) OR is_member(circle_id)
  OR (came_at IS NOT NULL AND coalesce((SELECT true FROM session_member m WHERE m.organisation_id = visit.organisation_id
    AND m.session_id = visit.session_id AND m.person_id = acting_person() AND NOT m.guest), false))));
GRANT SELECT (invited, told_at, consented_at) ON visit TO rondo_worker;

-- A member names a guest, for a question that is laid before the circle in the same transaction: 'invited', 'gone', 'open'
-- where that person's visit is asked for or agreed on already, or what keeps the members from agreeing (`visit_hindered`).
CREATE FUNCTION invite_guest(circle uuid, visit_id uuid, guest uuid, in_session uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE hindrance text;
BEGIN
  IF acting_person() IS NULL OR NOT is_member(circle) THEN RETURN 'gone'; END IF;
  PERFORM 1 FROM circle c WHERE c.organisation_id = acting_organisation() AND c.id = circle FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM circle_closure x WHERE x.organisation_id = acting_organisation() AND x.circle_id = circle)
    OR NOT EXISTS (SELECT 1 FROM person p WHERE p.organisation_id = acting_organisation() AND p.id = guest
      AND p.erased_at IS NULL AND p.applicant_since IS NULL) THEN
    RETURN 'gone';
  END IF;
  INSERT INTO visit (organisation_id, id, circle_id, guest_id, invited)
    VALUES (acting_organisation(), visit_id, circle, guest, true) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN 'open'; END IF;
  hindrance := visit_hindered(visit_id, in_session);
  IF hindrance IS NULL THEN RETURN 'invited'; END IF;
  DELETE FROM visit WHERE organisation_id = acting_organisation() AND id = visit_id;
  RETURN hindrance;
END $$;
GRANT EXECUTE ON FUNCTION invite_guest TO rondo_app;

-- As in 0050; an invitation reaches its guest now.
CREATE OR REPLACE FUNCTION let_visit(d circle_decision) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE v visit%ROWTYPE;
BEGIN
  IF visit_hindered((d.words->>'visit')::uuid, (d.words->>'session')::uuid) IS NOT NULL THEN RETURN false; END IF;
  UPDATE visit SET session_id = (d.words->>'session')::uuid, agreed_at = now(), told_at = coalesce(told_at, now()),
      consented_version = NULL, consented_at = NULL
    WHERE organisation_id = d.organisation_id AND id = (d.words->>'visit')::uuid AND circle_id = d.circle_id
    RETURNING * INTO v;
  PERFORM tell_of_visit(v, v.guest_id, CASE WHEN v.invited THEN 'visit-invited' ELSE 'visit-agreed' END);
  RETURN true;
END $$;

-- A question about an invitation of which its guest knows nothing takes the invitation with it when it is withdrawn.
CREATE FUNCTION drop_invitation() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE visit SET ended_at = now(), ended_how = 'taken back'
    WHERE organisation_id = NEW.organisation_id AND circle_id = NEW.circle_id AND id = (NEW.words->>'visit')::uuid
      AND invited AND told_at IS NULL AND ended_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER drop_invitation AFTER UPDATE ON circle_decision FOR EACH ROW
  WHEN (NEW.kind = 'visit' AND OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL)
  EXECUTE FUNCTION drop_invitation();

-- As in 0050. Whoever asks by themselves is asked about in place of an invitation that they know nothing of.
CREATE OR REPLACE FUNCTION ask_visit(circle uuid, visit_id uuid, said text) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE one uuid;
BEGIN
  -- Who only asked to belong visits nobody.
  IF acting_person() IS NULL OR acts_as_applicant() THEN RETURN 'gone'; END IF;
  PERFORM 1 FROM circle c WHERE c.organisation_id = acting_organisation() AND c.id = circle FOR NO KEY UPDATE;
  IF NOT FOUND OR EXISTS (SELECT 1 FROM circle_closure x WHERE x.organisation_id = acting_organisation()
      AND x.circle_id = circle) THEN
    RETURN 'gone';
  END IF;
  IF is_member(circle) THEN RETURN 'member'; END IF;
  IF EXISTS (SELECT 1 FROM visit v WHERE v.organisation_id = acting_organisation() AND v.circle_id = circle
      AND v.guest_id = acting_person() AND v.ended_how = 'not now' AND v.ended_at > now() - interval '14 days') THEN
    RETURN 'lately';
  END IF;
  UPDATE visit SET ended_at = now(), ended_how = 'taken back' WHERE organisation_id = acting_organisation()
    AND circle_id = circle AND guest_id = acting_person() AND invited AND told_at IS NULL AND ended_at IS NULL
    RETURNING id INTO one;
  IF one IS NOT NULL THEN
    UPDATE circle_decision SET withdrawn_at = now() WHERE organisation_id = acting_organisation() AND circle_id = circle
      AND kind = 'visit' AND settled_at IS NULL AND withdrawn_at IS NULL AND words->>'visit' = one::text;
  END IF;
  INSERT INTO visit (organisation_id, id, circle_id, guest_id, sentence)
    VALUES (acting_organisation(), visit_id, circle, acting_person(), said) ON CONFLICT DO NOTHING;
  RETURN 'asked';
END $$;

-- As in 0050. An invitation is nobody's question to the circle, so it is taken back and never "not now"; its guest hears of its
-- end where they knew of it, and the circle hears of a guest who had accepted and does not come, not of one who declines.
CREATE OR REPLACE FUNCTION end_visit(which uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE v visit%ROWTYPE; how text; mine boolean; known boolean; one uuid;
BEGIN
  SELECT * INTO v FROM visit WHERE organisation_id = acting_organisation() AND id = which;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF NOT (coalesce(v.guest_id = acting_person() AND (NOT v.invited OR v.told_at IS NOT NULL), false)
      OR is_member(v.circle_id)) THEN
    RETURN NULL;
  END IF;
  PERFORM 1 FROM circle c WHERE c.organisation_id = v.organisation_id AND c.id = v.circle_id FOR NO KEY UPDATE;
  SELECT * INTO v FROM visit WHERE organisation_id = acting_organisation() AND id = which FOR UPDATE;
  IF v.ended_at IS NOT NULL THEN RETURN NULL; END IF;
  mine := v.guest_id = acting_person();
  known := NOT v.invited OR v.told_at IS NOT NULL;
  how := CASE WHEN mine OR v.invited OR v.agreed_at IS NOT NULL THEN 'taken back' ELSE 'not now' END;
  UPDATE visit SET ended_at = now(), ended_how = how WHERE organisation_id = v.organisation_id AND id = v.id;
  UPDATE circle_decision SET withdrawn_at = now() WHERE organisation_id = v.organisation_id AND circle_id = v.circle_id
    AND kind = 'visit' AND settled_at IS NULL AND withdrawn_at IS NULL AND words->>'visit' = v.id::text;
  DELETE FROM session_member WHERE organisation_id = v.organisation_id AND session_id = v.session_id
    AND person_id = v.guest_id AND guest;
  PERFORM tell_of_visit(v, v.guest_id, CASE WHEN mine OR NOT known THEN NULL
    WHEN how = 'not now' THEN 'visit-not-now' ELSE 'visit-off' END);
  IF mine AND v.agreed_at IS NOT NULL AND (NOT v.invited OR v.consented_at IS NOT NULL) THEN
    FOR one IN SELECT m.person_id FROM membership m WHERE m.organisation_id = v.organisation_id AND m.circle_id = v.circle_id
        AND m.left_at IS NULL LOOP
      PERFORM tell_of_visit(v, one, 'visit-guest-off');
    END LOOP;
  END IF;
  RETURN how;
END $$;

-- As in 0050; open pages of somebody who is thought of as a guest hear nothing.
CREATE OR REPLACE FUNCTION tell_of_visits() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE v visit%ROWTYPE := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF NOT v.invited OR v.told_at IS NOT NULL THEN
    PERFORM pg_notify('rondo_changes', v.organisation_id || ' visits ' || v.guest_id);
  END IF;
  PERFORM tell_members(v.organisation_id, v.circle_id, 'visits');
  RETURN NULL;
END $$;
