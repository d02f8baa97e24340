import { nearest } from '../text/nearest.ts';
import type { CellProblem, PeopleColumn } from './people-file.ts';
import { isTimeZone, zoneOfPlace } from './time-zone.ts';
import { isWeek } from './week.ts';

/** What stands in a line, column by column; a column that the file does not have is absent. */
export type Cells = Partial<Record<PeopleColumn, string>>;

/** What the organisation knows already. */
export interface Known {
  skills: readonly string[];
  /** Lower case. */
  addresses: ReadonlySet<string>;
}

/** One person as a file says it; null where the file says nothing. */
export interface PersonLine {
  line: number;
  email: string;
  name: string;
  timeZone: string | null;
  languages: string[] | null;
  department: string | null;
  roleLevel: number | null;
  /** An address; empty takes the manager away. */
  manager: string | null;
  moments: string[] | null;
  skills: LineSkill[] | null;
  week: string | null;
}

export interface LineSkill {
  skill: string;
  offered: boolean;
  wanted: boolean;
  known: number | null;
  applied: number | null;
}

/** Reads one line; what is wrong goes to the problems, and the rest is read all the same. */
export function readPerson(
  { line, cells }: { line: number; cells: Cells },
  known: Known,
  problems: CellProblem[],
): PersonLine {
  const wrong = (
    column: PeopleColumn,
    reason: CellProblem['reason'],
    allowed?: string,
    value = cells[column],
  ) => problems.push({ line, column, value: value ?? '', reason, ...(allowed ? { allowed } : {}) });
  const email = (cells.email ?? '').toLowerCase();
  if (email === '') wrong('email', 'missing');
  else if (!/^[^\s@<>,;:"()]+@[^\s@<>,;:"()]+$/.test(email) || email.length > 254)
    wrong('email', 'not-an-address', 'name@example.org');
  const name = cells.name ?? '';
  if (name === '') wrong('name', 'missing');
  else if (name.length > 80) wrong('name', 'too-long', '80 characters');
  const timeZone = cells.time_zone || null;
  if (timeZone !== null && !isTimeZone(timeZone))
    wrong('time_zone', 'not-a-zone', zoneOfPlace(timeZone) ?? 'Europe/Lisbon');
  const languages = listOf(cells.languages);
  for (const language of languages ?? [])
    if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language))
      wrong('languages', 'not-a-language', 'en|pt', language);
  if ((cells.department ?? '').length > 60) wrong('department', 'too-long', '60 characters');
  const roleLevel = cells.role_level ? Number(cells.role_level) : null;
  if (roleLevel !== null && !/^[1-6]$/.test(cells.role_level ?? ''))
    wrong('role_level', 'not-a-level', '1 to 6');
  const manager = cells.manager?.toLowerCase() ?? null;
  if (manager && manager === email) wrong('manager', 'own-manager');
  else if (manager && !known.addresses.has(manager))
    wrong('manager', 'nobody-has-it', nearest(manager, [...known.addresses].slice(0, 500)));
  const moments = listOf(cells.moments);
  if (moments && moments.length > 24) wrong('moments', 'too-many', '24', String(moments.length));
  for (const moment of moments ?? [])
    if (moment.length > 80) wrong('moments', 'too-long', '80 characters', moment);
  if (cells.week && !isWeek(cells.week)) wrong('week', 'not-a-week', '336 times 0, 1 or 2');
  return {
    line,
    email,
    name,
    timeZone,
    languages,
    department: cells.department ?? null,
    roleLevel,
    manager,
    moments,
    week: cells.week || null,
    skills: readSkills(cells, known.skills, wrong),
  };
}

type Wrong = (column: PeopleColumn, reason: CellProblem['reason'], allowed?: string, value?: string) => void;

function readSkills(cells: Cells, known: readonly string[], wrong: Wrong): LineSkill[] | null {
  if (cells.offers === undefined && cells.wants === undefined) return null;
  const skills = new Map<string, LineSkill>();
  for (const [column, side] of [
    ['offers', 'offered'],
    ['wants', 'wanted'],
  ] as const) {
    for (const item of listOf(cells[column]) ?? []) {
      const [, skill = '', level, applied] = /^([a-z0-9-]+)(?:=([1-4])(?:\/([1-4]))?)?$/.exec(item) ?? [];
      const named = item.split('=')[0]?.trim() ?? '';
      if (skill === '' && known.includes(named)) {
        wrong(column, 'not-a-level', `1 to 4, ${named}=4/3`, item);
        continue;
      }
      if (!known.includes(skill)) {
        wrong(column, 'not-a-skill', nearest(skill || item, known) ?? 'listening or listening=4/3', item);
        continue;
      }
      const before = skills.get(skill) ?? {
        skill,
        offered: false,
        wanted: false,
        known: null,
        applied: null,
      };
      skills.set(skill, {
        ...before,
        [side]: true,
        known: level ? Number(level) : before.known,
        applied: applied ? Number(applied) : before.applied,
      });
    }
  }
  return [...skills.values()];
}

/** `|` parts the items of a cell; null where the file has no such column. */
function listOf(cell: string | undefined): string[] | null {
  return cell === undefined
    ? null
    : [...new Set(cell.split('|').map((item) => item.trim()))].filter((item) => item !== '');
}
