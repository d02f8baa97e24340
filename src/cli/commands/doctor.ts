import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { Client } from 'pg';
import { type Config, readConfig } from '#server/config.ts';
import { openLog } from '#server/log.ts';
import { compareInstallation } from '#server/migrate-installation.ts';
import { isMade, openInstallation } from '#server/open-installation.ts';
import { doubtPublicAddress, tryPublicAddress } from '#server/public-address.ts';
import type { Command, Given } from '../command.ts';

export const doctor: Command = {
  usage: 'doctor',
  summary: 'Looks whether everything that Rondo needs is there and well.',
  details:
    'Changes nothing, except that it starts and stops the embedded database when Rondo is not running.',
  takes: [0, 0],
  async run(given) {
    const config = readConfig(process.env);
    const results = [
      await look(given, 'environment', async () => environmentState(config)),
      await look(given, 'pages', async () => builtPages()),
      await look(given, 'disk', async () => freeSpace(config)),
      await look(given, 'database', async () => databaseState(config)),
      await look(given, 'address', async () => (await tryPublicAddress(config)) ?? 'Rondo is not running'),
      await look(given, 'certificate', async () => certificateState(config)),
      await look(given, 'mail', async () =>
        config.SMTP_URL ? 'sent through SMTP_URL' : 'not sent; links are copied by hand',
      ),
    ];
    return results.every(Boolean) ? 0 : 1;
  },
};

async function look(
  { say, complain }: Given,
  name: string,
  examine: () => Promise<string>,
): Promise<boolean> {
  try {
    say(`ok       ${name.padEnd(12)} ${await examine()}`);
    return true;
  } catch (problem) {
    complain(`PROBLEM  ${name.padEnd(12)} ${(problem as Error).message}`);
    return false;
  }
}

function environmentState(config: Config): string {
  const doubt = doubtPublicAddress(config);
  if (doubt) throw new Error(doubt);
  return 'fits';
}

function builtPages(): string {
  if (existsSync(new URL('../../../build/handler.js', import.meta.url))) return 'built';
  throw new Error('not built yet; npm start builds them');
}

function freeSpace({ RONDO_DATA }: Config): string {
  if (!existsSync(RONDO_DATA)) return `${RONDO_DATA} will be made at the first start`;
  const { bavail, bsize } = statfsSync(RONDO_DATA);
  const gigabytes = (bavail * bsize) / 1e9;
  if (gigabytes < 1)
    throw new Error(`less than 1 GB is left for ${RONDO_DATA}; PostgreSQL stops when a disk is full`);
  return `${gigabytes.toFixed(0)} GB free for ${RONDO_DATA}`;
}

function certificateState({ TLS_CERT, TLS_KEY, TRUST_PROXY }: Config): string {
  if (!TLS_CERT || !TLS_KEY) return TRUST_PROXY.some ? 'left to the proxy' : 'none; plain http';
  const certificate = new X509Certificate(readFileSync(TLS_CERT));
  if (!certificate.checkPrivateKey(createPrivateKey(readFileSync(TLS_KEY))))
    throw new Error('TLS_KEY is not the key of TLS_CERT');
  const until = new Date(certificate.validTo);
  if (until < new Date()) throw new Error(`TLS_CERT ran out on ${certificate.validTo}`);
  return `fits its key, until ${until.toISOString().slice(0, 10)}`;
}

async function databaseState(config: Config): Promise<string> {
  if (!isMade(config)) return 'will be made at the first start';
  const installation = await openInstallation(config, openLog('error'));
  const client = new Client({ connectionString: installation.urls.owner });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; fsync: string }>(
      "SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync",
    );
    const { pending } = await compareInstallation(installation.urls);
    if (pending.length > 0)
      throw new Error(
        `the tables are behind by ${pending.join(', ')}; the next start brings them up to date`,
      );
    const [server] = rows;
    if (server?.fsync !== 'on')
      throw new Error('PostgreSQL runs with fsync off: a power cut could lose what was saved');
    const kind = config.DATABASE_URL ? 'external' : 'embedded';
    return `${kind} PostgreSQL ${server.version}${installation.shared ? ', in use by a running Rondo' : ''}`;
  } finally {
    await client.end().catch(() => undefined);
    await installation.close();
  }
}
