import {
  type ChosenKind,
  chosenKinds,
  keptUntil,
  overBefore,
  type RetainedKind,
  retainedKinds,
  retention,
  usualMonths,
} from '#core/sharing/retention.ts';
import type { App } from '#server/app.ts';
import type { Actor, Tx } from '#server/database.ts';
import {
  deleteChoice,
  deleteEndedShares,
  deleteOver,
  listChoices,
  upsertChoice,
} from '../store/retention.ts';

/** How long something of mine is kept. */
export interface Kept {
  kind: RetainedKind;
  /** Absent: until I say otherwise. */
  months?: number;
  /** Whether that is a choice. */
  endless: boolean;
  /** Empty where it is the same for everybody. */
  choices: readonly number[];
}

export async function readRetention(tx: Tx, actor: Actor): Promise<Kept[]> {
  const chosen = await listChoices(tx, actor);
  return retainedKinds.map((kind) => {
    const months = chosen[kind] ?? usualMonths(kind);
    const endless = usualMonths(kind) === undefined;
    return { kind, ...(months !== undefined && { months }), endless, choices: retention[kind].choices };
  });
}

/** The day on which something of mine goes, unless it is changed before. */
export async function readKeptUntil(
  tx: Tx,
  actor: Actor,
  { kind, changedAt }: { kind: 'journal_entry' | 'story'; changedAt: Date },
): Promise<Date> {
  const chosen = await listChoices(tx, actor);
  return keptUntil(changedAt, chosen[kind] ?? retention[kind].usual);
}

/** `months` undefined: until I say otherwise. */
export async function chooseRetention(
  tx: Tx,
  actor: Actor,
  { kind, months }: { kind: ChosenKind; months: number | undefined },
): Promise<void> {
  if (months === undefined) await deleteChoice(tx, actor, kind);
  else await upsertChoice(tx, actor, { kind, months });
}

/** Lets go of everything that is over now. Nightly; done twice it is done once. Returns how many rows went. */
export async function keepRetention(app: App): Promise<number> {
  const now = app.clock.now();
  return app.database.asWorker({}, async (tx) => {
    let gone = await deleteEndedShares(tx, overBefore(now, retention.ended_share.usual));
    for (const kind of chosenKinds) {
      const usual = usualMonths(kind);
      if (usual !== undefined) gone += await deleteOver(tx, { kind, before: overBefore(now, usual) });
      for (const months of retention[kind].choices)
        gone += await deleteOver(tx, { kind, months, before: overBefore(now, months) });
    }
    return gone;
  });
}
