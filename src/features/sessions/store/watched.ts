import type { PoolClient } from 'pg';

/** Beginning of the name under which each node's listening connection is known to the database. */
export const nodePrefix = 'rondo node ';

/** Of the rooms that are watched here, those whose log has grown, with its length. For the worker. */
export async function listGrown(
  client: PoolClient,
  rooms: readonly { organisationId: string; sessionId: string; seq: number }[],
): Promise<{ organisationId: string; sessionId: string; seq: number }[]> {
  const { rows } = await client.query({
    name: 'list-grown-sessions',
    text: `SELECT s.organisation_id AS "organisationId", s.id AS "sessionId", s.seq
      FROM unnest($1::uuid[], $2::uuid[], $3::float8[]) AS here (organisation_id, id, seq)
      JOIN session s ON s.organisation_id = here.organisation_id AND s.id = here.id AND s.seq > here.seq`,
    values: [
      rooms.map(({ organisationId }) => organisationId),
      rooms.map(({ sessionId }) => sessionId),
      rooms.map(({ seq }) => seq),
    ],
  });
  return rows;
}

/** Of these guests, those whose visit is over or taken back. For the worker. */
export async function listGuestsGone(
  client: PoolClient,
  guests: readonly { organisationId: string; sessionId: string; personId: string }[],
): Promise<{ sessionId: string; personId: string }[]> {
  const { rows } = await client.query({
    name: 'list-guests-gone',
    text: `SELECT here.session AS "sessionId", here.person AS "personId"
      FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS here (organisation, session, person)
      WHERE NOT EXISTS (SELECT 1 FROM session_member m WHERE m.organisation_id = here.organisation
        AND m.session_id = here.session AND m.person_id = here.person)`,
    values: [
      guests.map(({ organisationId }) => organisationId),
      guests.map(({ sessionId }) => sessionId),
      guests.map(({ personId }) => personId),
    ],
  });
  return rows;
}

/** Of these sign-ins, those that ran out or were ended. For the worker. */
export async function listEndedSignIns(
  client: PoolClient,
  signIns: readonly { organisationId: string; signInId: string }[],
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>({
    name: 'list-ended-sign-ins',
    text: `SELECT here.id FROM unnest($1::uuid[], $2::uuid[]) AS here (organisation_id, id)
      WHERE NOT EXISTS (SELECT 1 FROM sign_in i
        WHERE i.organisation_id = here.organisation_id AND i.id = here.id AND i.expires_at > now())`,
    values: [signIns.map(({ organisationId }) => organisationId), signIns.map(({ signInId }) => signInId)],
  });
  return rows.map(({ id }) => id);
}

/** Whether another node than this one listens to the same database. */
export async function hasOtherNodes(client: PoolClient, node: string): Promise<boolean> {
  const { rows } = await client.query<{ others: boolean }>({
    name: 'has-other-nodes',
    text: `SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
      AND starts_with(application_name, $1) AND application_name <> $1 || $2::text) AS others`,
    values: [nodePrefix, node],
  });
  return rows[0]?.others ?? true;
}
