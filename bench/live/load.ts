import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What the load needs to know of one room, whichever server answers. */
export interface LoadRoom {
  /** Path of the stream of one viewer, and headers that say who it is. */
  streams: { path: string; headers: Record<string, string> }[];
  post: { path: string; headers: Record<string, string> };
  /** Body of the nth command of this room. */
  command: (count: number) => string;
}

export interface LoadResult {
  /** Milliseconds from sending a command to its arrival at each of the room's streams. */
  delays: Float64Array;
  sent: number;
  failed: number;
}

/**
 * Opens every stream, then sends one command a second in each room, spread over the second, for `seconds`. A room sends
 * its next command only when all its streams have seen the last one, so that each arrival belongs to one command.
 */
export async function runLoad(port: number, rooms: LoadRoom[], seconds: number): Promise<LoadResult> {
  const posts = new Agent({ keepAlive: true, maxSockets: 256 });
  const delays: number[] = [];
  let failed = 0;
  let sent = 0;
  const live = rooms.map((room) => ({ room, waiting: 0, sentAt: 0, count: 0 }));
  const requests: { destroy(): void }[] = [];
  for (const each of live) {
    for (const stream of each.room.streams) {
      requests.push(
        await openStream({ port, ...stream }, () => {
          if (each.waiting <= 0) return;
          each.waiting -= 1;
          delays.push(performance.now() - each.sentAt);
        }),
      );
    }
  }
  await pause(1000);
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    live.map(async (each, index) => {
      await pause((index / live.length) * 1000);
      while (performance.now() < end) {
        const next = performance.now() + 1000;
        if (each.waiting > 0) {
          // Not yet seen by all after a second: it counts as that late, and again each second until it is.
          delays.push(performance.now() - each.sentAt);
        } else {
          each.waiting = each.room.streams.length;
          each.sentAt = performance.now();
          sent += 1;
          post({ port, agent: posts, ...each.room.post, body: each.room.command(each.count++) }).catch(() => {
            failed += 1;
          });
        }
        await pause(Math.max(0, next - performance.now()));
      }
    }),
  );
  await pause(500);
  for (const each of requests) each.destroy();
  posts.destroy();
  return { delays: Float64Array.from(delays).sort(), sent, failed };
}

/** The body of the write door: pause and resume by turns, which change the view of everyone. */
export function pauseOrResume(count: number): string {
  const act = { type: count % 2 === 0 ? 'pause' : 'resume' };
  return JSON.stringify({ commands: [{ id: randomUUID(), act }] });
}

interface Call {
  port: number;
  path: string;
  headers: Record<string, string>;
}

function openStream({ port, path, headers }: Call, onMessage: () => void): Promise<{ destroy(): void }> {
  return new Promise((resolve, reject) => {
    const call = request({ port, host: '127.0.0.1', path, headers, agent: false }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`stream ${path} answered ${response.statusCode}`));
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        for (let at = chunk.indexOf('data:'); at >= 0; at = chunk.indexOf('\ndata:', at + 1)) onMessage();
      });
      response.on('error', () => undefined);
      resolve(call);
    });
    call.on('error', reject);
    call.end();
  });
}

export function post({
  port,
  path,
  headers,
  agent,
  body,
}: Call & { agent?: Agent; body: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        port,
        host: '127.0.0.1',
        method: 'POST',
        path,
        headers: { ...headers, 'content-type': 'application/json' },
        agent,
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          response.statusCode === 200
            ? resolve(text)
            : reject(new Error(`${path} answered ${response.statusCode}: ${text}`)),
        );
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
