-- A goal's share ends as every other does: with the goal, and with the stay of either side. Whoever joins a circle later, or
-- comes back to it, reads no goal that was shared there before.

DROP POLICY definers ON goal_share;
CALL open_to_definers('goal_share', 'ALL');
DELETE FROM goal_share s USING goal g
  WHERE g.organisation_id = s.organisation_id AND g.id = s.goal_id AND g.ended_at IS NOT NULL;

CREATE OR REPLACE FUNCTION is_shared_goal(which uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM goal_share s JOIN goal g ON g.organisation_id = s.organisation_id AND g.id = s.goal_id
    WHERE s.organisation_id = acting_organisation() AND s.goal_id = which AND g.ended_at IS NULL
      AND ((s.partner_id = acting_person() AND is_partner(g.person_id))
        OR (shares_stay(s.circle_id, s.shared_at) AND EXISTS (SELECT 1 FROM membership m
          WHERE m.organisation_id = g.organisation_id AND m.circle_id = s.circle_id AND m.person_id = g.person_id
            AND m.left_at IS NULL AND m.joined_at <= s.shared_at))))
$$;

CREATE FUNCTION end_goal_shares_with_stay() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  DELETE FROM goal_share s USING goal g
  WHERE s.organisation_id = NEW.organisation_id AND g.organisation_id = s.organisation_id AND g.id = s.goal_id AND (
    (g.person_id = NEW.person_id AND s.circle_id = NEW.circle_id)
    OR (s.partner_id IS NOT NULL AND NEW.person_id IN (g.person_id, s.partner_id) AND NOT EXISTS (
      SELECT 1 FROM membership one JOIN membership other ON other.organisation_id = one.organisation_id
        AND other.circle_id = one.circle_id AND other.left_at IS NULL
      WHERE one.organisation_id = s.organisation_id AND one.left_at IS NULL AND one.person_id = g.person_id
        AND other.person_id = s.partner_id)));
  RETURN NULL;
END $$;
CREATE TRIGGER end_goal_shares AFTER UPDATE OF left_at ON membership FOR EACH ROW
  WHEN (OLD.left_at IS NULL AND NEW.left_at IS NOT NULL) EXECUTE FUNCTION end_goal_shares_with_stay();
