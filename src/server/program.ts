import { printOperatorLink } from '../features/doors/use-cases/create-operator-link.ts';
import { startFeatures } from '../features/start-features.ts';
import { builtPages, demandBuiltPages } from './built-pages.ts';
import { ConfigProblem, httpWarning, readConfig } from './config.ts';
import { wayHeaders } from './gate.ts';
import { ownAddress } from './links.ts';
import type { PageHandler } from './listen.ts';
import { doubtPublicAddress } from './public-address.ts';
import { serve } from './serve.ts';

// The pages' own server believes these names only, and the gate overwrites them on every request.
process.env.PROTOCOL_HEADER = wayHeaders.protocol;
process.env.HOST_HEADER = wayHeaders.host;
process.env.ADDRESS_HEADER = wayHeaders.address;
process.env.BODY_SIZE_LIMIT = '11M';

const development = process.argv.includes('--development');

try {
  const config = readConfig(process.env);
  if (!development) demandBuiltPages();
  const doubt = doubtPublicAddress(config);
  if (doubt) console.warn(`  ${doubt}.`);
  if (config.ALLOW_HTTP) console.warn(`  ${httpWarning}.`);
  const starting = serve({
    config,
    say: (line) => console.log(`  ${line}`),
    startFeatures,
    announce: printOperatorLink,
    loadPages: development ? loadDevelopmentPages : loadBuiltPages,
  });
  // From the first moment: a program that is told to stop while it starts must not leave its database behind; nor one
  // whose terminal is closed.
  onceToldToStop(() => {
    starting.then(async ({ stop }) => stopAndLeave(stop)).catch(() => undefined);
  });
  await starting;
  console.log(`\n  Rondo is ready: ${config.PUBLIC_URL ?? ownAddress(config)}\n  Ctrl-C stops it.\n`);
} catch (error) {
  console.error(
    `\n${error instanceof ConfigProblem ? error.message : `Rondo did not start: ${(error as Error).message}`}\n`,
  );
  process.exit(1);
}

/**
 * Ctrl-C comes twice under `npm start`: from the terminal, and from npm, which passes on what it got. So what follows within
 * a second counts as the same; a signal after that ends the program at once.
 */
function onceToldToStop(stop: () => void): void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let told = false;
  const hear = () => {
    if (told) return;
    told = true;
    setTimeout(() => {
      for (const signal of signals) process.off(signal, hear);
    }, 1000).unref();
    stop();
  };
  for (const signal of signals) process.on(signal, hear);
}

async function stopAndLeave(stop: () => Promise<void>): Promise<void> {
  console.log('\n  Stopping');
  await stop();
  console.log('  Stopped. Everything that was saved is kept.\n');
  process.exit(0);
}

async function loadBuiltPages(): Promise<PageHandler> {
  const { handler } = (await import(builtPages.href)) as {
    handler: PageHandler;
  };
  return handler;
}

async function loadDevelopmentPages(): Promise<PageHandler> {
  const { createServer } = await import('vite');
  const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom' });
  return (request, response) => {
    request.headers.host = request.headers[wayHeaders.host] as string;
    vite.middlewares(request, response, () => response.writeHead(404).end());
  };
}
