import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '#server/free-port.ts';

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
  const { port: farPort, hostname } = new URL(databaseUrl);
  const port = await freePort();
  const sockets: Socket[] = [];
  let answer: () => void = () => undefined;
  let reached: () => void;
  const committed = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const server = createServer((near) => {
    const far = connect(Number(farPort), hostname);
    sockets.push(near, far);
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
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    for (const socket of [near, far]) socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    through: (url) => Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href,
    committed,
    answer: () => answer(),
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
