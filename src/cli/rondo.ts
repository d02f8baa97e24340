import { type Command, runCommand } from './command.ts';
import { backup } from './commands/backup.ts';
import { doctor } from './commands/doctor.ts';
import { match } from './commands/match.ts';
import { migrateCommand } from './commands/migrate.ts';
import { operatorLink } from './commands/operator-link.ts';
import { playbookCheck } from './commands/playbook-check.ts';
import { playbookPrint } from './commands/playbook-print.ts';
import { restore } from './commands/restore.ts';
import { serve } from './commands/serve.ts';
import { signInLink } from './commands/sign-in-link.ts';
import { skillCheck } from './commands/skill-check.ts';

const commands: Record<string, Command> = {
  serve,
  migrate: migrateCommand,
  backup,
  restore,
  'sign-in-link': signInLink,
  'operator-link': operatorLink,
  match,
  'playbook check': playbookCheck,
  'playbook print': playbookPrint,
  'skill check': skillCheck,
  doctor,
};

const say = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

const words = process.argv.slice(2);
const name = Object.keys(commands).find((each) => `${words.join(' ')} `.startsWith(`${each} `));
const command = name === undefined ? undefined : commands[name];

if (command && name) {
  try {
    process.exitCode = await runCommand(command, words.slice(name.split(' ').length), { say, complain });
  } catch (problem) {
    complain((problem as Error).message);
    process.exitCode = 1;
  }
} else if (words.length === 0 || words[0] === '--help' || words[0] === 'help') {
  say(overview());
} else {
  complain(`There is no command "${words.slice(0, 2).join(' ')}".\n\n${overview()}`);
  process.exitCode = 2;
}

function overview(): string {
  const lines = Object.values(commands).map(({ usage, summary }) => `  ${usage.padEnd(28)} ${summary}`);
  return ['Usage: rondo <command>', '', ...lines, '', '`rondo <command> --help` says more.'].join('\n');
}
