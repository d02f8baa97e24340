import { parseArgs } from 'node:util';

/** One word after `rondo`. */
export interface Command {
  /** How it is called, after `rondo`. */
  usage: string;
  /** One line for the list of commands. */
  summary: string;
  /** What `--help` and `-h` say beyond usage and summary. */
  details?: string;
  /** Flags without a value. */
  flags?: string[];
  /** Flags with a value. */
  options?: string[];
  /** How many arguments: least and most. */
  takes: [number, number];
  /** @returns the exit code: 0 done, 1 could not, 2 asked wrongly */
  run(given: Given): Promise<number>;
}

export interface Given {
  arguments: string[];
  flags: Set<string>;
  /** Values of the flags that take one, as typed. */
  options: Readonly<Record<string, string | undefined>>;
  say(line: string): void;
  /** For what went wrong. */
  complain(line: string): void;
}

/** Checks the words after the command's name and runs it. */
export async function runCommand(
  command: Command,
  words: string[],
  voice: Pick<Given, 'say' | 'complain'>,
): Promise<number> {
  const { say, complain } = voice;
  const options = Object.fromEntries<{ type: 'boolean' | 'string'; short?: string }>([
    ['help', { type: 'boolean', short: 'h' }],
    ...(command.flags ?? []).map((flag) => [flag, { type: 'boolean' }] as const),
    ...(command.options ?? []).map((flag) => [flag, { type: 'string' }] as const),
  ]);
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: words, options, allowPositionals: true });
  } catch (problem) {
    complain(`${(problem as Error).message.split('. ')[0]}.\nUsage: rondo ${command.usage}`);
    return 2;
  }
  if (parsed.values.help) {
    say(`Usage: rondo ${command.usage}\n\n${command.summary}`);
    if (command.details) say(`\n${command.details}`);
    return 0;
  }
  const [least, most] = command.takes;
  if (parsed.positionals.length < least || parsed.positionals.length > most) {
    complain(
      `${parsed.positionals.length < least ? 'Something is missing' : 'That is too much'}.\nUsage: rondo ${command.usage}`,
    );
    return 2;
  }
  return command.run({
    arguments: parsed.positionals,
    flags: new Set(Object.keys(parsed.values)),
    options: Object.fromEntries(
      Object.entries(parsed.values).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    ),
    say,
    complain,
  });
}
