import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems lend to outgoing connections. A client that tries a lent port again and again while nobody
 * listens there will sooner or later be lent that very port, connect to itself, and keep the listener out.
 */
const range = { from: 12_000, to: 32_000 };

/** A loopback port that nobody listens on now. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = randomInt(range.from, range.to);
    if (await isFreePort(port)) return port;
  }
  throw new Error(`No free port was found between ${range.from} and ${range.to}.`);
}

/** Whether nobody listens on a loopback port now. */
export function isFreePort(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
