const parts = { forms: () => import('./unfolded.ts') };

type BoardForms = Awaited<ReturnType<typeof parts.forms>>;

/** Components that have arrived. Nothing of anybody's is in it, so the server may share it too. */
let arrived: BoardForms | undefined = $state.raw();

/** What a board unfolds, once it has arrived; reactive. */
export function boardForms(): BoardForms | undefined {
  return arrived;
}

/** Fetches what a board unfolds; false where it does not come: there is no network, or the program was built anew. */
export async function loadBoardForms(): Promise<boolean> {
  arrived ??= await parts.forms().catch(() => undefined);
  return arrived !== undefined;
}

/** Whether a board comes with something unfolded, so that it cannot do without. */
export function comesUnfolded({
  open,
  places,
}: {
  open: { form: string; saw: string | undefined };
  places: readonly { former?: unknown }[];
}): boolean {
  return Boolean(open.form || open.saw || places.some(({ former }) => former));
}
