import { createPrivateKey, X509Certificate } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { demandBuiltPages } from '#server/built-pages.ts';
import { type Config, readConfig } from '#server/config.ts';
import { folderProblem } from '#server/embedded-postgres/folder-problem.ts';
import { fileProblem } from '#server/file-problem.ts';
import { openLog } from '#server/log.ts';
import { openMailer } from '#server/mail.ts';
import { mailProblem } from '#server/mail-problem.ts';
import { compareInstallation } from '#server/migrate-installation.ts';
import { type Installation, isMade, openInstallation } from '#server/open-installation.ts';
import { doubtPublicAddress, tryPublicAddress } from '#server/public-address.ts';
import { ask } from '../ask-database.ts';
import type { Command, Given } from '../command.ts';
import { keysState } from '../keys-state.ts';

export const doctor: Command = {
  usage: 'doctor',
  summary: 'Looks whether everything that Rondo needs is there and well.',
  details:
    'Changes nothing, except that it starts and stops the embedded database when Rondo is not running.',
  takes: [0, 0],
  async run(given) {
    const config = await readOrSay(given);
    if (!config) return 1;
    const results = [
      await look(given, 'environment', async () => environmentState(config)),
      await look(given, 'pages', async () => pagesState()),
      await look(given, 'disk', async () => freeSpace(config)),
      ...(await examineDatabase(config, given)),
      await look(given, 'address', async () => (await tryPublicAddress(config)) ?? 'Rondo is not running'),
      await look(given, 'certificate', async () => certificateState(config)),
      await look(given, 'mail', () => mailState(config)),
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

/** Where the environment cannot be read, nothing else can be looked at. */
async function readOrSay(given: Given): Promise<Config | undefined> {
  try {
    return readConfig(process.env);
  } catch (problem) {
    await look(given, 'environment', () => Promise.reject(problem));
    return undefined;
  }
}

function environmentState(config: Config): string {
  const doubt = doubtPublicAddress(config);
  if (doubt) throw new Error(doubt);
  return 'fits';
}

function pagesState(): string {
  demandBuiltPages();
  return 'built';
}

function freeSpace({ RONDO_DATA }: Config): string {
  if (!existsSync(RONDO_DATA)) return `${RONDO_DATA} will be made at the first start`;
  try {
    if (!statSync(RONDO_DATA).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    accessSync(RONDO_DATA, constants.W_OK);
  } catch (cause) {
    throw folderProblem(cause, RONDO_DATA);
  }
  const { bavail, bsize } = statfsSync(RONDO_DATA);
  const gigabytes = (bavail * bsize) / 1e9;
  if (gigabytes < 1)
    throw new Error(`less than 1 GB is left for ${RONDO_DATA}; PostgreSQL stops when a disk is full`);
  return `${gigabytes.toFixed(0)} GB free for ${RONDO_DATA}`;
}

function certificateState({ TLS_CERT, TLS_KEY, TRUST_PROXY }: Config): string {
  if (!TLS_CERT || !TLS_KEY) return TRUST_PROXY.some ? 'left to the proxy' : 'none; plain http';
  const certificate = readPem('TLS_CERT', TLS_CERT, (text) => new X509Certificate(text));
  if (!certificate.checkPrivateKey(readPem('TLS_KEY', TLS_KEY, createPrivateKey)))
    throw new Error('TLS_KEY is not the key of TLS_CERT');
  const until = new Date(certificate.validTo);
  if (until < new Date()) throw new Error(`TLS_CERT ran out on ${certificate.validTo}`);
  return `fits its key, until ${until.toISOString().slice(0, 10)}`;
}

function readPem<T>(name: string, file: string, read: (text: Buffer) => T): T {
  try {
    return read(readFileSync(file));
  } catch (cause) {
    throw new Error(
      `${name} is ${file}, which cannot be read: ${fileProblem(cause) ?? 'it is not in PEM form'}`,
      { cause },
    );
  }
}

/** What the database says of itself, and whether the people's keys in it can be opened. */
async function examineDatabase(config: Config, given: Given): Promise<boolean[]> {
  if (!isMade(config)) return [await look(given, 'database', async () => 'will be made at the first start')];
  const opened: { installation?: Installation } = {};
  try {
    const database = await look(given, 'database', async () => {
      opened.installation = await openInstallation(config, openLog('error'));
      return databaseState(config, opened.installation);
    });
    const { installation } = opened;
    if (!installation || !database) return [database];
    return [database, await look(given, 'keys', () => keysState(config, installation.urls.owner))];
  } finally {
    await opened.installation?.close();
  }
}

async function databaseState(config: Config, { urls, shared }: Installation): Promise<string> {
  const { rows } = await ask<{ version: string; fsync: string }>(
    urls.owner,
    "SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync",
  );
  const { pending } = await compareInstallation(urls);
  if (pending.length > 0)
    throw new Error(`the tables are behind by ${pending.join(', ')}; the next start brings them up to date`);
  const [server] = rows;
  if (server?.fsync !== 'on')
    throw new Error('PostgreSQL runs with fsync off: a power cut could lose what was saved');
  const kind = config.DATABASE_URL ? 'external' : 'embedded';
  return `${kind} PostgreSQL ${server.version}${shared ? ', in use by a running Rondo' : ''}`;
}

/** Asks the mail server whether it lets us in; sends nothing. */
async function mailState(config: Config): Promise<string> {
  const mailer = openMailer(config);
  if (!mailer || !config.SMTP_URL) return 'not sent; links are copied by hand';
  const { host } = new URL(config.SMTP_URL);
  try {
    await mailer.knock();
    return `${host} lets us in`;
  } catch (cause) {
    throw new Error(`${host} does not let us in (${mailProblem(cause).code}): mails wait in the outbox`, {
      cause,
    });
  } finally {
    mailer.close();
  }
}
