import { createHash, type Hash } from 'node:crypto';

/**
 * A backup is one gzip file of JSON lines, in this order:
 *
 *     {"rondo":"backup","format":1,"taken_at":"...","migrations":["0001_....sql", ...]}
 *     {"table":"public.person","columns":["organisation_id", ...]}     once a table, then its rows:
 *     ["0193...", null, "..."]                                         every value as PostgreSQL's own text
 *     {"file":"0193...","size":1234}                                   once a stored file, then its bytes:
 *     "base64 of up to 48 KiB"
 *     {"end":true,"tables":{"public.person":{"rows":3,"sha256":"..."}},"files":{"0193...":"..."},"sha256":"..."}
 *
 * A table's checksum covers its row lines, a file's its bytes, the last one every line before the end.
 */
export const formatVersion = 1;

export interface Header {
  rondo: 'backup';
  format: number;
  taken_at: string;
  migrations: string[];
}

export interface TableStart {
  table: string;
  columns: string[];
}

export interface FileStart {
  file: string;
  size: number;
}

export type Row = (string | null)[];

export interface Ending {
  end: true;
  tables: Record<string, { rows: number; sha256: string }>;
  files: Record<string, string>;
  sha256: string;
}

export type Line = Header | TableStart | FileStart | Row | string | Ending;

export const chunkBytes = 48 * 1024;

/** Counts and checksums of everything that passes, the same for writing and for reading. */
export class Sums {
  readonly tables: Ending['tables'] = {};
  readonly files: Ending['files'] = {};
  private readonly all = createHash('sha256');
  private current: { hash: Hash; rows: number; table?: string; file?: string } | undefined;

  /** Takes every line but the ending, without its line break. */
  add(text: string, line: Line): void {
    this.all.update(text).update('\n');
    if (Array.isArray(line)) {
      this.current?.hash.update(text).update('\n');
      if (this.current) this.current.rows++;
    } else if (typeof line === 'string') {
      this.current?.hash.update(Buffer.from(line, 'base64'));
    } else {
      this.finishPart();
      const hash = createHash('sha256');
      if ('table' in line) this.current = { hash, rows: 0, table: line.table };
      if ('file' in line) this.current = { hash, rows: 0, file: line.file };
    }
  }

  /** The sums so far; may be asked again. */
  ending(): Ending {
    this.finishPart();
    return { end: true, tables: this.tables, files: this.files, sha256: this.all.copy().digest('hex') };
  }

  private finishPart(): void {
    if (this.current?.table !== undefined) {
      const { table, rows, hash } = this.current;
      this.tables[table] = { rows, sha256: hash.digest('hex') };
    } else if (this.current?.file !== undefined) {
      this.files[this.current.file] = this.current.hash.digest('hex');
    }
    this.current = undefined;
  }
}
