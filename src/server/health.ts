import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sql } from 'kysely';
import type { Registry } from 'prom-client';
import type { App } from './app.ts';
import { wayHeaders } from './gate.ts';
import { hashToken } from './tokens.ts';

/** Answers /healthz and /metrics, which belong to the machine and not to the pages. True when it did. */
export async function answerMachine(
  request: IncomingMessage,
  response: ServerResponse,
  app: Pick<App, 'config' | 'database'>,
  metrics: Registry,
): Promise<boolean> {
  const path = request.url?.split('?')[0];
  if (path === '/healthz') {
    const database = await answersWithin(app, 2000);
    response.writeHead(database ? 200 : 503, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
    });
    // The address by which this was asked for, as it arrived: whoever sets up a proxy can see what is lost on the way.
    const address = `${request.headers[wayHeaders.protocol]}://${request.headers[wayHeaders.host]}`;
    response.end(JSON.stringify({ process: 'ok', database: database ? 'ok' : 'not answering', address }));
    return true;
  }
  if (path === '/metrics') {
    if (!app.config.METRICS_TOKEN) {
      response.writeHead(404).end();
    } else if (!bearerIs(request, app.config.METRICS_TOKEN)) {
      response
        .writeHead(401, { 'www-authenticate': 'Bearer', 'content-type': 'text/plain' })
        .end('Say Authorization: Bearer and the token in METRICS_TOKEN.\n');
    } else {
      response.writeHead(200, { 'content-type': metrics.contentType });
      response.end(await metrics.metrics());
    }
    return true;
  }
  return false;
}

async function answersWithin(app: Pick<App, 'database'>, milliseconds: number): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, milliseconds, false).unref());
  const asked = app.database
    .asNobody((tx) => sql`SELECT 1`.execute(tx))
    .then(
      () => true,
      () => false,
    );
  return Promise.race([asked, late]);
}

function bearerIs(request: IncomingMessage, token: string): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(hashToken(given), hashToken(token));
}
