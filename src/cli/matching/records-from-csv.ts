import type { PlacedRecord } from './read-people.ts';

/** Records of a CSV file (RFC 4180: commas, quotes doubled inside quotes) by the names in its first line. */
export function recordsFromCsv(path: string, text: string): PlacedRecord[] {
  const [heading, ...lines] = rowsOf(path, text.replace(/^\uFEFF/, ''));
  if (!heading) throw new Error(`${path} is empty; a first line with the names of the columns is expected.`);
  const names = heading.cells.map((name) => name.trim());
  if (!names.includes('id'))
    throw new Error(`${path}, line 1: there is no column "id" among ${names.join(', ')}.`);
  return lines.map(({ line, cells }) => {
    if (cells.length !== names.length)
      throw new Error(
        `${path}, line ${line}: has ${cells.length} values; the first line has ${names.length} columns.`,
      );
    const filled = names.flatMap((name, at) =>
      (cells[at] as string).trim() === '' ? [] : [[name, cells[at]]],
    );
    return { place: `line ${line}`, record: Object.fromEntries(filled) as Record<string, unknown> };
  });
}

function rowsOf(path: string, text: string): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let [cells, cell, quoted, line, begin]: [string[], string, boolean, number, number] = [[], '', false, 1, 1];
  const endRow = () => {
    cells.push(cell);
    if (cells.length > 1 || cell.trim() !== '') rows.push({ line: begin, cells });
    [cells, cell, begin] = [[], '', line];
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string;
    if (letter === '\n') line++;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === ',') {
      cells.push(cell);
      cell = '';
    } else if (letter === '\n') endRow();
    else if (letter !== '\r') cell += letter;
  }
  if (quoted) throw new Error(`${path}, line ${begin}: a quote is opened and not closed.`);
  endRow();
  return rows;
}
