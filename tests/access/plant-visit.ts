import type { Client } from 'pg';
import type { World } from './world.ts';

/** `colleague` has asked to visit the circle; nobody has answered. */
export async function plantVisit(
  admin: Client,
  { people, circle, visit }: Pick<World, 'people' | 'circle' | 'visit'>,
): Promise<void> {
  const { organisationId, personId } = people.colleague;
  await admin.query(
    'INSERT INTO visit (organisation_id, id, circle_id, guest_id, sentence) VALUES ($1, $2, $3, $4, $5)',
    [organisationId, visit, circle, personId, 'I would like to see how you listen.'],
  );
}
