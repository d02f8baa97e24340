-- Recordings are heard as far as their dial goes: sending turns it.
CREATE POLICY shared ON recording FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND shared_with_me('recording', id, owner_id));
CREATE TRIGGER follow_item AFTER UPDATE OR DELETE ON recording FOR EACH ROW EXECUTE FUNCTION follow_item('recording');
