/** Fault tests that make sense beside a PostgreSQL that was given: they kill the program, a node or a connection. */
export const givenServerFaults: readonly string[] = [
  'changes',
  'check-texts',
  'command-line',
  'commit-and-notice',
  'letting-go',
  'nudges',
  'solving-round',
  'two-nodes',
  'uploads',
].map((name) => `tests/faults/${name}.test.ts`);

/**
 * The others, and why: they start a program with the embedded server, which is not there then. They run with `npm test`, and are
 * neither skipped nor passed beside a given one.
 */
export const embeddedServerFaults: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    'disk-full': 'fills up the disk of the embedded server',
    'disk-full-upload': 'fills up the disk of the embedded server and of the files',
    'interrupted-command': 'interrupts a command together with the embedded server that it started',
    'live-session': 'kills the embedded server in the middle of sessions',
    'master-key': 'kills the embedded server while the keys are wrapped anew',
    'npm-start': 'starts a copy of the program with the embedded server, as npm start does',
    'other-user': 'hands the files of the embedded server from one user to another',
    'own-certificate':
      'starts the program with the embedded server; which database it has makes no difference to it',
    'start-up': 'looks at how the embedded server is started, found again and stopped',
  }).map(([name, reason]) => [`tests/faults/${name}.test.ts`, reason]),
);
