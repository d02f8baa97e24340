import { extname } from 'node:path';
import type { MatchPerson } from '#core/matching/circles/person.ts';
import { nearest } from '#core/text/nearest.ts';
import { readTextFile } from '../read-text-file.ts';
import { personFromRecord } from './person-from-record.ts';
import { recordsFromCsv } from './records-from-csv.ts';

/** At most so many lines of a long list of problems are said. */
const mostSaid = 20;

/**
 * People from a .json file (a list of objects) or a .csv file (a heading line). Throws one sentence for each thing that
 * is wrong, with the line or entry, the field, and what is allowed.
 */
export async function readPeople(path: string): Promise<MatchPerson[]> {
  const kind = extname(path).toLowerCase();
  if (kind !== '.json' && kind !== '.csv')
    throw new Error(`${path}: the name should end in .json or .csv, so that it is known how to read it.`);
  const text = await readTextFile(path);
  const records = kind === '.csv' ? recordsFromCsv(path, text) : recordsFromJson(path, text);
  if (records.length === 0) throw new Error(`${path} holds nobody; at least one person is expected.`);
  const people: MatchPerson[] = [];
  const problems: string[] = [];
  const seen = new Map<string, string>();
  for (const { place, record } of records) {
    const read = personFromRecord(record);
    if ('problems' in read) problems.push(...read.problems.map((problem) => `${path}, ${place}: ${problem}`));
    else {
      const before = seen.get(read.person.id);
      if (before)
        problems.push(`${path}, ${place}: id ${read.person.id} is there twice, first at ${before}.`);
      seen.set(read.person.id, place);
      people.push(read.person);
    }
  }
  if (problems.length === 0)
    for (const { id, manager, notWith = [] } of people)
      for (const [field, named] of [
        ['manager', manager] as const,
        ...notWith.map((each) => ['notWith', each] as const),
      ])
        if (named !== undefined && !seen.has(named))
          problems.push(`${path}, ${seen.get(id)}: ${nobodyCalled({ field, named }, seen)}`);
  if (problems.length > mostSaid)
    problems.splice(mostSaid, problems.length, `... and ${problems.length - mostSaid} more.`);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return people;
}

/** So many ids are looked through for one that is nearly the same. */
const mostLookedThrough = 2000;

function nobodyCalled(
  { field, named }: { field: string; named: string },
  seen: ReadonlyMap<string, string>,
): string {
  const near = nearest(named, [...seen.keys()].slice(0, mostLookedThrough));
  return `${field} is "${named}"; an id of somebody in this file is allowed.${near === undefined ? '' : ` Perhaps ${near} is meant.`}`;
}

/** One person as it stands in a file, and where. */
export interface PlacedRecord {
  place: string;
  record: Record<string, unknown>;
}

function recordsFromJson(path: string, text: string): PlacedRecord[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.trim());
  } catch (cause) {
    const why = (cause as Error).message.replace(/\s+/g, ' ');
    throw new Error(`${path} is not JSON: ${why}.`, { cause });
  }
  const list = Array.isArray(parsed) ? parsed : (parsed as { people?: unknown } | null)?.people;
  if (!Array.isArray(list)) throw new Error(`${path} should hold a list of people, or { "people": [...] }.`);
  return list.map((record: unknown, at) => {
    if (typeof record !== 'object' || record === null || Array.isArray(record))
      throw new Error(
        `${path}, entry ${at + 1} is ${JSON.stringify(record)}; an object with an id is expected.`,
      );
    return { place: `entry ${at + 1}`, record: record as Record<string, unknown> };
  });
}
