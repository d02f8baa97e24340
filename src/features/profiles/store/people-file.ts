import { sql } from 'kysely';
import type { PersonLine } from '#core/people/person-line.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';

/** What an owner takes out: nobody else gets a row. Nothing private is in it. */
export interface ListedPerson {
  person_id: string;
  email: string | null;
  name: string;
  time_zone: string;
  languages: string[];
  manager: string | null;
  department: string;
  role_level: number | null;
  week: string | null;
  moments: string[];
  offered: string[];
  wanted: string[];
}

export async function listPeople(tx: Tx): Promise<ListedPerson[]> {
  return (await sql<ListedPerson>`SELECT * FROM list_people_for_owner()`.execute(tx)).rows;
}

/** False where somebody who is no owner asks. */
export async function bringIn(tx: Tx, line: PersonLine): Promise<boolean> {
  const skills = line.skills === null ? null : JSON.stringify(line.skills);
  const { rows } = await sql<{
    done: boolean;
  }>`SELECT bring_in_person(${newId()}, ${line.email}, ${line.name},
    ${line.timeZone}, ${line.languages}, ${line.department}, ${line.roleLevel}, ${line.week}, ${line.moments},
    ${skills}::jsonb) AS done`.execute(tx);
  return rows[0]?.done === true;
}

export async function setManager(tx: Tx, line: { email: string; manager: string }): Promise<void> {
  await sql`SELECT set_manager(${line.email}, ${line.manager})`.execute(tx);
}
