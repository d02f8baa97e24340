import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { cpuSeconds } from '../process-cost.ts';
import { percentile } from '../table.ts';

/** One page of a server on this machine. */
export interface Asked {
  port: number;
  path: string;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  body: string;
}

export interface PageCost {
  /** Of the serving process, without the database's. */
  cpu_ms: number;
  p50_ms: number;
  p99_ms: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** What a browser says when somebody follows a link, so that the answer costs what it costs for them. */
const asBrowsers = { 'accept-encoding': 'gzip, deflate, br', 'sec-fetch-site': 'same-origin' };

/** One request over the kept connection. */
export function ask({ port, path, headers }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(
      {
        port,
        host: '127.0.0.1',
        path,
        headers: { host: `localhost:${port}`, ...asBrowsers, ...headers },
        agent,
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const sent = Buffer.concat(parts);
          const plain = response.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
          resolve({ status: response.statusCode ?? 0, body: plain.toString() });
        });
      },
    )
      .on('error', reject)
      .end();
  });
}

/** A program that has just started still compiles what all pages share, and the first page that is measured would pay for it. */
export async function warmUp(pages: Asked[], times: number): Promise<void> {
  for (const page of pages) {
    for (let time = 0; time < times; time++) await ask(page);
  }
}

/** Asks for a page `count` times, one at a time, after a warm-up of a quarter as many. */
export async function measurePage(
  asked: Asked,
  { process, count }: { process: number; count: number },
): Promise<PageCost> {
  for (let warm = 0; warm < count / 4; warm++) await ask(asked);
  const taken = new Float64Array(count);
  const before = cpuSeconds(process);
  for (let at = 0; at < count; at++) {
    const started = performance.now();
    const { status } = await ask(asked);
    taken[at] = performance.now() - started;
    if (status !== 200) throw new Error(`${asked.path} answered ${status} on a later request`);
  }
  const cpu = ((cpuSeconds(process) - before) * 1000) / count;
  taken.sort();
  return {
    cpu_ms: Math.round(cpu * 100) / 100,
    p50_ms: percentile(taken, 50),
    p99_ms: percentile(taken, 99),
  };
}
