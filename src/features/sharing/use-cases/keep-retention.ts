import { keptUntil, overBefore, type RetainedKind, retention } from '#core/sharing/retention.ts';
import type { App } from '#server/app.ts';
import type { Actor, Tx } from '#server/database.ts';
import { deleteEndedShares, deleteOver, listChoices, upsertChoice } from '../store/retention.ts';

/** How long something of mine is kept. */
export interface Kept {
  kind: RetainedKind;
  months: number;
  /** Empty where it is the same for everybody. */
  choices: readonly number[];
}

export async function readRetention(tx: Tx, actor: Actor): Promise<Kept[]> {
  const chosen = await listChoices(tx, actor);
  return (Object.keys(retention) as RetainedKind[]).map((kind) => ({
    kind,
    months: chosen[kind] ?? retention[kind].usual,
    choices: retention[kind].choices,
  }));
}

/** The day on which something of mine goes, unless it is changed before. */
export async function readKeptUntil(
  tx: Tx,
  actor: Actor,
  { kind, changedAt }: { kind: RetainedKind; changedAt: Date },
): Promise<Date> {
  const chosen = await listChoices(tx, actor);
  return keptUntil(changedAt, chosen[kind] ?? retention[kind].usual);
}

export async function chooseRetention(
  tx: Tx,
  actor: Actor,
  choice: { kind: RetainedKind; months: number },
): Promise<void> {
  await upsertChoice(tx, actor, choice);
}

/** Lets go of everything that is over now. Nightly; done twice it is done once. Returns how many rows went. */
export async function keepRetention(app: App): Promise<number> {
  const now = app.clock.now();
  return app.database.asWorker({}, async (tx) => {
    let gone = await deleteEndedShares(tx, overBefore(now, retention.ended_share.usual));
    for (const kind of ['journal_entry', 'story'] as const) {
      const { usual, choices } = retention[kind];
      const over = (months: number, chosen: boolean) =>
        deleteOver(tx, { kind, months, chosen, before: overBefore(now, months) });
      gone += await over(usual, false);
      for (const months of choices) gone += await over(months, true);
    }
    return gone;
  });
}
