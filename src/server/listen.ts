import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { m } from '#messages';
import { answerUnread } from './answer-unread.ts';
import type { App } from './app.ts';
import { bodyProblem } from './body-size.ts';
import { clientNetwork } from './client-network.ts';
import { type Config, ConfigProblem } from './config.ts';
import { describeError } from './describe-error.ts';
import { findWay, wayHeaders } from './gate.ts';
import { answerMachine } from './health.ts';
import { ownAddress } from './links.ts';
import { createMetrics } from './metrics.ts';
import { asOurOwn, isOneClick } from './one-click.ts';
import { askHealth, readAddress } from './public-address.ts';
import { createTurnAway } from './turn-away.ts';
import { watchUnderWay } from './under-way.ts';
import { sendWhole } from './whole-body.ts';

/** How long, in milliseconds, whoever closes the door waits for what is being answered. */
const patience = 5000;

/** What the door needs to know of the program. */
export type Doorkeeper = Pick<App, 'config' | 'database' | 'log'> & Partial<Pick<App, 'metrics'>>;

export type PageHandler = (request: IncomingMessage, response: ServerResponse, next?: () => void) => unknown;

/**
 * Whether the door could be opened, found out before anything else is started. Another program may still be quicker.
 *
 * @throws ConfigProblem as `listen` does
 */
export async function tryDoor(config: Config): Promise<void> {
  const server = makeServer(config, () => undefined);
  await bind(server, config);
  await new Promise((resolve) => server.close(resolve));
}

/**
 * Opens the door: every request passes the gate, then the machine's own pages, then the pages. Returns how to close it.
 *
 * @throws ConfigProblem when the certificate does not serve, or the address cannot be listened on
 */
export async function listen(app: Doorkeeper, pages: PageHandler): Promise<() => Promise<void>> {
  const { config, metrics = createMetrics() } = app;
  const turnAway = createTurnAway(config, app.log);
  const underWay = watchUnderWay();
  const server = makeServer(config, (request, response) => {
    // Whoever hung up before this came to be read has no address any more, and would be taken for somebody from afar.
    if (request.socket.remoteAddress === undefined) return void request.socket.destroy();
    metrics.countRequest(request, response);
    const found = findWay(request, config);
    if (!found.ok) return turnAway(request, response, found.reason);
    const { way } = found;
    if (isOneClick(request)) asOurOwn(request, way);
    // The pages say more than this of themselves; what lies ready in files says nothing.
    response.setHeader('x-content-type-options', 'nosniff');
    if (request.url === '/service-worker.js') {
      response.setHeader('content-security-policy', "default-src 'none'; connect-src 'self'");
      response.setHeader('cache-control', 'no-cache');
    }
    const problem = bodyProblem(request);
    if (problem)
      return answerUnread(request, response, { status: problem, text: `${m.common_body_too_long()}\n` });
    request.headers[wayHeaders.protocol] = way.protocol;
    request.headers[wayHeaders.host] = way.host;
    request.headers[wayHeaders.address] = clientNetwork(way.address);
    sendWhole(request, response);
    const work = answerMachine(request, response, app, metrics.registry)
      // Whoever has hung up waits for nothing, and what writes to them may throw.
      .then((answered) => (answered || response.destroyed ? undefined : pages(request, response)))
      .catch((error) => {
        app.log.error({ error: describeError(error) }, 'a request failed outside the pages');
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end();
      });
    underWay.add(response, work);
  });
  await bind(server, config);
  return async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    await underWay.settled(patience);
    // Streams never end by themselves; their browsers come back to whichever node answers.
    server.closeAllConnections();
    await closed;
  };
}

function makeServer(
  { TLS_CERT, TLS_KEY }: Config,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Server {
  if (!TLS_CERT || !TLS_KEY) return createServer(answer);
  try {
    return createTlsServer({ cert: readFileSync(TLS_CERT), key: readFileSync(TLS_KEY) }, answer);
  } catch (cause) {
    throw new ConfigProblem(
      `TLS_CERT and TLS_KEY do not serve: ${(cause as Error).message}. They are two files in PEM form, a certificate and its key, which this user may read.`,
      { cause },
    );
  }
}

function bind(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => cannotListen(error, config).then(reject));
    server.listen(config.PORT, config.HOST, resolve);
  });
}

async function cannotListen(error: NodeJS.ErrnoException, config: Config): Promise<Error> {
  const { HOST, PORT } = config;
  const addresses = '127.0.0.1 is this machine alone, 0.0.0.0 every address that it has.';
  const sentence = {
    EADDRINUSE: (await isRondo(config))
      ? `A Rondo is running on port ${PORT} already: ${ownAddress(config)}. For another beside it, set PORT and RONDO_DATA.`
      : `Port ${PORT} is taken by another program. Set PORT to a free one, for example PORT=3001.`,
    EACCES: `This user may not listen on port ${PORT}: ports under 1024 need root or CAP_NET_BIND_SERVICE. Set PORT to a higher one, for example PORT=3000.`,
    EADDRNOTAVAIL: `HOST is ${HOST}, which is no address of this machine. ${addresses}`,
    ENOTFOUND: `HOST is ${HOST}, and no address is known for that name. ${addresses}`,
  }[error.code ?? ''];
  return sentence ? new ConfigProblem(sentence, { cause: error }) : error;
}

async function isRondo(config: Config): Promise<boolean> {
  const answer = await askHealth(ownAddress(config), { anyCertificate: true, patienceMs: 1000 }).catch(
    () => undefined,
  );
  return answer !== undefined && readAddress(answer.body) !== undefined;
}
