import { randomUUID } from 'node:crypto';
import type { App } from '#server/app.ts';
import type { Actor, Database, Tx } from '#server/database.ts';
import { type Limit, type Spent, spend } from '#server/rate-limits.ts';
import { endAsAbout, findReached, listSetAside, noteSetAside, type Reached } from '../store/set-aside.ts';
import type { Item } from '../store/shares.ts';

export type AboutMe = Reached;

/** In a day, by one person. More than anybody needs, and too few to silence a circle. */
export const perPerson: Limit = { name: 'about-me', points: 5, minutes: 24 * 60 };
/**
 * Goes with the program's end. Without it a counter, which lies in backups too, would tell who said so by when it began. So each
 * node counts for itself, and anew after a start.
 */
const unlinked = randomUUID();

/** Counts that this person says once more that something is about them. */
export function spendOne(database: Database, personId: string): Promise<Spent> {
  return spend(database, perPerson, `${unlinked} ${personId}`);
}

export type SetAside = { ok: true; was: AboutMe } | { ok: false; reason: 'gone' | 'too-many' };

/** Another's words that reach me now, by their share; undefined for everything else. */
export async function findAboutMe(tx: Tx, share: string): Promise<AboutMe | undefined> {
  const found = await findReached(tx, share);
  return found?.open ? found : undefined;
}

/**
 * Somebody says that what they can read is about them: it is its author's alone again, who is told so without a name. Said
 * twice, or after it was withdrawn, it changes nothing.
 */
export async function setAside(app: App, actor: Actor, share: string): Promise<SetAside> {
  const was = await app.database.asPerson(actor, (tx) => findReached(tx, share));
  if (!was) return { ok: false, reason: 'gone' };
  if (was.open && !(await spendOne(app.database, actor.personId)).ok)
    return { ok: false, reason: 'too-many' };
  const done = await app.database.asPerson(actor, (tx) => endAsAbout(tx, share));
  return done ? { ok: true, was } : { ok: false, reason: 'gone' };
}

/** Things of mine that somebody said are about them, until I have shared them again or said that I know; newest first. */
export async function readSetAside(tx: Tx, actor: Actor): Promise<Item[]> {
  return listSetAside(tx, actor);
}

export async function isSetAside(tx: Tx, actor: Actor, { kind, id }: Item): Promise<boolean> {
  return (await listSetAside(tx, actor)).some((item) => item.kind === kind && item.id === id);
}

/** I know that somebody said so: it is not said to me any more. */
export async function noteAside(tx: Tx, item: Item): Promise<void> {
  await noteSetAside(tx, item);
}
