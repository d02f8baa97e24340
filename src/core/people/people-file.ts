import { plainCell, readCsv } from '../text/csv.ts';
import { nearest } from '../text/nearest.ts';
import { type Cells, type Known, type PersonLine, readPerson } from './person-line.ts';

/** The columns of a file of people, in the order in which they are written. The first two are needed. */
export const peopleColumns = [
  'email',
  'name',
  'time_zone',
  'languages',
  'department',
  'role_level',
  'manager',
  'moments',
  'offers',
  'wants',
  'week',
] as const;
export type PeopleColumn = (typeof peopleColumns)[number];

/** One thing that is wrong: where, what stands there, what would be right. */
export interface CellProblem {
  /** Of the text in CSV; the place in the list, from 1, in JSON. */
  line: number;
  column: string;
  value: string;
  reason:
    | 'missing'
    | 'unknown-column'
    | 'not-an-address'
    | 'too-long'
    | 'too-many'
    | 'not-a-zone'
    | 'not-a-language'
    | 'not-a-level'
    | 'not-a-skill'
    | 'not-a-week'
    | 'nobody-has-it'
    | 'own-manager'
    | 'twice'
    | 'column-twice'
    | 'uneven'
    | 'not-a-list'
    | 'unclosed'
    | 'unreadable';
  allowed?: string;
}

/** What does not fit: the first of it, and how much more there is than is listed. */
export interface CellProblems {
  problems: CellProblem[];
  more: number;
}

export type PeopleFile = { ok: true; lines: PersonLine[] } | ({ ok: false } & CellProblems);

/** At most so many problems are listed. */
const mostListed = 200;

/** No organisation is larger than a hundred times this, and one transaction must end. */
export const mostPeople = 20_000;

/** A list of objects, as opposed to a table. */
export function isJson(text: string): boolean {
  return /^[[{]/.test(text.trim());
}

/**
 * Reads a file of people, CSV or JSON (a list of objects with the same names, or `{ "people": [...] }`). A column that is
 * not there says nothing, so what is known of the people stays. All problems are told at once.
 */
export function readPeopleFile(text: string, known: Known): PeopleFile {
  const problems: CellProblem[] = [];
  // Also takes off the mark that some programs put before a file's first character.
  const bare = text.trim();
  const rows = isJson(text) ? fromJson(bare, problems) : fromCsv(text, problems);
  if (rows.length > mostPeople) {
    problems.push({
      line: 1,
      column: '',
      value: String(rows.length),
      reason: 'too-many',
      allowed: String(mostPeople),
    });
  }
  const emails = new Set(rows.map(({ cells }) => (cells.email ?? '').toLowerCase()));
  const addresses = new Set([...known.addresses, ...emails]);
  const lines = rows.map(({ line, cells }) => readPerson({ line, cells }, { ...known, addresses }, problems));
  const met = new Set<string>();
  for (const { line, email } of lines) {
    if (met.has(email) && email !== '')
      problems.push({ line, column: 'email', value: email, reason: 'twice' });
    met.add(email);
  }
  if (rows.length === 0 && problems.length === 0) {
    problems.push({ line: 1, column: 'email', value: '', reason: 'missing' });
  }
  if (problems.length === 0) return { ok: true, lines };
  return {
    ok: false,
    problems: problems.slice(0, mostListed),
    more: Math.max(0, problems.length - mostListed),
  };
}

interface Row {
  line: number;
  cells: Cells;
}

function fromCsv(text: string, problems: CellProblem[]): Row[] {
  const [header, ...rows] = readCsv(text);
  const place = { line: header?.line ?? 1 };
  const columns = (header?.cells ?? []).map((cell) => columnOf(cell, place, problems));
  for (const [index, column] of columns.entries())
    if (column && columns.indexOf(column) < index)
      problems.push({ ...place, column, value: column, reason: 'column-twice' });
  const open = [...(header ? [header] : []), ...rows].find(({ unclosed }) => unclosed);
  if (open) problems.push({ line: open.line, column: '', value: '"', reason: 'unclosed' });
  const allowed = String(columns.length);
  for (const { line, cells, unclosed } of rows) {
    // Empty cells after the last column say nothing; a cell too few would take away what is known.
    const more = cells.slice(columns.length).some((cell) => cell.trim() !== '');
    if (!unclosed && (more || cells.length < columns.length))
      problems.push({ line, column: '', value: String(cells.length), reason: 'uneven', allowed });
  }
  return rows.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(
      columns.flatMap((column, index) => (column ? [[column, plainCell(cells[index] ?? '')]] : [])),
    ),
  }));
}

function fromJson(text: string, problems: CellProblem[]): Row[] {
  const wrong = (reason: CellProblem['reason'], allowed: string, { line = 1, value = text } = {}) =>
    problems.push({ line, column: '', value: value.slice(0, 40), reason, allowed });
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    wrong('unreadable', 'JSON');
    return [];
  }
  const list = Array.isArray(read) ? read : (read as { people?: unknown }).people;
  if (!Array.isArray(list)) {
    wrong('not-a-list', '[...], {"people": [...]}');
    return [];
  }
  return list.flatMap((each: unknown, index) => {
    const line = index + 1;
    if (typeof each !== 'object' || each === null || Array.isArray(each)) {
      wrong('not-a-list', '{"email": "ana@example.org", "name": "Ana"}', {
        line,
        value: JSON.stringify(each),
      });
      return [];
    }
    const cells: Cells = {};
    for (const [key, value] of Object.entries(each)) {
      const column = columnOf(key, { line }, problems);
      if (!column || value === null) continue;
      if (typeof value === 'object' && !Array.isArray(value))
        problems.push({ line, column, value: JSON.stringify(value).slice(0, 40), reason: 'unreadable' });
      else cells[column] = Array.isArray(value) ? value.join('|') : String(value);
    }
    return [{ line, cells }];
  });
}

function columnOf(
  name: string,
  { line }: { line: number },
  problems: CellProblem[],
): PeopleColumn | undefined {
  const plain = name.trim().toLowerCase();
  const column = peopleColumns.find((each) => each === plain);
  if (column || plain === '') return column;
  const allowed = nearest(plain, peopleColumns) ?? peopleColumns.join(', ');
  problems.push({ line, column: name, value: name, reason: 'unknown-column', allowed });
  return undefined;
}
