import { type NudgeKind, nudgeKinds } from '#core/nudges/kind.ts';
import { type NudgeSettings, usualSettings } from '#core/nudges/settings.ts';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';

/** All SQL about how somebody wants to be nudged. */

/** `hold`: holds them until the transaction ends, so that two plans for one person follow each other. */
export async function findSettings(tx: Tx, actor: Actor, hold = false): Promise<NudgeSettings> {
  if (hold) await upsert(tx, actor, {});
  const [row] = hold ? await selectMine(tx, actor).forUpdate().execute() : await mySettings(tx, actor);
  if (!row) return usualSettings;
  return {
    weekly: row.weekly,
    off: nudgeKinds.filter((kind) => row.switched_off.includes(kind)),
    byMail: row.by_mail,
    ...(row.paused_until && { pausedUntil: row.paused_until }),
  };
}

function selectMine(tx: Tx, { organisationId, personId }: Actor) {
  return tx
    .selectFrom('nudge_setting')
    .select(['weekly', 'switched_off', 'by_mail', 'paused_until'])
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId);
}

const mySettings = prepare('my-nudge-settings', selectMine);

export interface ChangedSettings {
  weekly?: number;
  off?: readonly NudgeKind[];
  byMail?: boolean;
  pausedUntil?: string | null;
}

/** The job looks at this person again at once, because everything may come at another time now. */
export async function saveSettings(tx: Tx, actor: Actor, changed: ChangedSettings): Promise<void> {
  const { weekly, off, byMail, pausedUntil } = changed;
  await upsert(tx, actor, {
    ...(weekly !== undefined && { weekly }),
    ...(off && { switched_off: [...off] }),
    ...(byMail !== undefined && { by_mail: byMail }),
    ...(pausedUntil !== undefined && { paused_until: pausedUntil }),
    look_at: new Date(0),
  });
}

/** When the job is to look at this person again. */
export async function lookAgain(tx: Tx, actor: Actor, at: Date): Promise<void> {
  await upsert(tx, actor, { look_at: at });
}

async function upsert(
  tx: Tx,
  { organisationId, personId }: Actor,
  row: Partial<{
    weekly: number;
    switched_off: string[];
    by_mail: boolean;
    paused_until: string | null;
    look_at: Date;
  }>,
): Promise<void> {
  await tx
    .insertInto('nudge_setting')
    .values({ organisation_id: organisationId, person_id: personId, ...row })
    .onConflict((conflict) => {
      const mine = conflict.columns(['organisation_id', 'person_id']);
      return Object.keys(row).length === 0 ? mine.doNothing() : mine.doUpdateSet(row);
    })
    .execute();
}
