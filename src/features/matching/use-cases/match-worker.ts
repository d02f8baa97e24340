import { setPriority } from 'node:os';

/** Of 19, where 0 is usual: about a tenth of a core where every core is wanted, a whole one otherwise. */
const niceness = 10;

// On Linux a priority belongs to the thread that asks, so pages come first wherever both want to run; elsewhere it would be
// the whole program's. It is asked for before anything else is read in, as that alone keeps a core busy for a while.
if (process.platform === 'linux') setPriority(niceness);

await import('./answer-task.ts');
