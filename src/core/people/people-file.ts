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
    | 'not-a-zone'
    | 'not-a-language'
    | 'not-a-level'
    | 'not-a-skill'
    | 'not-a-week'
    | 'nobody-has-it'
    | 'own-manager'
    | 'twice'
    | 'column-twice'
    | 'unclosed'
    | 'unreadable';
  allowed?: string;
}

export type PeopleFile = { ok: true; lines: PersonLine[] } | { ok: false; problems: CellProblem[] };

/** No organisation is larger than a hundred times this, and one transaction must end. */
export const mostPeople = 20_000;

/**
 * Reads a file of people, CSV or JSON (a list of objects with the same names). A column that is not there says nothing, so
 * what is known of the people stays. All problems are told at once.
 */
export function readPeopleFile(text: string, known: Known): PeopleFile {
  const problems: CellProblem[] = [];
  // Also takes off the mark that some programs put before a file's first character.
  const bare = text.trim();
  const rows = bare.startsWith('[') ? fromJson(bare, problems) : fromCsv(text, problems);
  if (rows.length > mostPeople) {
    problems.push({
      line: 1,
      column: '',
      value: String(rows.length),
      reason: 'too-long',
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
  return problems.length > 0 ? { ok: false, problems: problems.slice(0, 200) } : { ok: true, lines };
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
  return rows.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(
      columns.flatMap((column, index) => (column ? [[column, plainCell(cells[index] ?? '')]] : [])),
    ),
  }));
}

function fromJson(text: string, problems: CellProblem[]): Row[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    problems.push({ line: 1, column: '', value: text.slice(0, 40), reason: 'unreadable', allowed: 'JSON' });
    return [];
  }
  return (list as unknown[]).map((each, index) => {
    const line = index + 1;
    const cells: Cells = {};
    for (const [key, value] of Object.entries(typeof each === 'object' && each !== null ? each : {})) {
      const column = columnOf(key, { line }, problems);
      if (column && value !== null) cells[column] = Array.isArray(value) ? value.join('|') : String(value);
    }
    return { line, cells };
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
