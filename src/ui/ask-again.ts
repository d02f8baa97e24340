/**
 * Asks again and again, `pause` milliseconds after the last answer: on a slow network, asking at fixed times would overtake
 * each answer with the next question, and none would ever be shown. Answers how to stop.
 */
export function askAgain(ask: () => Promise<unknown>, pause: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  async function look(): Promise<void> {
    // What could not be read is asked for again.
    await ask().catch(() => undefined);
    if (!stopped) timer = setTimeout(look, pause);
  }
  timer = setTimeout(look, pause);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
