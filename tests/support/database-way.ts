import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '#server/free-port.ts';

/** A way to a database through a port of its own, on which a test decides what passes. */
export interface DatabaseWay {
  /** The same database by this way. */
  through(databaseUrl: string): string;
  open(): Promise<void>;
  /** Breaks every connection, and nobody listens there until it is opened again. */
  close(): void;
}

/** Closed at first. `join` is called for each connection: who asks is near, the database is far. */
export async function makeDatabaseWay(
  databaseUrl: string,
  join: (near: Socket, far: Socket) => void,
): Promise<DatabaseWay> {
  const { port: farPort, hostname } = new URL(databaseUrl);
  const port = await freePort();
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  return {
    through: (url) => Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href,
    async open() {
      server = createServer((near) => {
        const far = connect(Number(farPort), hostname);
        for (const socket of [near, far]) sockets.add(socket.on('error', () => undefined));
        join(near, far);
        near.on('close', () => far.destroy());
        far.on('close', () => near.destroy());
      });
      await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
    },
    close() {
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      server?.close();
    },
  };
}
