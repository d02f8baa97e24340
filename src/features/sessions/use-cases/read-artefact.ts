import type { App } from '#server/app.ts';
import { readSealed } from '#server/vault/sealed-files.ts';
import type { SessionMember } from '../access.ts';
import { findFile, type ImageType } from '../store/files.ts';

/** Bytes of an image that was brought to a session; undefined when it is not there, not theirs to see, or deleted. */
export async function readArtefact(
  app: App,
  member: SessionMember,
  fileId: string,
): Promise<{ bytes: Buffer; mediaType: ImageType } | undefined> {
  const file = await app.database.asPerson(member, (tx) => findFile(tx, member, fileId));
  if (!file) return undefined;
  const { organisationId } = member;
  const bytes = await readSealed(app, { organisationId, owner: file.owner, id: file.id });
  return bytes && { bytes, mediaType: file.mediaType };
}
