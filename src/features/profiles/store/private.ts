import type { Actor, Tx } from '#server/database.ts';

/** All SQL about what a person keeps to themselves. */

export interface PreferenceRow {
  sameLevelOnly: boolean;
  cameraOff: boolean;
  managerWelcome: boolean;
}

export interface WishRow {
  personId: string;
  name: string;
  kind: 'not-with' | 'gladly';
}

export async function findPreference(tx: Tx, actor: Actor): Promise<PreferenceRow | undefined> {
  return tx
    .selectFrom('private_preference')
    .select([
      'same_level_only as sameLevelOnly',
      'camera_off as cameraOff',
      'manager_welcome as managerWelcome',
    ])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .executeTakeFirst();
}

export async function savePreference(tx: Tx, actor: Actor, preference: PreferenceRow): Promise<void> {
  const row = {
    same_level_only: preference.sameLevelOnly,
    camera_off: preference.cameraOff,
    manager_welcome: preference.managerWelcome,
  };
  await tx
    .insertInto('private_preference')
    .values({ organisation_id: actor.organisationId, person_id: actor.personId, ...row })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'person_id']).doUpdateSet(row))
    .execute();
}

export async function listWishes(tx: Tx, actor: Actor): Promise<WishRow[]> {
  const rows = await tx
    .selectFrom('private_wish')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'private_wish.organisation_id')
        .onRef('person.id', '=', 'private_wish.about_id'),
    )
    .select(['private_wish.about_id as personId', 'person.name', 'private_wish.kind'])
    .where('private_wish.organisation_id', '=', actor.organisationId)
    .where('private_wish.person_id', '=', actor.personId)
    .orderBy('person.name')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as WishRow['kind'] }));
}

/** Replaces what was wished about this person before. */
export async function saveWish(
  tx: Tx,
  actor: Actor,
  { person, kind }: { person: string; kind: WishRow['kind'] },
): Promise<void> {
  await deleteWish(tx, actor, person);
  await tx
    .insertInto('private_wish')
    .values({ organisation_id: actor.organisationId, person_id: actor.personId, about_id: person, kind })
    .execute();
}

export async function deleteWish(tx: Tx, actor: Actor, person: string): Promise<void> {
  await tx
    .deleteFrom('private_wish')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('about_id', '=', person)
    .execute();
}
