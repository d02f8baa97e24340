import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** Pages of one server, asked for by one person. */
export interface SteadyLoad {
  port: number;
  /** Value of the sign-in cookie. */
  token: string;
  /** Asked for in turn. */
  paths: readonly string[];
  /** Requests a second. */
  rate: number;
}

/**
 * Asks for the pages at a steady rate until `until` is over. Answers the milliseconds from when each request was due until
 * its last byte, sorted: a server that stops for a while is charged for all that waited. Throws on any status but 200.
 */
export async function askSteadily(
  { port, token, paths, rate }: SteadyLoad,
  until: () => Promise<unknown>,
): Promise<Float64Array> {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const taken: number[] = [];
  const open: Promise<void>[] = [];
  let over = false;
  const ending = until().finally(() => {
    over = true;
  });
  const started = performance.now();
  for (let sent = 0; !over; sent++) {
    const due = started + (sent * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await pause(wait);
    const path = paths[sent % paths.length] ?? '/';
    open.push(askOnce({ port, token, path, agent }).then(() => void taken.push(performance.now() - due)));
  }
  await ending;
  await Promise.all(open);
  agent.destroy();
  return new Float64Array(taken).sort();
}

interface Ask {
  port: number;
  token: string;
  path: string;
  agent: Agent;
}

function askOnce(ask: Ask): Promise<void> {
  const { port, token, path, agent } = ask;
  return new Promise((resolve, reject) => {
    const headers = { host: `localhost:${port}`, cookie: `rondo=${token}` };
    const asked = request({ port, host: '127.0.0.1', path, headers, agent }, (response) => {
      response.resume();
      response.on('error', reject);
      response.on('end', () =>
        response.statusCode === 200
          ? resolve()
          : reject(new Error(`${path} answered ${response.statusCode}`)),
      );
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      // The server may close a connection that rested just when it is used again; browsers ask once more.
      if (asked.reusedSocket && error.code === 'ECONNRESET') askOnce(ask).then(resolve, reject);
      else reject(error);
    });
    asked.end();
  });
}
