import { makeDatabaseWay } from '../support/database-way.ts';

/** A way to a database on which the answer to one `COMMIT` stays away: whoever asked does not learn that it was done. */
export interface HeldUpWay {
  /** The same database by this way. */
  through(databaseUrl: string): string;
  /** When the database has answered. */
  committed: Promise<void>;
  /** Lets the answer go on. */
  answer(): void;
  close(): void;
}

/** @param after words of a statement; the next `COMMIT` on the same connection is the one */
export async function makeHeldUpWay(databaseUrl: string, after: string): Promise<HeldUpWay> {
  let answer: () => void = () => undefined;
  let reached: () => void;
  const committed = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const way = await makeDatabaseWay(databaseUrl, (near, far) => {
    let seen = false;
    let held: Buffer[] | undefined;
    near.on('data', (asked: Buffer) => {
      seen ||= asked.includes(after);
      if (seen && asked.includes('COMMIT')) held = [];
      far.write(asked);
    });
    far.on('data', (answered: Buffer) => {
      if (!held) return void near.write(answered);
      held.push(answered);
      answer = () => {
        for (const each of held ?? []) near.write(each);
        [held, seen] = [undefined, false];
      };
      reached();
    });
  });
  await way.open();
  return {
    through: way.through,
    committed,
    answer: () => answer(),
    close: way.close,
  };
}
