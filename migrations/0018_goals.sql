-- Goals: one open goal for each person, with milestones that somebody could see, and the experiments that lead there. Private
-- until its person shares it with one partner or with a circle; a share ends with its row. Texts are sealed, which is why they
-- may be longer here than core lets them be.

CREATE TABLE goal (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  text text NOT NULL CHECK (length(btrim(text)) BETWEEN 1 AND 1200),
  -- What it is good for.
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 1700),
  -- How far it is, as its person says: 1, nearly there, to 4, a long way.
  distance smallint NOT NULL CHECK (distance BETWEEN 1 AND 4),
  until_on date NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  ending text CHECK (ending IN ('reached', 'partly', 'let go')),
  learned text NOT NULL DEFAULT '' CHECK (length(learned) <= 2480),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  CHECK ((ended_at IS NULL) = (ending IS NULL))
);
CREATE UNIQUE INDEX goal_one_open ON goal (organisation_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX goal_former ON goal (organisation_id, person_id, ended_at DESC) WHERE ended_at IS NOT NULL;

CREATE TABLE milestone (
  organisation_id uuid NOT NULL,
  goal_id uuid NOT NULL,
  id uuid NOT NULL,
  -- Whose goal it is, and with whose key the text is sealed.
  person_id uuid NOT NULL,
  position smallint NOT NULL CHECK (position BETWEEN 1 AND 5),
  text text NOT NULL CHECK (length(btrim(text)) BETWEEN 1 AND 880),
  by_on date,
  reached_at timestamptz,
  -- How often its day was moved; moving one is nothing to explain.
  moved integer NOT NULL DEFAULT 0,
  PRIMARY KEY (organisation_id, goal_id, id),
  UNIQUE (organisation_id, goal_id, position),
  FOREIGN KEY (organisation_id, goal_id) REFERENCES goal (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE
);

CREATE TABLE goal_share (
  organisation_id uuid NOT NULL,
  goal_id uuid NOT NULL,
  partner_id uuid,
  circle_id uuid,
  shared_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, goal_id),
  FOREIGN KEY (organisation_id, goal_id) REFERENCES goal (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, partner_id) REFERENCES person (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, circle_id) REFERENCES circle (organisation_id, id) ON DELETE CASCADE,
  CHECK ((partner_id IS NULL) <> (circle_id IS NULL))
);
CREATE INDEX ON goal_share (organisation_id, partner_id) WHERE partner_id IS NOT NULL;
CREATE INDEX ON goal_share (organisation_id, circle_id) WHERE circle_id IS NOT NULL;

-- A table of its own and no column of the card: that a card leads to a goal is known to whoever may read the goal.
CREATE TABLE goal_card (
  organisation_id uuid NOT NULL,
  commitment_id uuid NOT NULL,
  goal_id uuid NOT NULL,
  PRIMARY KEY (organisation_id, commitment_id),
  FOREIGN KEY (organisation_id, goal_id) REFERENCES goal (organisation_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, commitment_id) REFERENCES commitment (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX ON goal_card (organisation_id, goal_id);

CALL protect_table('goal');
CALL protect_table('milestone');
CALL protect_table('goal_share');
CALL protect_table('goal_card');
CALL open_to_definers('goal');
CALL open_to_definers('goal_share');

CREATE FUNCTION is_my_goal(which uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM goal g WHERE g.organisation_id = acting_organisation() AND g.id = which
    AND g.person_id = acting_person())
$$;

-- Whether somebody sits in a circle with me now.
CREATE FUNCTION is_partner(person uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT person <> acting_person() AND EXISTS (SELECT 1 FROM membership mine JOIN membership theirs
      ON theirs.organisation_id = mine.organisation_id AND theirs.circle_id = mine.circle_id AND theirs.left_at IS NULL
    WHERE mine.organisation_id = acting_organisation() AND mine.person_id = acting_person() AND mine.left_at IS NULL
      AND theirs.person_id = person)
$$;

-- A share holds while reader and owner sit together: with the stay of either it ends by itself.
CREATE FUNCTION is_shared_goal(which uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM goal_share s JOIN goal g ON g.organisation_id = s.organisation_id AND g.id = s.goal_id
    WHERE s.organisation_id = acting_organisation() AND s.goal_id = which
      AND ((s.partner_id = acting_person() AND is_partner(g.person_id))
        OR (is_member(s.circle_id) AND EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = g.organisation_id
          AND m.circle_id = s.circle_id AND m.person_id = g.person_id AND m.left_at IS NULL))))
$$;
GRANT EXECUTE ON FUNCTION is_my_goal, is_partner, is_shared_goal TO rondo_app;

CREATE POLICY own ON goal TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person());
CREATE POLICY shared ON goal FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_shared_goal(id));
GRANT SELECT, INSERT (organisation_id, id, person_id, text, reason, distance, until_on), DELETE,
  UPDATE (text, reason, distance, until_on, ended_at, ending, learned) ON goal TO rondo_app;

CREATE POLICY own ON milestone TO rondo_app
  USING (organisation_id = acting_organisation() AND person_id = acting_person() AND is_my_goal(goal_id));
CREATE POLICY shared ON milestone FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_shared_goal(goal_id));
GRANT SELECT, INSERT (organisation_id, goal_id, id, person_id, position, text, by_on), DELETE,
  UPDATE (text, by_on, reached_at, moved) ON milestone TO rondo_app;

CREATE POLICY own ON goal_share TO rondo_app
  USING (organisation_id = acting_organisation() AND is_my_goal(goal_id))
  WITH CHECK (organisation_id = acting_organisation() AND is_my_goal(goal_id)
    AND (is_member(circle_id) OR is_partner(partner_id)));
-- Whoever reads a goal knows why.
CREATE POLICY shared ON goal_share FOR SELECT TO rondo_app
  USING (organisation_id = acting_organisation() AND is_shared_goal(goal_id));
GRANT SELECT, INSERT (organisation_id, goal_id, partner_id, circle_id), DELETE ON goal_share TO rondo_app;

CREATE POLICY own ON goal_card TO rondo_app
  USING (organisation_id = acting_organisation() AND is_my_goal(goal_id))
  WITH CHECK (organisation_id = acting_organisation() AND is_my_goal(goal_id) AND EXISTS (SELECT 1 FROM commitment c
    WHERE c.organisation_id = goal_card.organisation_id AND c.id = commitment_id AND c.owner_id = acting_person()));
-- Through the card's own policy as well: a goal that is shared opens no card of another circle.
CREATE POLICY shared ON goal_card FOR SELECT TO rondo_app USING (organisation_id = acting_organisation()
  AND is_shared_goal(goal_id) AND EXISTS (SELECT 1 FROM commitment c WHERE c.organisation_id = goal_card.organisation_id
    AND c.id = commitment_id));
GRANT SELECT, INSERT, DELETE ON goal_card TO rondo_app;
