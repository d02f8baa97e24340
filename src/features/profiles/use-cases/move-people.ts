import { type CellProblem, peopleColumns, readPeopleFile } from '#core/people/people-file.ts';
import type { PersonLine } from '#core/people/person-line.ts';
import { writeCsv } from '#core/text/csv.ts';
import type { SignedIn } from '#features/people/access.ts';
import { tellOfManager } from '#features/people/use-cases/tell-of-manager.ts';
import { browseSkills } from '#features/skills/use-cases/browse-skills.ts';
import type { Tx } from '#server/database.ts';
import { bringIn, type ListedPerson, listPeople, setManager } from '../store/people-file.ts';

/** People brought in and taken out as a file, by an owner. All or nothing; never anything that is private. */

export type LookedOver =
  | { ok: true; added: string[]; changed: string[]; lines: PersonLine[] }
  | { ok: false; problems: CellProblem[] };

/** The dry run: what would happen, or everything that is wrong. */
export async function lookOver(tx: Tx, actor: SignedIn, text: string): Promise<LookedOver> {
  const { shipped, own } = await browseSkills(tx, actor);
  const there = new Set((await listPeople(tx)).flatMap(({ email }) => email ?? []));
  const read = readPeopleFile(text, {
    skills: [...shipped, ...own].map(({ slug }) => slug),
    addresses: there,
  });
  if (!read.ok) return read;
  const names = (isThere: boolean) =>
    read.lines.filter(({ email }) => there.has(email) === isThere).map(({ name }) => name);
  return { ok: true, added: names(false), changed: names(true), lines: read.lines };
}

/** Brings the people in. A refusal leaves everything as it was. */
export async function bringPeopleIn(tx: Tx, actor: SignedIn, text: string): Promise<LookedOver> {
  const looked = await lookOver(tx, actor, text);
  if (!looked.ok) return looked;
  for (const line of looked.lines) {
    if (!(await bringIn(tx, line))) throw new Error('somebody who is no owner brings people in');
  }
  const before = new Map((await listPeople(tx)).map(({ person_id, manager }) => [person_id, manager]));
  for (const { email, manager } of looked.lines)
    if (manager !== null) await setManager(tx, { email, manager });
  await tellOfManagers(tx, actor, before);
  return looked;
}

/** Whoever has another manager than before hears it, and may say that it is not so. */
async function tellOfManagers(
  tx: Tx,
  actor: SignedIn,
  before: ReadonlyMap<string, string | null>,
): Promise<void> {
  const people = await listPeople(tx);
  for (const { person_id, manager } of people) {
    const now = people.find(({ email }) => manager !== null && email === manager);
    if (!now || person_id === actor.personId || before.get(person_id) === manager) continue;
    await tellOfManager(tx, { personId: person_id, manager: { id: now.person_id, name: now.name } });
  }
}

/** Everybody, as a table that `bringPeopleIn` reads. */
export async function takePeopleOut(tx: Tx, form: 'csv' | 'json'): Promise<string> {
  const rows = (await listPeople(tx)).filter(({ email }) => email !== null).map(cellsOf);
  if (form === 'csv') return writeCsv([peopleColumns, ...rows]);
  const objects = rows.map((row) =>
    Object.fromEntries(peopleColumns.map((column, index) => [column, row[index]])),
  );
  return `${JSON.stringify(objects, null, 2)}\n`;
}

function cellsOf(person: ListedPerson): string[] {
  return [
    person.email ?? '',
    person.name,
    person.time_zone,
    person.languages.join('|'),
    person.department,
    person.role_level === null ? '' : String(person.role_level),
    person.manager ?? '',
    person.moments.join('|'),
    person.offered.join('|'),
    person.wanted.join('|'),
    person.week ?? '',
  ];
}
