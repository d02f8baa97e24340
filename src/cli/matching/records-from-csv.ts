import { readCsv } from '#core/text/csv.ts';
import { unknownField } from './person-fields.ts';
import type { PlacedRecord } from './read-people.ts';

/** Records of a table by the names in its first line. Throws a sentence that says where it cannot be read. */
export function recordsFromCsv(path: string, text: string): PlacedRecord[] {
  const [heading, ...rows] = readCsv(text);
  if (!heading) throw new Error(`${path} is empty; a first line with the names of the columns is expected.`);
  const names = heading.cells.map((name) => name.trim());
  const place = `${path}, line ${heading.line}`;
  if (!names.some((name) => name.toLowerCase() === 'id'))
    throw new Error(`${place}: there is no column "id" among ${names.join(', ')}.`);
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) < at);
  if (twice !== undefined) throw new Error(`${place}: the column "${twice}" is there twice.`);
  const unknown = names.filter((name) => name !== '').flatMap((name) => unknownField(name) ?? []);
  if (unknown.length > 0) throw new Error(unknown.map((each) => `${place}: the column ${each}`).join('\n'));
  return rows.map(({ line, cells, unclosed }) => {
    if (unclosed) throw new Error(`${path}, line ${line}: a quote is opened and not closed.`);
    if (cells.length !== names.length)
      throw new Error(
        `${path}, line ${line}: has ${cells.length} values; the first line has ${names.length} columns.`,
      );
    const nameless = names.findIndex((name, at) => name === '' && (cells[at] as string).trim() !== '');
    if (nameless >= 0)
      throw new Error(
        `${path}, line ${line}: has "${cells[nameless]}" in column ${nameless + 1}, which has no name in the first line.`,
      );
    const filled = names.flatMap((name, at) =>
      (cells[at] as string).trim() === '' ? [] : [[name, cells[at]]],
    );
    return { place: `line ${line}`, record: Object.fromEntries(filled) as Record<string, unknown> };
  });
}
