-- Who organises a round is asked once for a query, not once for each of thousands of rows. The rounds that somebody opened
-- are theirs to see by the policy of matching_round, so this lets nobody see more.
ALTER POLICY self_or_organiser ON round_invitee USING (organisation_id = acting_organisation()
  AND (person_id = acting_person() OR round_id IN (SELECT r.id FROM matching_round r
    WHERE r.organisation_id = acting_organisation() AND r.opened_by = acting_person())));
ALTER POLICY organiser ON round_answer USING (organisation_id = acting_organisation() AND joining
  AND round_id IN (SELECT r.id FROM matching_round r
    WHERE r.organisation_id = acting_organisation() AND r.opened_by = acting_person()));
