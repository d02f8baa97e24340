import type { PersonId } from './event.ts';
import type { Room } from './room.ts';
import type { Words } from './words.ts';

/**
 * Whether a row that its viewer may read is shown on the device in use. Whoever owns a device can say that anybody holds
 * it, so through somebody else's device one sees what all may see, and of the rest only what was written on this very
 * device while one holds it: the observer's sheet is wiped when the device goes to other hands, and at the end.
 *
 * @param looking.via whose device it is, where it is not the viewer's own
 */
export function showsOnDevice(
  row: Words,
  { room, viewer, via }: { room: Room; viewer: PersonId; via?: PersonId },
): boolean {
  if (via === undefined || via === viewer) return true;
  if (row.releasedAt !== undefined && row.audience === 'session') return true;
  if (room.status !== 'lobby' && room.status !== 'running') return false;
  if (row.via !== via || room.devices[via] !== viewer) return false;
  return row.author !== viewer || row.createdAt >= (room.handedAt[via] ?? 0);
}
