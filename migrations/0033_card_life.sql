-- What a card assumes, what came of it step by step, and which card it grew out of.

ALTER TABLE commitment
  ADD COLUMN assumption text NOT NULL DEFAULT '' CHECK (length(assumption) <= 1200),
  -- What would change its owner's mind.
  ADD COLUMN evidence text NOT NULL DEFAULT '' CHECK (length(evidence) <= 1200),
  -- Grows with each change of its words or outcome, so that of two windows the second is told of the first.
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  -- The card that was adjusted into this one: of the same owner, on the same board.
  ADD COLUMN adjusted_from uuid,
  ADD CONSTRAINT commitment_whose UNIQUE (organisation_id, id, circle_id, owner_id),
  ADD CONSTRAINT commitment_adjusted_from FOREIGN KEY (organisation_id, adjusted_from, circle_id, owner_id)
    REFERENCES commitment (organisation_id, id, circle_id, owner_id) ON DELETE SET NULL (adjusted_from);
CREATE UNIQUE INDEX commitment_next ON commitment (organisation_id, adjusted_from) WHERE adjusted_from IS NOT NULL;
GRANT UPDATE (assumption, evidence, version) ON commitment TO rondo_app;

-- A card's life: what its owner said of it, and when. That it was planned is the card itself.
CREATE TABLE card_step (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  commitment_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('kept', 'attempted', 'learned', 'adjusted', 'let go')),
  words text NOT NULL DEFAULT '' CHECK (length(words) <= 2480),
  feeling smallint CHECK (feeling BETWEEN 1 AND 4),
  happened_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, commitment_id, circle_id, owner_id)
    REFERENCES commitment (organisation_id, id, circle_id, owner_id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, owner_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX card_step_of_card ON card_step (organisation_id, commitment_id, happened_at);

CALL protect_table('card_step');
-- Whoever may read the card reads what its owner said of it; the owner may take their words back.
CREATE POLICY readers ON card_step FOR SELECT TO rondo_app USING (organisation_id = acting_organisation() AND (
  owner_id = acting_person() OR coalesce((SELECT true FROM commitment c WHERE c.organisation_id = card_step.organisation_id
    AND c.id = card_step.commitment_id), false)));
CREATE POLICY make ON card_step FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND owner_id = acting_person() AND is_member(circle_id));
CREATE POLICY change ON card_step FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND owner_id = acting_person());
GRANT SELECT, INSERT (organisation_id, id, commitment_id, circle_id, owner_id, kind, words, feeling), UPDATE (words, feeling)
  ON card_step TO rondo_app;

-- The same for sightings, as a value instead of EXISTS: for that the planner read every card of the installation, each with
-- its own question about membership, before it looked at the few sightings of a board.
DROP POLICY readers ON sighting;
CREATE POLICY readers ON sighting FOR SELECT TO rondo_app USING (organisation_id = acting_organisation() AND (
  author_id = acting_person() OR coalesce((SELECT true FROM commitment c WHERE c.organisation_id = sighting.organisation_id
    AND c.id = sighting.commitment_id), false)));
