/** A row of a table and the line of the text on which it begins. */
export interface CsvRow {
  line: number;
  cells: string[];
  /** A quotation mark opens in it that nothing closes, so all that follows stands in its last cell. */
  unclosed?: true;
}

/**
 * Reads a table as spreadsheets write it: the first line says by its marks, or by `sep=;` before it, whether commas,
 * semicolons or tabs part the cells; lines end as on any system; a cell in double quotation marks may hold anything, two of
 * them stand for one. Empty lines are passed over.
 */
export function readCsv(text: string): CsvRow[] {
  const bare = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const told = /^"?sep=(.)"?\n/.exec(bare);
  const separator = told?.[1] ?? separatorOf(bare.slice(0, bare.search(/\n|$/)));
  const rows: CsvRow[] = [];
  const begin = told?.[0].length ?? 0;
  let cell = '';
  let quoted = false;
  let line = told ? 2 : 1;
  let row: CsvRow = { line, cells: [] };
  const endCell = () => {
    row.cells.push(cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.cells.some((each) => each.trim() !== '')) rows.push(row);
    row = { line, cells: [] };
  };
  for (let at = begin; at < bare.length; at += 1) {
    const mark = bare[at] ?? '';
    if (mark === '\n') line += 1;
    if (quoted) {
      if (mark !== '"') cell += mark;
      else if (bare[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (mark === '"' && cell === '') quoted = true;
    else if (mark === separator) endCell();
    else if (mark === '\n') endRow();
    else cell += mark;
  }
  if (quoted) row.unclosed = true;
  if (cell !== '' || row.cells.length > 0) endRow();
  return rows;
}

/** Writes rows with commas. A cell that a spreadsheet would take for a formula begins with one apostrophe more. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
}

/** The cell without the apostrophe that `writeCsv` put before a formula's mark. */
export function plainCell(cell: string): string {
  return cell.replace(/^'(?='*[=+\-@])/, '').trim();
}

function writeCell(cell: string): string {
  const safe = /^'*[=+\-@]/.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function separatorOf(header: string): string {
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}
