import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findRunningUrls } from '#server/embedded-postgres/embedded-postgres.ts';
import { freePort } from '#server/free-port.ts';
import { newId } from '#server/ids.ts';
import { useDatabase } from '../support/database.ts';
import {
  findPostmaster,
  newDataFolder,
  type Program,
  startProgram,
  untilEnded,
  untilHealthy,
} from '../support/program.ts';
import { runRondo, shellEnvironment } from '../support/rondo.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rondo-commands-'));
const file = join(folder, 'night.backup');
const data = newDataFolder();
const external = useDatabase();
let program: Program;

/** One person with an address, made as the doors make them. */
async function makePerson(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const [organisation, person] = [newId(), newId()];
  await client.query("SELECT create_organisation($1, 'Lantern Works', false)", [organisation]);
  await client.query(
    "SELECT create_person($1, $2, 'Mara Lind', 'mara@lantern.example', 'Europe/Berlin', '{}', 'owner')",
    [organisation, person],
  );
  await client.end();
}

beforeAll(async () => {
  program = await startProgram(data);
  await untilHealthy(program);
  await makePerson(findRunningUrls(data)?.app ?? '');
});

afterAll(async () => program?.end('SIGTERM'));

const commands = [
  'serve',
  'migrate',
  'backup',
  'restore',
  'backup-keys',
  'restore-keys',
  'replace-master-key',
  'sign-in-link',
  'operator-link',
  'match',
  'playbook check',
  'playbook print',
  'skill check',
  'ladder check',
  'doctor',
];

test.each(commands)('rondo %s --help says what it is for, and so does -h', async (name) => {
  const { code, said } = await runRondo([...name.split(' '), '--help']);
  expect(code).toBe(0);
  expect(said).toMatch(new RegExp(`^Usage: rondo ${name}`));
  expect(await runRondo([...name.split(' '), '-h'])).toMatchObject({ code: 0, said });
});

test.each([[[]], [['--help']], [['-h']], [['help']]])('rondo with %j lists the commands', async (words) => {
  const { code, said } = await runRondo(words);
  expect(code).toBe(0);
  for (const name of commands) expect(said).toContain(`  ${name}`);
});

test.each([
  [
    ['playbook', '--help'],
    ['playbook check', 'playbook print'],
  ],
  [
    ['help', 'playbook'],
    ['playbook check', 'playbook print'],
  ],
  [['ladder', '-h'], ['ladder check']],
])('rondo with %j lists the commands that begin so, and no others', async (words, listed) => {
  const { code, said } = await runRondo(words);
  expect(code).toBe(0);
  expect(commands.filter((name) => said.includes(`  ${name} `))).toEqual(listed);
});

test.each([
  [['bakcup'], 'There is no command "bakcup". Did you mean "backup"?'],
  [['playbook'], 'After "playbook" comes check or print.'],
  [['playbook', 'chek', 'x'], 'There is no command "playbook chek". Did you mean "playbook check"?'],
  [['ladder'], 'After "ladder" comes check.'],
  [['ladder', 'chekc', 'x'], 'There is no command "ladder chekc". Did you mean "ladder check"?'],
  [['ladder', 'check'], 'Something is missing'],
  [['backup'], 'Something is missing'],
  [['doctor', 'please'], 'That is too much'],
  [['restore', 'x', '--force'], "Unknown option '--force'"],
  [['sign-in-link', 'mara'], '"mara" is not an e-mail address'],
  [['sign-in-link'], 'Say who it is for: either an e-mail address, or --person'],
  [['sign-in-link', 'mara@x.example', '--person', 'Mara'], 'Say who it is for: either'],
])('%s is asked wrongly, and says how to ask', async (words, sentence) => {
  const { code, complained } = await runRondo(words);
  expect(code).toBe(2);
  expect(complained).toContain(sentence);
});

test('rondo help COMMAND is its --help, and --version says which Rondo this is', async () => {
  const { said } = await runRondo(['backup', '--help']);
  expect(await runRondo(['help', 'backup'])).toMatchObject({ code: 0, said });
  expect((await runRondo(['--version'])).said).toMatch(/^Rondo \d+\.\d+\.\d+, on Node 24\./);
});

test.each([
  ['restore', 'none', /none cannot be read as a backup: there is no such file\. Nothing was changed\./],
  ['restore', '.', /cannot be read as a backup: it is a folder\./],
  ['restore', 'words', /cannot be read as a backup: it is something else, or was damaged on the way\./],
  ['restore-keys', 'none', /cannot be read as a backup of keys: there is no such file\./],
  ['restore-keys', '.', /cannot be read as a backup of keys: it is a folder\./],
])('rondo %s says what %s is, and makes no installation for it', async (command, name, sentence) => {
  writeFileSync(join(folder, 'words'), 'A letter.');
  const nowhere = join(folder, 'still-nowhere');
  const { code, complained } = await runRondo([command, join(folder, name)], { RONDO_DATA: nowhere });
  expect(code).toBe(1);
  expect(complained).toMatch(sentence);
  expect(existsSync(nowhere)).toBe(false);
});

test.each([['backup'], ['backup-keys']])(
  'rondo %s into a folder that is not there says so',
  async (command) => {
    const { code, complained } = await runRondo([command, join(folder, 'nofolder', 'x')], {
      RONDO_DATA: data,
    });
    expect(code).toBe(1);
    expect(complained).toContain(`there is no folder ${join(folder, 'nofolder')}`);
  },
);

test.each([
  [
    { TLS_CERT: '/none.pem', TLS_KEY: '/none.pem' },
    /certificate +TLS_CERT is \/none\.pem, which cannot be read: there is no such file/,
  ],
  [{ PORT: 'three' }, /PROBLEM +environment +[\s\S]*PORT is "three"/],
  [{ SMTP_URL: 'smtp://127.0.0.1:1' }, /mail +127\.0\.0\.1:1 does not let us in/],
  [
    { RONDO_MASTER_KEY: Buffer.alloc(32, 'another').toString('base64') },
    /keys +RONDO_MASTER_KEY is another master key/,
  ],
  [{ RONDO_DATA: join(folder, 'a-file') }, /disk +.*a-file cannot be a folder, because a file is in the way/],
])('rondo doctor sees what is wrong with %j', async (environment, sentence) => {
  writeFileSync(join(folder, 'a-file'), 'A letter.');
  const { code, complained } = await runRondo(['doctor'], { RONDO_DATA: data, ...environment });
  expect(code).toBe(1);
  expect(complained).toMatch(sentence);
});

test('beside a running Rondo: links are made, a backup is written, and a restore is refused', async () => {
  const postmaster = findPostmaster(data);
  const environment = { RONDO_DATA: data, PORT: new URL(program.origin).port };
  const link = await runRondo(['sign-in-link', 'Mara@lantern.example'], environment);
  expect(link).toMatchObject({ code: 0, complained: '' });
  expect(link.said).toContain('Mara Lind, Lantern Works');
  const address = /http\S+/.exec(link.said)?.[0] ?? '';
  expect((await fetch(address)).status).toBe(200);
  const unknown = await runRondo(['sign-in-link', 'nobody@lantern.example'], environment);
  expect(unknown).toMatchObject({ code: 1, said: '' });

  const operator = await runRondo(['operator-link'], environment);
  expect(operator.code).toBe(0);
  expect((await fetch(operator.said.trim())).status).toBe(200);

  expect(await runRondo(['migrate'], environment)).toMatchObject({
    code: 0,
    said: 'The database is up to date.\n',
  });
  const doctor = await runRondo(['doctor'], environment);
  expect(doctor).toMatchObject({ code: 0, complained: '' });
  expect(doctor.said).toContain('in use by a running Rondo');

  const saved = await runRondo(['backup', file], environment);
  expect(saved).toMatchObject({ code: 0, complained: '' });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await runRondo(['backup', file], environment)).toMatchObject({ code: 1 });

  const restoring = await runRondo(['restore', file, '--replace'], environment);
  expect(restoring.code).toBe(1);
  expect(restoring.complained).toContain('Rondo is running');
  expect(findPostmaster(data)).toBe(postmaster);
});

test('without a running Rondo: a backup comes back into an empty installation, and into no other unless told', async () => {
  const other = newDataFolder();
  const environment = { RONDO_DATA: other };
  const tampered = join(folder, 'tampered.backup');
  const text = gunzipSync(readFileSync(file)).toString();
  writeFileSync(tampered, gzipSync(text.replace('Mara Lind', 'Vera Lind')));
  const refused = await runRondo(['restore', tampered], environment);
  expect(refused.code).toBe(1);
  expect(refused.complained).toMatch(/checksums differ in public\.\w+\. Nothing was changed/);
  // Not even a database was made for it.
  expect(readdirSync(other)).toEqual([]);

  expect(await runRondo(['restore', file], environment)).toMatchObject({ code: 0, complained: '' });
  expect((await runRondo(['sign-in-link', 'mara@lantern.example'], environment)).said).toContain('Mara Lind');
  const again = await runRondo(['restore', file], environment);
  expect(again.code).toBe(1);
  expect(again.complained).toContain('not empty');
  expect((await runRondo(['restore', file, '--replace'], environment)).code).toBe(0);
  expect((await runRondo(['doctor'], environment)).code).toBe(0);
  expect(findPostmaster(other)).toBeUndefined();
});

test('where there is no installation, none is made by asking for a backup or a link', async () => {
  const nowhere = join(folder, 'nowhere');
  for (const words of [
    ['backup', join(folder, 'x')],
    ['operator-link'],
    ['sign-in-link', 'mara@x.example'],
  ]) {
    const { code, complained } = await runRondo(words, { RONDO_DATA: nowhere });
    expect(code).toBe(1);
    expect(complained).toContain(`There is no Rondo in ${nowhere} yet`);
  }
  expect(existsSync(nowhere)).toBe(false);
});

test('an environment that does not fit is refused by every command that reads it', async () => {
  const { code, complained } = await runRondo(['backup', join(folder, 'y')], {
    PORT: 'x',
    DATABASE_URL: 'y',
  });
  expect(code).toBe(1);
  expect(complained).toMatch(/PORT is "x"[\s\S]*DATABASE_URL/);
});

test('rondo serve runs until it is told to stop, and takes its database with it', async () => {
  const own = newDataFolder();
  const port = await freePort();
  const child = spawn('scripts/rondo.mjs', ['serve'], {
    cwd: root,
    env: shellEnvironment({ RONDO_DATA: own, PORT: String(port), LOG_LEVEL: 'error' }),
    stdio: 'ignore',
  });
  await expect
    .poll(
      () =>
        fetch(`http://localhost:${port}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 60_000 },
    )
    .toBe(true);
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await gone).toEqual([0, null]);
  expect(findPostmaster(own)).toBeUndefined();
});

test('a database that a newer Rondo changed is refused by every command, and left as it is', async () => {
  const environment = { DATABASE_URL: external.appUrl, DATABASE_OWNER_URL: external.ownerUrl };
  // Without the newer file the same commands work.
  expect(await runRondo(['migrate'], environment)).toMatchObject({ code: 0, complained: '' });
  const client = new Client({ connectionString: external.superuserUrl });
  await client.connect();
  await client.query("INSERT INTO schema_migration (name, checksum) VALUES ('9999_later.sql', 'x')");
  try {
    for (const words of [
      ['migrate'],
      ['doctor'],
      ['backup', join(folder, 'z')],
      ['restore', file],
      ['operator-link'],
      ['sign-in-link', 'mara@lantern.example'],
    ]) {
      const { code, complained } = await runRondo(words, environment);
      expect.soft(complained, words.join(' ')).toContain('changed by a newer Rondo (it has 9999_later.sql');
      expect.soft(code).toBe(1);
    }
    const serving = await startProgram(newDataFolder(), environment);
    expect(await untilEnded(serving)).toBe(1);
    expect(serving.said()).toContain('changed by a newer Rondo');
  } finally {
    await client.query("DELETE FROM schema_migration WHERE name = '9999_later.sql'");
    await client.end();
  }
});
