/** What a page wants to hear of. */
export interface Interest {
  topics: readonly string[];
  /** Shows how things stand now; may be called at any time, also when nothing changed. */
  work: () => unknown;
  /** From when on what is told matters, in milliseconds of this device's clock: not later than the page was read. */
  since: number;
}

/** A page is usable so soon after it was asked for, even on a slow phone; in milliseconds. */
const justCame = 20_000;

/**
 * Calls `work` whenever something of these topics has changed (`board:CIRCLE`, `shares`), for as long as the page is open;
 * answers how to stop. For a `$effect`: what listens is fetched once the page is usable, and all tabs share one connection.
 */
export function onChange(topics: readonly string[], work: Interest['work']): () => void {
  const interest = {
    topics,
    work,
    since: performance.now() < justCame ? performance.timeOrigin : Date.now(),
  };
  let leave: (() => void) | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let gone = false;
  async function follow(): Promise<void> {
    try {
      const { followChanges } = await import('./follow-changes.ts');
      if (!gone) leave = followChanges(interest);
    } catch {
      // The network was away for a moment.
      if (!gone) retry = setTimeout(() => void follow(), 2000);
    }
  }
  void follow();
  return () => {
    gone = true;
    clearTimeout(retry);
    leave?.();
  };
}
