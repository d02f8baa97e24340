import type { App } from '#server/app.ts';
import type { SignedIn } from '../access.ts';
import { listSignIns } from '../store/device.ts';

/** A browser in which the person is signed in. */
export interface Device {
  id: string;
  /** Such as `Firefox, Linux`; empty when unknown. */
  name: string;
  since: Date;
  seen: Date;
  here: boolean;
}

export async function listDevices({ database }: Pick<App, 'database'>, actor: SignedIn): Promise<Device[]> {
  const rows = await database.asPerson(actor, (tx) => listSignIns(tx, actor));
  return rows.map((row) => ({
    id: row.id,
    name: row.device,
    since: row.created_at,
    seen: row.last_seen_at,
    here: row.id === actor.signInId,
  }));
}
