import type { App } from '#server/app.ts';
import type { Actor } from '#server/database.ts';
import { describeError } from '#server/describe-error.ts';
import { insertRead, type Reading } from '../store/reads.ts';

export type { Reading };

declare module '#server/app.ts' {
  interface App {
    /** What was read and is not written down yet; made when the first is noted. */
    reads?: Reads;
  }
}

interface Reads {
  waiting: (Reading & Actor)[];
  writing: Promise<void> | undefined;
  /** Written down by this program already: a second look asks the database nothing. */
  written: Set<string>;
}

/** More are forgotten together, which costs some statements that change nothing. */
const mostWritten = 10_000;

/** More than this would wait only while the database is away; older ones are let go of then. */
const mostWaiting = 2000;

/**
 * Remembers that somebody reads something, to be written once the page is on its way: the page waits for nothing, and its
 * transaction writes nothing. A program that is killed in that moment forgets it, and the next look at the page says it again.
 */
export function noteRead(app: App, { organisationId, personId }: Actor, reading: Reading): void {
  app.reads ??= { waiting: [], writing: undefined, written: new Set() };
  const { reads } = app;
  if (reads.written.has(nameOf(personId, reading))) return;
  if (reads.waiting.length >= mostWaiting) reads.waiting.shift();
  reads.waiting.push({ ...reading, organisationId, personId });
  reads.writing ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => writeAll(app, reads));
}

/** Waits until everything that was noted is written: before the program stops, and in tests. */
export async function writeReads(app: App): Promise<void> {
  while (app.reads?.writing) await app.reads.writing;
}

/** One after the other, so that readers never take more than one connection from the pages. */
async function writeAll(app: App, reads: Reads): Promise<void> {
  for (let next = reads.waiting.shift(); next; next = reads.waiting.shift()) {
    const { organisationId, personId, ...reading } = next;
    const actor = { organisationId, personId };
    try {
      await app.database.asPerson(actor, (tx) => insertRead(tx, actor, reading));
      if (reads.written.size >= mostWritten) reads.written.clear();
      reads.written.add(nameOf(personId, reading));
    } catch (error) {
      // Withdrawn in between, or the database is away: then it was not read, or will be said again.
      app.log.debug({ error: describeError(error) }, 'a reading was not written down');
    }
  }
  reads.writing = undefined;
}

function nameOf(reader: string, { kind, id, version }: Reading): string {
  return `${reader} ${kind} ${id} ${version}`;
}
