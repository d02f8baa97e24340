import type { App } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { findSessionMember } from '../access.ts';
import { applyCommand } from './apply-command.ts';

/**
 * A guest whose visit is being taken back leaves the room, so that the others see an empty seat and nobody waits for them. It
 * is the guest who leaves, whoever took it back; nothing else is ever done in their name.
 */
export async function seeGuestOut(
  app: App,
  { sessionId, ...guest }: { organisationId: string; personId: string; sessionId: string },
): Promise<void> {
  const member = await app.database.asPerson(guest, (tx) => findSessionMember(tx, guest, sessionId));
  if (!member?.guest) return;
  await applyCommand(app, member, { id: newId(), by: member.personId, act: { type: 'leave' } });
}
