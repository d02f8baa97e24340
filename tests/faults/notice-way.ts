import { connect, createServer, type Socket } from 'node:net';
import { nodePrefix } from '#features/sessions/store/watched.ts';
import { freePort } from '#server/free-port.ts';

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
  const { port: farPort, hostname } = new URL(databaseUrl);
  const port = await freePort();
  const sockets: Socket[] = [];
  const listening = new Set<{ near: Socket; kept: Buffer[] | undefined }>();
  const server = createServer((near) => {
    const far = connect(Number(farPort), hostname);
    sockets.push(near, far);
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
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    for (const socket of [near, far]) socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    through: (url) => Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href,
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
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
