import { canDo, findingState, mostOpenFindings } from '#core/findings/finding.ts';
import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { colleaguesOf } from '#features/people/use-cases/list-colleagues.ts';
import type { Tx } from '#server/database.ts';
import type { ToldFinding } from '../input.ts';
import { saveConsent } from '../store/consents.ts';
import { insertFinding, insertVersion, listFindings } from '../store/findings.ts';

export type WriteRefusal =
  | 'circle-closed'
  | 'alone'
  | 'too-many-open'
  | 'unknown-person'
  | 'owner-inside'
  | 'finding-gone'
  | 'words-changed';
export type WriteAnswer = { ok: true } | { ok: false; reason: WriteRefusal };

/** Lays the words before the circle. Whoever writes them has agreed to them; everyone else is asked. */
export async function beginFinding(
  tx: Tx,
  member: CircleMember,
  { id, card, now, ...told }: ToldFinding & { id: string; card: string | null; now: Date },
): Promise<WriteAnswer> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  const standing = await listFindings(tx, member);
  if (standing.some((finding) => finding.id === id)) return { ok: true };
  const open = standing.filter((finding) => canDo(findingState(finding, now)).includes('withdraw'));
  if (open.length >= mostOpenFindings) return { ok: false, reason: 'too-many-open' };
  const owner = await ownerOf(tx, member, told);
  if (!owner.ok) return owner;
  if (!(await insertFinding(tx, member, { id, card }))) return { ok: false, reason: 'finding-gone' };
  return putVersion(tx, member, { finding: id, version: 1, told: { ...told, ...owner.owner } });
}

/** Another version of the words, which asks everyone afresh. `version`: the one that its writer had read. */
export async function rewordFinding(
  tx: Tx,
  member: CircleMember,
  { id, version, now, ...told }: ToldFinding & { id: string; version: number; now: Date },
): Promise<WriteAnswer> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  const [finding] = await listFindings(tx, member, id);
  if (!finding || !canDo(findingState(finding, now)).includes('reword'))
    return { ok: false, reason: 'finding-gone' };
  if (finding.version !== version) return { ok: false, reason: 'words-changed' };
  const owner = await ownerOf(tx, member, told);
  if (!owner.ok) return owner;
  return putVersion(tx, member, { finding: id, version: version + 1, told: { ...told, ...owner.owner } });
}

async function putVersion(
  tx: Tx,
  member: CircleMember,
  put: { finding: string; version: number; told: ToldFinding },
): Promise<WriteAnswer> {
  if (!(await insertVersion(tx, member, put))) return { ok: false, reason: 'words-changed' };
  await saveConsent(tx, member, { finding: put.finding, version: put.version, agrees: true });
  return { ok: true };
}

/** Whom it is for, who sits outside: a colleague by their name, who needs no address here, or somebody else. */
async function ownerOf(tx: Tx, member: CircleMember, { toPerson, toName, toEmail }: ToldFinding) {
  const members = await membersOf(tx, member);
  if (members.length < 2) return { ok: false, reason: 'alone' } as const;
  if (toPerson === null) return { ok: true, owner: { toPerson, toName, toEmail } } as const;
  if (members.some(({ id }) => id === toPerson)) return { ok: false, reason: 'owner-inside' } as const;
  const colleague = (await colleaguesOf(tx, member)).find(({ id }) => id === toPerson);
  if (!colleague) return { ok: false, reason: 'unknown-person' } as const;
  return { ok: true, owner: { toPerson, toName: colleague.name, toEmail: null } } as const;
}
