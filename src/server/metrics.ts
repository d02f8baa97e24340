import type { IncomingMessage, ServerResponse } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** What this process counts for whoever runs it. No label holds an id, a name or anything that was typed. */
export interface Metrics {
  /** All of it, as Prometheus reads it. */
  registry: Registry;
  /** Counts a request once its answer is over, or left. */
  countRequest(request: IncomingMessage, response: ServerResponse): void;
  /** What became of a session's command. */
  countCommand(outcome: 'applied' | 'refused'): void;
  countFailedJob(task: string): void;
  /** Asks for what is open now each time somebody looks. */
  watchOpen(look: () => Open): void;
}

export interface Open {
  /** Sessions that somebody has open on this node. */
  rooms: number;
  streams: { rooms: number; changes: number };
}

declare module './app.ts' {
  interface App {
    metrics: Metrics;
  }
}

/** @param process with figures of the runtime: memory, event loop, garbage */
export function createMetrics({ process = true } = {}): Metrics {
  const registry = new Registry();
  if (process) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Counter({
    name: 'rondo_requests_total',
    help: 'Requests that were answered, by kind of route and status; a stream counts when it ends.',
    labelNames: ['group', 'status'],
    registers,
  });
  const commands = new Counter({
    name: 'rondo_commands_total',
    help: 'Commands of live sessions on this node, by what became of them.',
    labelNames: ['outcome'],
    registers,
  });
  const failedJobs = new Counter({
    name: 'rondo_jobs_failed_total',
    help: 'Jobs that failed on this node and are tried again, by task.',
    labelNames: ['task'],
    registers,
  });
  for (const outcome of ['applied', 'refused']) commands.inc({ outcome }, 0);
  return {
    registry,
    countRequest(request, response) {
      const group = groupOf(request.url ?? '');
      response.once('close', () => requests.inc({ group, status: statusOf(response) }));
    },
    countCommand: (outcome) => commands.inc({ outcome }),
    countFailedJob: (task) => failedJobs.inc({ task }),
    watchOpen(look) {
      new Gauge({
        name: 'rondo_rooms_open',
        help: 'Sessions that somebody has open on this node.',
        registers,
        collect() {
          this.set(look().rooms);
        },
      });
      new Gauge({
        name: 'rondo_streams_open',
        help: 'Streams that are open on this node: of rooms, and of changes elsewhere.',
        labelNames: ['kind'],
        registers,
        collect() {
          for (const [kind, count] of Object.entries(look().streams)) this.set({ kind }, count);
        },
      });
    },
  };
}

const groups: Array<[string, RegExp]> = [
  ['files', /^\/(?:_app\/|service-worker\.js|favicon)/],
  ['machine', /^\/(?:healthz|metrics)$/],
  ['streams', /^\/(?:sessions\/[^/]+\/stream|changes)$/],
  ['commands', /^\/sessions\/[^/]+\/commands$/],
  ['uploads', /^\/(?:sessions\/[^/]+\/artefacts|circles\/[^/]+\/exchange\/uploads)(?:\/|$)/],
];

function groupOf(url: string): string {
  const path = url.split('?', 1)[0] ?? '';
  return groups.find(([, pattern]) => pattern.test(path))?.[0] ?? 'pages';
}

/** `left`: whoever asked hung up before anything was answered. */
function statusOf(response: ServerResponse): string {
  return response.headersSent ? String(response.statusCode) : 'left';
}
