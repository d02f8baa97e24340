import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '#server/free-port.ts';

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
  const target = new URL(databaseUrl);
  const pairs: [Socket, Socket][] = [];
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    near.pipe(far);
    far.pipe(near);
    for (const socket of [near, far]) socket.on('error', () => undefined);
    pairs.push([near, far]);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: Object.assign(new URL(databaseUrl), { hostname: '127.0.0.1', port: String(port) }).href,
    connections: () => pairs.length,
    silence() {
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        near.resume();
        far.resume();
      }
    },
    close() {
      for (const socket of pairs.flat()) socket.destroy();
      server.close();
    },
  };
}
