import type { Actor, Tx } from '#server/database.ts';
import { saveDepartment } from '../store/profile.ts';

/** Where somebody works, in their own words; nothing else of their profile changes. */
export async function tellDepartment(tx: Tx, actor: Actor, department: string): Promise<void> {
  await saveDepartment(tx, actor, department);
}
