import { sql } from 'kysely';
import { type CircleMember, findCircleMember } from '#features/circles/access.ts';
import type { Actor, Database, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';

/** An organisation with people of these names, in this order. */
export async function makePeople(database: Database, names: string[]): Promise<Actor[]> {
  const organisationId = newId();
  return database.asNobody(async (tx) => {
    await sql`SELECT create_organisation(${organisationId}, 'Lantern Works', false)`.execute(tx);
    const people: Actor[] = [];
    for (const name of names) {
      const personId = newId();
      await sql`SELECT create_person(${organisationId}, ${personId}, ${name}, null, 'Europe/London', '{en}', 'person')`.execute(
        tx,
      );
      people.push({ organisationId, personId });
    }
    return people;
  });
}

/** One transaction of somebody who is a member; throws for anybody else. */
export async function asMember<T>(
  database: Database,
  actor: Actor,
  circleId: string,
  work: (tx: Tx, member: CircleMember) => Promise<T>,
): Promise<T> {
  return database.asPerson(actor, async (tx) => {
    const member = await findCircleMember(tx, actor, circleId);
    if (member === undefined) throw new Error('not a member');
    return work(tx, member);
  });
}
