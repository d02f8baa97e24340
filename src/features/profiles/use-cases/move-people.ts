import { type CellProblems, peopleColumns, readPeopleFile } from '#core/people/people-file.ts';
import type { PersonLine } from '#core/people/person-line.ts';
import { writeCsv } from '#core/text/csv.ts';
import type { SignedIn } from '#features/people/access.ts';
import { tellOfManager } from '#features/people/use-cases/tell-of-manager.ts';
import { browseSkills } from '#features/skills/use-cases/browse-skills.ts';
import type { Tx } from '#server/database.ts';
import { bringIn, type ListedPerson, listPeople, setManager } from '../store/people-file.ts';

/** People brought in and taken out as a file, by an owner. All or nothing; never anything that is private. */

export type LookedOver =
  | { ok: true; added: string[]; changed: string[]; same: string[] }
  | ({ ok: false } & CellProblems);

/** A line of the file beside whom it is about; nobody, where it adds somebody. */
interface ComparedLine {
  line: PersonLine;
  person: ListedPerson | undefined;
  says: 'added' | 'changed' | 'same';
}

type Compared = { ok: true; lines: ComparedLine[] } | ({ ok: false } & CellProblems);

/** The dry run: what would happen, or everything that is wrong. */
export async function lookOver(tx: Tx, actor: SignedIn, text: string): Promise<LookedOver> {
  const compared = await compare(tx, actor, text);
  return compared.ok ? namesIn(compared.lines) : compared;
}

async function compare(tx: Tx, actor: SignedIn, text: string): Promise<Compared> {
  const { shipped, own } = await browseSkills(tx, actor);
  const there = await listByAddress(tx);
  // What somebody has chosen may outlive its skill, and comes in again as it went out.
  const chosen = [...there.values()].flatMap(({ offered, wanted }) => [...offered, ...wanted]);
  const read = readPeopleFile(text, {
    skills: [...new Set([...[...shipped, ...own].map(({ slug }) => slug), ...chosen])],
    addresses: new Set(there.keys()),
  });
  if (!read.ok) return read;
  const lines = read.lines.map((line): ComparedLine => {
    const person = there.get(line.email);
    return { line, person, says: !person ? 'added' : saysAnother(line, person) ? 'changed' : 'same' };
  });
  return { ok: true, lines };
}

function namesIn(lines: readonly ComparedLine[]): LookedOver {
  const named = { added: [] as string[], changed: [] as string[], same: [] as string[] };
  for (const { line, says } of lines) named[says].push(line.name);
  return { ok: true, ...named };
}

async function listByAddress(tx: Tx): Promise<Map<string, ListedPerson>> {
  return new Map(
    (await listPeople(tx)).flatMap((person) => (person.email === null ? [] : [[person.email, person]])),
  );
}

/**
 * Whether a line says anything else than what an owner reads of the person. Levels of skills are shown to nobody, so a line
 * that names one counts as another whatever it is: else somebody could try them all.
 */
function saysAnother(line: PersonLine, person: ListedPerson): boolean {
  const list = (items: readonly string[]) => JSON.stringify(items);
  const skills = (side: 'offered' | 'wanted') =>
    list(
      (line.skills ?? [])
        .filter((each) => each[side])
        .map(({ skill }) => skill)
        .sort(),
    );
  return (
    line.name !== person.name ||
    (line.timeZone !== null && line.timeZone !== person.time_zone) ||
    (line.languages !== null && list(line.languages) !== list(person.languages)) ||
    (line.department !== null && line.department !== person.department) ||
    (line.roleLevel !== null && line.roleLevel !== person.role_level) ||
    (line.week !== null && line.week !== person.week) ||
    (line.moments !== null && list(line.moments) !== list(person.moments)) ||
    saysAnotherManager(line, person) ||
    (line.skills !== null &&
      (line.skills.some(({ known, applied }) => known !== null || applied !== null) ||
        skills('offered') !== list(person.offered.toSorted()) ||
        skills('wanted') !== list(person.wanted.toSorted())))
  );
}

/** An empty cell also stands for a manager without an address, and takes nobody away then. */
function saysAnotherManager(
  { manager }: Pick<PersonLine, 'manager'>,
  person: Pick<ListedPerson, 'manager'> | undefined,
): boolean {
  return manager !== null && (manager || null) !== (person?.manager ?? null);
}

/** Brings the people in. A refusal leaves everything as it was. */
export async function bringPeopleIn(tx: Tx, actor: SignedIn, text: string): Promise<LookedOver> {
  const compared = await compare(tx, actor, text);
  if (!compared.ok) return compared;
  const told = compared.lines.filter(({ says }) => says !== 'same');
  for (const { line } of told) {
    if (!(await bringIn(tx, line))) throw new Error('somebody who is no owner brings people in');
  }
  const before = new Map((await listPeople(tx)).map(({ person_id, manager }) => [person_id, manager]));
  for (const { line, person } of told) {
    const { email, manager } = line;
    if (manager !== null && saysAnotherManager(line, person)) await setManager(tx, { email, manager });
  }
  await tellOfManagers(tx, actor, before);
  return namesIn(compared.lines);
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
