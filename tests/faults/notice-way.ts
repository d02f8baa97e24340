import type { Socket } from 'node:net';
import { nodePrefix } from '#features/sessions/store/watched.ts';
import { makeDatabaseWay } from '../support/database-way.ts';

/** A way to a database on which what a node is told by others can be late; everything else passes. */
export interface NoticeWay {
  /** The same database by this way. */
  through(databaseUrl: string): string;
  /** From now on nothing more is heard on the connections that listen now; what comes is kept. */
  hold(): void;
  /** What came since and was not heard. */
  held(): string;
  /** Lets it be heard, late. */
  release(): void;
  close(): void;
}

export async function makeNoticeWay(databaseUrl: string): Promise<NoticeWay> {
  const listening = new Set<{ near: Socket; kept: Buffer[] | undefined }>();
  const way = await makeDatabaseWay(databaseUrl, (near, far) => {
    const pair = { near, kept: undefined as Buffer[] | undefined };
    // A connection says its name with the first thing that it sends.
    near.once('data', (first: Buffer) => {
      if (first.includes(nodePrefix)) listening.add(pair);
    });
    near.on('data', (asked: Buffer) => far.write(asked));
    far.on('data', (answered: Buffer) => {
      if (pair.kept) pair.kept.push(answered);
      else near.write(answered);
    });
  });
  await way.open();
  return {
    through: way.through,
    hold() {
      for (const pair of listening) pair.kept ??= [];
    },
    held: () => [...listening].map(({ kept = [] }) => Buffer.concat(kept).toString('latin1')).join(''),
    release() {
      for (const pair of listening) {
        for (const each of pair.kept ?? []) pair.near.write(each);
        pair.kept = undefined;
      }
    },
    close: way.close,
  };
}
