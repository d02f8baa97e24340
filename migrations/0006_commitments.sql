-- Commitment cards: one open card for each person and circle.

CREATE TABLE commitment (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  circle_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  session_id uuid,
  experiment text NOT NULL CHECK (length(btrim(experiment)) BETWEEN 1 AND 280),
  behaviour text NOT NULL DEFAULT '' CHECK (length(behaviour) <= 160),
  context text NOT NULL DEFAULT '' CHECK (length(context) <= 200),
  criterion text NOT NULL DEFAULT '' CHECK (length(criterion) <= 280),
  due_on date,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- How often it was taken along to another session instead of given an outcome.
  carried_over integer NOT NULL DEFAULT 0,
  outcome text CHECK (outcome IN ('attempted', 'learned', 'adjusted', 'let go')),
  outcome_note text NOT NULL DEFAULT '' CHECK (length(outcome_note) <= 600),
  -- How it felt, 1 to 4, as its owner says; shown to the circle.
  self_rating smallint CHECK (self_rating BETWEEN 1 AND 4),
  outcome_at timestamptz,
  -- A card with an outcome stays on the board until its owner commits the next one.
  closed_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, owner_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, session_id) REFERENCES session (organisation_id, id) ON DELETE SET NULL (session_id)
);
CREATE UNIQUE INDEX commitment_one_open ON commitment (organisation_id, circle_id, owner_id) WHERE closed_at IS NULL;
-- Former cards are read in pages, one owner's at a time; cards of a session by the page after it.
CREATE INDEX commitment_former ON commitment (organisation_id, circle_id, owner_id, created_at DESC, id DESC)
  WHERE closed_at IS NOT NULL;
CREATE INDEX commitment_of_session ON commitment (organisation_id, session_id) WHERE session_id IS NOT NULL;
CREATE INDEX commitment_of_owner ON commitment (organisation_id, owner_id) WHERE closed_at IS NULL;

-- "Seen in the wild": what a partner noticed.
CREATE TABLE sighting (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  commitment_id uuid NOT NULL,
  circle_id uuid NOT NULL,
  author_id uuid NOT NULL,
  text text NOT NULL CHECK (length(btrim(text)) BETWEEN 1 AND 400),
  seen_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, commitment_id) REFERENCES commitment (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, author_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON sighting (organisation_id, commitment_id);

CREATE FUNCTION shares_stay(circle uuid, moment timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = acting_organisation() AND m.circle_id = circle
    AND m.person_id = acting_person() AND m.left_at IS NULL AND m.joined_at <= moment)
$$;
GRANT EXECUTE ON FUNCTION shares_stay TO rondo_app;

CALL protect_table('commitment', 'SELECT');
-- The owner keeps theirs after leaving; members see the cards that are open now, and older ones from their own time.
CREATE POLICY readers ON commitment FOR SELECT TO rondo_app USING (organisation_id = acting_organisation() AND (
  owner_id = acting_person() OR (closed_at IS NULL AND is_member(circle_id)) OR shares_stay(circle_id, created_at)));
CREATE POLICY make ON commitment FOR INSERT TO rondo_app
  WITH CHECK (organisation_id = acting_organisation() AND owner_id = acting_person() AND is_member(circle_id));
CREATE POLICY change ON commitment FOR UPDATE TO rondo_app
  USING (organisation_id = acting_organisation() AND owner_id = acting_person());
CREATE POLICY remove ON commitment FOR DELETE TO rondo_app
  USING (organisation_id = acting_organisation() AND owner_id = acting_person());
-- Not circle, owner or time: nobody moves a card to another board or in front of those who came later.
GRANT SELECT, INSERT, DELETE, UPDATE (experiment, behaviour, context, criterion, due_on, carried_over, outcome, outcome_note,
  self_rating, outcome_at, closed_at) ON commitment TO rondo_app;

CALL protect_table('sighting', 'SELECT');
-- Whoever may read the card reads what was seen; the author strikes theirs, the card's owner any.
CREATE POLICY readers ON sighting FOR SELECT TO rondo_app USING (organisation_id = acting_organisation() AND (
  author_id = acting_person() OR EXISTS (SELECT 1 FROM commitment c WHERE c.organisation_id = sighting.organisation_id
    AND c.id = sighting.commitment_id)));
CREATE POLICY make ON sighting FOR INSERT TO rondo_app WITH CHECK (organisation_id = acting_organisation()
  AND author_id = acting_person() AND is_member(circle_id)
  AND EXISTS (SELECT 1 FROM commitment c WHERE c.organisation_id = sighting.organisation_id
    AND c.id = sighting.commitment_id AND c.circle_id = sighting.circle_id));
CREATE POLICY remove ON sighting FOR DELETE TO rondo_app USING (organisation_id = acting_organisation() AND (
  author_id = acting_person() OR EXISTS (SELECT 1 FROM commitment c WHERE c.organisation_id = sighting.organisation_id
    AND c.id = sighting.commitment_id AND c.owner_id = acting_person())));
GRANT SELECT, INSERT, DELETE ON sighting TO rondo_app;
