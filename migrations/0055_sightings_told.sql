-- Open boards hear of what was seen in the wild on whichever path it is said or removed: whoever it is about may remove it after
-- they left, when they no longer know who the members are.
CREATE FUNCTION tell_board_of_sighting() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE s sighting%ROWTYPE := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  PERFORM tell_members(s.organisation_id, s.circle_id, 'board');
  RETURN NULL;
END $$;
CREATE TRIGGER tell_board AFTER INSERT OR UPDATE OR DELETE ON sighting FOR EACH ROW EXECUTE FUNCTION tell_board_of_sighting();
