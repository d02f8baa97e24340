import type { Socket } from 'node:net';
import { makeDatabaseWay } from '../support/database-way.ts';

/** A way to a database through a network that can begin to swallow everything, as one does that lost a route. */
export interface SilenceableWay {
  url: string;
  /** How many were opened. */
  connections(): number;
  /** From now on nothing passes on the open connections, and none is closed; new ones are as before. */
  silence(): void;
  close(): void;
}

export async function makeSilenceableWay(databaseUrl: string): Promise<SilenceableWay> {
  const pairs: [Socket, Socket][] = [];
  const way = await makeDatabaseWay(databaseUrl, (near, far) => {
    near.pipe(far);
    far.pipe(near);
    pairs.push([near, far]);
  });
  await way.open();
  return {
    url: way.through(databaseUrl),
    connections: () => pairs.length,
    silence() {
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        near.resume();
        far.resume();
      }
    },
    close: way.close,
  };
}
