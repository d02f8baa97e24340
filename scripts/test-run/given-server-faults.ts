/**
 * Fault tests that make sense beside a PostgreSQL that was given: they kill the program, a node or a connection. The others
 * kill, fill up or hand over the embedded server, which is not there then.
 */
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
