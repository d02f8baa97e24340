import type { RefusalReason } from '#core/session/refusal.ts';
import type { App } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { imageLimits } from '#server/images/image-limits.ts';
import { type Reencoded, reencodeImage } from '#server/images/reencode-image.ts';
import { spend } from '#server/rate-limits.ts';
import { openStorage } from '#server/storage.ts';
import { putSealed } from '#server/vault/sealed-files.ts';
import type { SessionMember } from '../access.ts';
import { addFile, removeFile } from '../store/files.ts';
import { applyCommand } from './apply-command.ts';

export type ImageRefusal =
  | Extract<Reencoded, { ok: false }>['reason']
  | 'nothing-chosen'
  | 'too-many'
  | RefusalReason;

export type AttachedImage = { ok: true; fileId: string } | { ok: false; reason: ImageRefusal };

/** Drawing an image anew keeps a core busy for a second or more. */
const limit = { name: 'artefact', points: 30, minutes: 15 };

/**
 * Shows an image to the session: drawn anew without anything but its pixels, stored, and then said like any other words.
 * What is refused leaves neither a file nor a row; what a crash leaves behind, the hourly job takes away.
 */
export async function attachImage(
  app: App,
  member: SessionMember,
  { file, text }: { file: File | null; text: string },
): Promise<AttachedImage> {
  if (!file || file.size === 0) return { ok: false, reason: 'nothing-chosen' };
  if (file.size > imageLimits.bytes) return { ok: false, reason: 'too-large' };
  if (member.guest) return { ok: false, reason: 'guest-observes' };
  const spent = await spend(app.database, limit, member.personId);
  if (!spent.ok) return { ok: false, reason: 'too-many' };
  const image = await reencodeImage(new Uint8Array(await file.arrayBuffer()));
  if (!image.ok) return image;
  const fileId = newId();
  const { organisationId, personId: owner } = member;
  await putSealed(app, { organisationId, owner, id: fileId }, image.bytes);
  await app.database.asPerson(member, (tx) => addFile(tx, member, { id: fileId, ...image }));
  const said = await applyCommand(app, member, {
    id: newId(),
    by: member.personId,
    ...(member.via ? { via: member.via } : {}),
    act: { type: 'write', wordsId: newId(), body: { kind: 'artefact', artefact: 'image', text, fileId } },
  });
  if (said.ok) return { ok: true, fileId };
  await app.database.asPerson(member, (tx) => removeFile(tx, { ...member, id: fileId }));
  await openStorage(app.config).remove(fileId);
  return { ok: false, reason: said.refusal };
}
