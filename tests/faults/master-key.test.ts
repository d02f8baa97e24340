import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Database, openDatabase } from '#server/database.ts';
import { findRunningUrls } from '#server/embedded-postgres/embedded-postgres.ts';
import { proveMasterKey } from '#server/vault/master-key.ts';
import { replaceMasterKey } from '#server/vault/replace-master-key.ts';
import { withClient } from '#server/with-client.ts';
import {
  findPostmaster,
  newDataFolder,
  type Program,
  startProgram,
  untilHealthy,
} from '../support/program.ts';
import { runRondo, shellEnvironment } from '../support/rondo.ts';
import { makeHeldUpWay } from './held-up-way.ts';
import { keepSealedLedger, startVault } from './sealed-ledger.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const data = newDataFolder();
const where = { RONDO_DATA: data };
const ledger = keepSealedLedger();
/** A node that has run since before the first kill, with a program beside it. */
let running: Database;
let program: Program;

beforeAll(async () => {
  program = await startProgram(data);
  await untilHealthy(program);
  running = await startVault(where);
  await ledger.write(running, 150);
});

afterAll(async () => {
  await running?.close();
  await program?.end('SIGTERM');
});

const ownerUrl = () => {
  const url = findRunningUrls(data)?.owner;
  if (!url) throw new Error('no database runs');
  return url;
};
const keyIn = (name: string) => Buffer.from(readFileSync(join(data, name), 'utf8').trim(), 'base64');

interface Command {
  child: ChildProcess;
  ended: Promise<number | null>;
  complained(): string;
}

/** The command by itself, so that a kill is the command's own and not that of a shell around it. */
function startReplacing(environment: Record<string, string> = {}): Command {
  const child = spawn(process.execPath, ['src/cli/rondo.ts', 'replace-master-key'], {
    cwd: root,
    env: shellEnvironment({ RONDO_DATA: data, ...environment }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complained = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complained += chunk.toString();
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, ended: once(child, 'exit').then(([code]) => code), complained: () => complained };
}

/** Which of the two in the data folder the keys are wrapped with. */
async function inForce(): Promise<string | undefined> {
  const { rows } = await withClient(ownerUrl(), (client) =>
    client.query<{ proof: Buffer }>('SELECT proof FROM keys.master_key_proof'),
  );
  return ['master-key', 'master-key.next'].find(
    (name) => existsSync(join(data, name)) && rows[0]?.proof.equals(proveMasterKey(keyIn(name))),
  );
}

/** The database's process is dead; the program starts another. */
async function untilBack(dead: number | undefined): Promise<void> {
  await expect.poll(() => findPostmaster(data), { timeout: 30_000 }).not.toBeOneOf([dead, undefined]);
  await untilHealthy(program);
}

/** By a node that went through it all, and by one that starts now; and who comes now gets a key. */
async function expectNothingLost(): Promise<void> {
  expect(await ledger.lost(running)).toBe(0);
  await ledger.write(running, 1);
  await expectReadByNewcomer();
}

async function expectReadByNewcomer(): Promise<void> {
  const started = await startVault(where);
  try {
    expect(await ledger.lost(started)).toBe(0);
  } finally {
    await started.close();
  }
}

/** A node that knows the old master key alone. */
function openStale(): Database {
  const urls = findRunningUrls(data);
  if (!urls) throw new Error('no database runs');
  const old = keyIn('master-key');
  return openDatabase(urls, { masterKey: async () => old, poolSize: 2 });
}

/** The killed one's connection may take a moment to be gone. */
const replaceAgain = () =>
  expect.poll(() => replaceMasterKey(where, ownerUrl()), { timeout: 30_000 }).toMatchObject({ ok: true });

interface HeldUp {
  environment?: Record<string, string>;
  /** Waits until the command has come as far as this. */
  reached(): Promise<unknown>;
  release(): Promise<unknown>;
}

/** Stands in the command's way in the database. */
async function lockOut(statement: string): Promise<HeldUp> {
  const client = new Client({ connectionString: ownerUrl() });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  await client.query(statement);
  // Asked elsewhere: within a transaction the answer stays what it was.
  const waiting = () =>
    withClient(ownerUrl(), async (other) => {
      const { rowCount } = await other.query(
        "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%keys.%'",
      );
      return rowCount;
    });
  onTestFinished(() => client.end().catch(() => undefined));
  return {
    reached: () => expect.poll(waiting, { timeout: 30_000, interval: 20 }).toBe(1),
    release: () => client.end().catch(() => undefined),
  };
}

/** The keys are wrapped anew for good, and the command does not know it yet. */
async function keepAnswerAway(): Promise<HeldUp & { answer(): void }> {
  const urls = findRunningUrls(data);
  const way = await makeHeldUpWay(ownerUrl(), 'LOCK TABLE keys.person_key');
  onTestFinished(way.close);
  return {
    environment: {
      DATABASE_URL: urls?.app ?? '',
      DATABASE_OWNER_URL: way.through(ownerUrl()),
    },
    reached: () => way.committed,
    release: async () => way.close(),
    answer: way.answer,
  };
}

const moments: { moment: string; opens: string; holdUp: () => Promise<HeldUp> }[] = [
  {
    moment: 'the new one was made and nothing else',
    opens: 'master-key',
    holdUp: () => lockOut('SELECT FROM keys.master_key_proof FOR UPDATE'),
  },
  {
    moment: 'it had begun',
    opens: 'master-key',
    holdUp: () => lockOut('LOCK TABLE keys.person_key IN ROW EXCLUSIVE MODE'),
  },
  {
    moment: 'some keys were wrapped anew and others not',
    opens: 'master-key',
    holdUp: () => lockOut('SELECT FROM keys.person_key ORDER BY ctid DESC LIMIT 1 FOR UPDATE'),
  },
  { moment: 'all were, and the new one not in its place', opens: 'master-key.next', holdUp: keepAnswerAway },
];

test.each(
  moments.flatMap((moment, index) => [
    { ...moment, victim: 'command' },
    // A database that dies before anything was wrapped has nothing to undo.
    ...(index < 2 ? [] : [{ ...moment, victim: 'database' }]),
  ]),
)(
  'the $victim is killed when $moment: nothing is lost, and it is done again',
  async ({ opens, holdUp, victim }) => {
    const before = keyIn('master-key');
    const { environment, reached, release } = await holdUp();
    const command = startReplacing(environment);
    await reached();
    const postmaster = findPostmaster(data);
    if (victim === 'command') command.child.kill('SIGKILL');
    else process.kill(postmaster as number, 'SIGKILL');
    // Without its database it ends by itself, with a sentence.
    expect(await command.ended).toBe(victim === 'command' ? null : 1);
    expect(command.complained()).not.toMatch(/^ +at /m);
    await release();
    if (victim === 'database') await untilBack(postmaster);

    await expect.poll(inForce).toBe(opens);
    expect(keyIn('master-key')).toEqual(before);
    await expectNothingLost();
    await replaceAgain();
    await expectNothingLost();
    expect(keyIn('master-key')).not.toEqual(before);
  },
);

test('one that was held up after its keys were wrapped lets nobody in between, and ends well when it goes on', async () => {
  const { environment, reached, answer, release } = await keepAnswerAway();
  const command = startReplacing(environment);
  await reached();
  const next = keyIn('master-key.next');
  // Whoever put it in its place now, and made another, would see that one taken for it.
  await expectNothingLost();
  expect(await replaceMasterKey(where, ownerUrl())).toEqual({ ok: false, reason: 'busy' });
  const again = await runRondo(['replace-master-key'], where);
  expect(again).toMatchObject({ code: 1, said: '' });
  expect(again.complained).toContain('Somebody else replaces the master key at this moment');
  answer();
  expect(await command.ended).toBe(0);
  await release();
  expect(keyIn('master-key')).toEqual(next);
  expect(existsSync(join(data, 'master-key.next'))).toBe(false);
  await expectNothingLost();
});

/** Kills it `times` times, at moments spread over as long as it took the first time. */
async function killAtAnyMoment(times: number, look: () => Promise<void>): Promise<void> {
  const started = performance.now();
  expect(await startReplacing().ended).toBe(0);
  const took = performance.now() - started;
  for (let time = 0; time < times; time++) {
    const command = startReplacing();
    await pause(took * ((time + Math.random()) / times));
    command.child.kill('SIGKILL');
    await command.ended;
    if (await databaseAnswers()) await look();
  }
}

/** One that was killed early had no database yet, or one that is only starting. */
async function databaseAnswers(): Promise<boolean> {
  for (let url = findRunningUrls(data)?.owner; url; url = findRunningUrls(data)?.owner) {
    try {
      await withClient(url, (client) => client.query('SELECT 1'));
      return true;
    } catch {
      await pause(50);
    }
  }
  return false;
}

test('killed at any moment beside a running Rondo, nothing is lost', async () => {
  await killAtAnyMoment(5, expectNothingLost);
  await replaceAgain();
  await expectNothingLost();
});

test('killed at any moment without a running Rondo, with the database that it had started, nothing is lost', async () => {
  await running.close();
  await program.end('SIGTERM');
  await killAtAnyMoment(3, expectReadByNewcomer);
  expect(await runRondo(['replace-master-key'], where)).toMatchObject({ code: 0, complained: '' });
  expect(await runRondo(['doctor'], where)).toMatchObject({ code: 0, complained: '' });
  program = await startProgram(data, { PORT: new URL(program.origin).port });
  await untilHealthy(program);
  running = await startVault(where);
  await expectNothingLost();
  // Nor does any other master key lie about than the one in force.
  expect(readdirSync(data).filter((name) => name.startsWith('master-key'))).toEqual(['master-key']);
});

test('a new master key that was lost before it was in its place would have been seen', async () => {
  const { environment, reached, release } = await keepAnswerAway();
  const command = startReplacing(environment);
  await reached();
  command.child.kill('SIGKILL');
  await command.ended;
  await release();
  const [next, aside] = [join(data, 'master-key.next'), join(data, 'aside')];
  renameSync(next, aside);
  await expect(startVault(where)).rejects.toThrow('wrapped by another master key');
  const stale = openStale();
  expect(await ledger.lost(stale)).toBeGreaterThan(150);
  await stale.close();
  const doctor = await runRondo(['doctor'], where);
  expect(doctor.code).toBe(1);
  expect(doctor.complained).toMatch(/keys +.*master-key is another master key/);
  renameSync(aside, next);
  expect((await runRondo(['doctor'], where)).said).toContain(`opened by ${next}`);
  await expectNothingLost();
});
