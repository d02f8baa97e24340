import { readFileSync } from 'node:fs';
import { type Command, runCommand } from './command.ts';
import { noSuchCommand } from './no-such-command.ts';

/** Loaded when asked for: what one command needs would only hold up another. */
const commands: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./commands/serve.ts')).serve,
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restore,
  'backup-keys': async () => (await import('./commands/backup-keys.ts')).backupKeys,
  'restore-keys': async () => (await import('./commands/restore-keys.ts')).restoreKeysCommand,
  'replace-master-key': async () =>
    (await import('./commands/replace-master-key.ts')).replaceMasterKeyCommand,
  'sign-in-link': async () => (await import('./commands/sign-in-link.ts')).signInLink,
  'operator-link': async () => (await import('./commands/operator-link.ts')).operatorLink,
  match: async () => (await import('./commands/match.ts')).match,
  'playbook check': async () => (await import('./commands/playbook-check.ts')).playbookCheck,
  'playbook print': async () => (await import('./commands/playbook-print.ts')).playbookPrint,
  'skill check': async () => (await import('./commands/skill-check.ts')).skillCheck,
  'ladder check': async () => (await import('./commands/ladder-check.ts')).ladderCheck,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
};

const say = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);
// Whoever reads only the first lines, as `head` does, closes the pipe; the work goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const asked = process.argv.slice(2);
// `help backup` is what many try first.
const words = asked[0] === 'help' && asked.length > 1 ? [...asked.slice(1), '--help'] : asked;
const name = Object.keys(commands).find((each) => `${words.join(' ')} `.startsWith(`${each} `));
/** `rondo playbook --help`: commands that begin so. */
const group = words.length > 1 ? Object.keys(commands).filter((each) => each.startsWith(`${words[0]} `)) : [];
const command = name === undefined ? undefined : await commands[name]?.();

if (command && name) {
  try {
    process.exitCode = await runCommand(command, words.slice(name.split(' ').length), { say, complain });
  } catch (problem) {
    complain((problem as Error).message);
    process.exitCode = 1;
  }
} else if (words.length === 1 && ['--version', '-v', 'version'].includes(words[0] ?? '')) {
  say(`Rondo ${readVersion()}, on Node ${process.versions.node}`);
} else if (words.every(isHelp)) {
  say(await overview());
} else if (group.length > 0 && words.slice(1).every(isHelp)) {
  say(await overview(group));
} else {
  complain(`${noSuchCommand(words, Object.keys(commands))}\n\n${await overview()}`);
  process.exitCode = 2;
}

function isHelp(word: string): boolean {
  return ['--help', '-h', 'help'].includes(word);
}

async function overview(names = Object.keys(commands)): Promise<string> {
  const all = await Promise.all(names.map((each) => commands[each]?.()));
  const lines = all
    .filter((each) => each !== undefined)
    .map(({ usage, summary }) => `  ${usage.padEnd(28)} ${summary}`);
  return ['Usage: rondo <command>', '', ...lines, '', '`rondo <command> --help` says more.'].join('\n');
}

function readVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
