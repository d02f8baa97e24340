import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second that /proc counts in; 100 on every Linux that Node runs on. */
const ticks = 100;

/** CPU seconds that a process and its children have used so far (Linux). */
export function cpuSeconds(pid: number): number {
  const fields = statOf(pid);
  if (!fields) return 0;
  const [user, system, childrenUser, childrenSystem] = fields.slice(11, 15).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return (
    (user + system + childrenUser + childrenSystem) / ticks +
    childrenOf(pid).reduce((sum, child) => sum + cpuSeconds(child), 0)
  );
}

/** Resident memory in MiB. */
export function residentMegabytes(pid: number): number {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8')
    .split('\n')
    .find((each) => each.startsWith('VmRSS'));
  return Math.round(Number(line?.replace(/\D/g, '') ?? 0) / 1024);
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => Number(statOf(each)?.[1]) === pid);
}

/** Fields of /proc/PID/stat from the state on, so that index 1 is the parent; undefined when it is gone. */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
