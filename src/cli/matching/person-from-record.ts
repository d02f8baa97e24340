import { type MatchPerson, weekWords } from '#core/matching/circles/person.ts';
import { baseLanguages } from '#core/people/languages.ts';
import { fieldNamed, unknownField } from './person-fields.ts';

/** A week ends in the middle of its last word; whoever is always there may have set all of its bits. */
const lastWord = 0xffff;

type Read = { person: MatchPerson } | { problems: string[] };

/**
 * A person from one object or line. In a CSV file lists are separated by semicolons, levels stand after a colon
 * (`listening:3;writing:4`), and hours are eleven words. A field that is not known is a
 * problem: a wish that is spelt wrongly would else be passed over.
 */
export function personFromRecord(record: Record<string, unknown>): Read {
  const problems: string[] = [];
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    const unknown = unknownField(name);
    if (unknown) problems.push(unknown);
    const field = fieldNamed(name);
    // Programs write null where nothing was said.
    if (field === undefined || value === null) continue;
    if (field in fields) problems.push(`${field} is there twice; once is allowed.`);
    fields[field] = value;
  }
  const wrong = (field: string, value: unknown, allowed: string) => {
    const said = value === undefined ? 'missing' : JSON.stringify(value).slice(0, 80);
    problems.push(`${field} is ${said}; ${allowed}.`);
    return undefined;
  };
  const id = nameOf(fields.id);
  if (id === undefined) wrong('id', fields.id, 'a name or a number is needed');

  const levels = (field: string): Record<string, number> => {
    const value = fields[field] ?? {};
    if (typeof value === 'number' || typeof value === 'boolean')
      wrong(field, value, 'skills with a level each are allowed');
    const entries =
      typeof value === 'string' || Array.isArray(value)
        ? listOf(value).map((each) => String(each).split(':'))
        : Object.entries(value as object);
    const read: Record<string, number> = {};
    for (const [skill = '', level] of entries) {
      const number = typeof level === 'string' && level.trim() === '' ? Number.NaN : Number(level);
      if (!(number >= 1 && number <= 5))
        wrong(`${field} of ${skill}`, level, 'a level from 1 to 5 is allowed');
      read[skill.trim()] = Math.round(number);
    }
    return read;
  };
  const names = (field: string): string[] =>
    listOf(fields[field]).flatMap(
      (each) => nameOf(each) ?? wrong(field, each, 'names or numbers are allowed') ?? [],
    );
  const words = (field: string): number[] | undefined => {
    if (fields[field] === undefined) return undefined;
    const read = listOf(fields[field]).map(Number);
    const fine =
      read.length === weekWords && read.every((word) => Number.isInteger(word) && Math.abs(word) < 2 ** 32);
    if (!fine)
      wrong(field, fields[field], `${weekWords} whole numbers of 32 bits are allowed, from Monday 00:00 UTC`);
    return read.map((word, at) => (at === weekWords - 1 ? word & lastWord : word));
  };
  const hours = words('hours');
  if (fields.hours === undefined) wrong('hours', undefined, 'without possible half-hours nobody can be met');
  const languages = baseLanguages(names('languages'));
  if (languages.length === 0) wrong('languages', fields.languages, 'at least one is needed');
  const seniority = fields.seniority === undefined ? undefined : Number(fields.seniority);
  if (seniority !== undefined && ![1, 2, 3, 4, 5, 6].includes(seniority))
    wrong('seniority', fields.seniority, 'a whole number from 1 to 6 is allowed');
  const yes = (field: string): boolean => {
    const said = String(fields[field] ?? 'no')
      .trim()
      .toLowerCase();
    if (!['yes', 'no', 'true', 'false'].includes(said)) wrong(field, fields[field], 'yes or no is allowed');
    return said === 'yes' || said === 'true';
  };
  // Where nobody is the manager, some files say -1.
  const manager = nameOf(fields.manager) === '-1' ? undefined : nameOf(fields.manager);
  const person: MatchPerson = {
    id: id ?? '',
    offers: levels('offers'),
    wants: levels('wants'),
    department: nameOf(fields.department),
    moments: names('moments'),
    seniority,
    languages,
    hours: hours ?? [],
    prime: words('prime'),
    manager,
    managerWelcome: yes('managerWelcome'),
    notWith: names('notWith'),
    sameLevelOnly: yes('sameLevelOnly'),
    likes: names('likes'),
    met: metOf(fields.met, wrong),
  };
  return problems.length > 0 ? { problems } : { person };
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function listOf(value: unknown): unknown[] & string[] {
  if (value === undefined || value === null) return [];
  const list = Array.isArray(value) ? value : String(value).split(';');
  return list.filter((each) => String(each).trim() !== '') as string[];
}

/** Pairs of a person and a round, numbered from the earliest; the latest of three is 2. Or `{ person, roundsAgo }`. */
function metOf(
  value: unknown,
  wrong: (field: string, value: unknown, allowed: string) => undefined,
): NonNullable<MatchPerson['met']> {
  return listOf(value).flatMap((each: unknown) => {
    const entry = typeof each === 'string' ? each.split(':') : each;
    const [person, roundsAgo] = Array.isArray(entry)
      ? [nameOf(entry[0]), typeof each === 'string' ? Number(entry[1]) : 3 - Number(entry[1])]
      : [nameOf((entry as MetEntry | null)?.person), Number((entry as MetEntry | null)?.roundsAgo)];
    if (person === undefined || !Number.isInteger(roundsAgo) || roundsAgo < 1)
      return wrong('met', each, 'a person and how many rounds ago, at least 1, are allowed') ?? [];
    return [{ person, roundsAgo }];
  });
}

interface MetEntry {
  person: unknown;
  roundsAgo: unknown;
}
