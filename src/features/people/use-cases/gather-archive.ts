import { piecesIn } from '#core/exchange/sizes.ts';
import { dateFormat } from '#core/time/date-format.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import type { App } from '#server/app.ts';
import { htmlLanguage } from '#server/html-language.ts';
import { type Spent, spend } from '#server/rate-limits.ts';
import { readSealed, readSealedPieces } from '#server/vault/sealed-files.ts';
import { type SealedTable, sealedTables } from '#server/vault/sealed-tables.ts';
import { type ZipEntry, zipOf } from '#server/zip-archive.ts';
import type { SignedIn } from '../access.ts';
import { type ArchivePart, type ArchiveRow, listMine } from '../store/archive.ts';

const limit = { name: 'archive', points: 10, minutes: 60 };

/**
 * Everything about somebody in one zip file: `everything.json` for programs, `words.html` for reading, and the files that they
 * brought. For themselves alone.
 */
export async function gatherArchive(
  app: App,
  actor: SignedIn,
): Promise<{ ok: true; zip: ReadableStream<Uint8Array> } | Exclude<Spent, { ok: true }>> {
  const spent = await spend(app.database, limit, actor.personId);
  if (!spent.ok) return spent;
  const parts = await app.database.asPerson(actor, (tx) => listMine(tx, actor));
  const json = JSON.stringify(Object.fromEntries(parts.map((part) => [nameOf(part), part.rows])), null, 2);
  const written = [
    { name: 'words.html', bytes: Buffer.from(pageOf(parts, actor)) },
    { name: 'everything.json', bytes: Buffer.from(`${json}\n`) },
  ];
  const entries = async function* () {
    yield* written;
    yield* filesOf(app, actor, parts);
  };
  return { ok: true, zip: streamOf(zipOf(entries())) };
}

function nameOf({ table, about }: ArchivePart): string {
  return about ? `${table}_about_me` : table;
}

/** Asks for the next part only when somebody takes it, and ends what makes them when nobody does any more. */
function streamOf(parts: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(stream) {
      const next = await parts.next();
      if (next.done) stream.close();
      else stream.enqueue(next.value);
    },
    cancel: async () => void (await parts.return(undefined)),
  });
}

/** Read while they are packed, a piece of a recording at a time: somebody may have many, and each may be long. */
async function* filesOf(
  app: App,
  { organisationId, personId: owner }: SignedIn,
  parts: ArchivePart[],
): AsyncGenerator<ZipEntry> {
  for (const row of rowsOf(parts, 'stored_file')) {
    const bytes = await readSealed(app, { organisationId, owner, id: String(row.id) });
    if (bytes) yield { name: fileName(row), bytes };
  }
  for (const row of rowsOf(parts, 'recording')) {
    const file = { organisationId, owner, id: String(row.id) };
    const pieces = readSealedPieces(app, file, piecesIn(Number(row.received)));
    const first = await pieces.next();
    if (!first.done) yield { name: fileName(row), bytes: withFirst(first.value, pieces), packed: true };
  }
}

async function* withFirst<T>(first: T, others: AsyncGenerator<T>): AsyncGenerator<T> {
  yield first;
  yield* others;
}

function rowsOf(parts: ArchivePart[], wanted: string): ArchiveRow[] {
  return parts.filter(({ table, about }) => table === wanted && !about).flatMap(({ rows }) => rows);
}

function fileName({ id, media_type }: ArchiveRow): string {
  return `files/${id}.${String(media_type).split('/').at(-1)}`;
}

/** What is there to read, by kind and time; whatever else there is stands in the other file. */
function pageOf(parts: ArchivePart[], { name, timeZone }: SignedIn): string {
  const date = dateFormat(getLocale(), { dateStyle: 'long', timeStyle: 'short', timeZone });
  const sections = parts.flatMap((part) => {
    if (!(part.table in sealedTables)) return [];
    const rows = part.rows.map((row) => ({ at: momentOf(row), words: wordsIn(part.table, row) }));
    const told = rows
      .filter(({ words }) => words.length > 0)
      .sort((one, other) => (one.at?.getTime() ?? 0) - (other.at?.getTime() ?? 0))
      .map(({ at, words }) => {
        const when = at ? `<p><time datetime="${at.toISOString()}">${safe(date.format(at))}</time></p>` : '';
        return `<article>${when}${words.map((text) => `<p>${safe(text)}</p>`).join('')}</article>`;
      });
    return told.length === 0 ? [] : [`<section><h2>${safe(titleOf(part))}</h2>${told.join('\n')}</section>`];
  });
  const title = safe(m.archive_page_title({ name }));
  const files = filesNamed(parts, date);
  return `<!doctype html><html ${htmlLanguage(getLocale())}><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 Georgia,serif}article{margin-block:1.5rem}p{margin-block:.25rem;white-space:pre-wrap}time{color:#555;font-size:.9rem}</style>
<h1>${title}</h1><p>${safe(m.archive_page_sentence())}</p>\n${sections.join('\n')}\n${files}\n</html>\n`;
}

/** The files beside the page, each by what it is and its day; a recording of which nothing came has none. */
function filesNamed(parts: ArchivePart[], date: Intl.DateTimeFormat): string {
  const brought = [
    ...rowsOf(parts, 'stored_file'),
    ...rowsOf(parts, 'recording').filter(({ received }) => Number(received) > 0),
  ];
  if (brought.length === 0) return '';
  const lines = brought.map((row) => {
    const file = fileName(row);
    const at = momentOf(row);
    const what = [String(row.title ?? '') || file, ...(at ? [date.format(at)] : [])].join(', ');
    return `<li><a href="${safe(file)}">${safe(what)}</a></li>`;
  });
  return `<section><h2>${safe(m.archive_files())}</h2><ul>${lines.join('\n')}</ul></section>`;
}

function titleOf({ table, about }: ArchivePart): string {
  if (about) return table === 'sighting' ? m.archive_seen_of_me() : m.archive_about_me();
  const titles: Record<string, () => string> = {
    commitment: m.archive_cards,
    sighting: m.archive_sightings,
    session_words: m.archive_sessions,
    session_draft: m.archive_drafts,
    goal: m.archive_goals,
    journal_entry: m.archive_journal,
    milestone: m.archive_milestones,
    story: m.archive_stories,
    recording: m.exchange_title,
    visit: m.visits_title,
  };
  return (titles[table] ?? m.archive_other)();
}

function wordsIn(table: string, row: ArchiveRow): string[] {
  const {
    texts = [],
    json = [],
    objects = {},
  }: SealedTable = sealedTables[table as keyof typeof sealedTables];
  const columns = [...texts, ...json, ...Object.keys(objects)].filter((column) => column !== 'peaks');
  const outside = Object.values(objects).flatMap((object) => object.outside);
  return columns.flatMap((column) => textsIn(row[column], outside));
}

/** Every text inside a value, in its order; not what only names a kind or a file. */
function textsIn(value: unknown, outside: readonly string[]): string[] {
  if (typeof value === 'string') return value.trim() ? [value] : [];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    outside.includes(name) ? [] : textsIn(each, outside),
  );
}

function momentOf(row: ArchiveRow): Date | undefined {
  return Object.values(row).find((value) => value instanceof Date);
}

function safe(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
