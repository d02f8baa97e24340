import { error } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { readToldEntry } from '#features/journal/use-cases/read-told-entry.ts';
import { noteRead } from '#features/sharing/use-cases/note-read.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  // Said once more where the page says it to readers: nothing of this is kept anywhere on the way, or by the browser.
  event.setHeaders({ 'cache-control': 'no-store' });
  return asCircleMember(event, async (tx, member, person) => {
    const entry = await readToldEntry(tx, member, event.params.share);
    if (!entry) error(404);
    const { itemId, ...shown } = entry;
    noteRead(rondo(), person, {
      kind: 'journal_entry',
      id: itemId,
      ownerId: entry.ownerId,
      version: entry.version,
    });
    const { name } = await findCircle(tx, member);
    return {
      circle: { id: member.circleId, name },
      entry: shown,
      zone: person.timeZone,
      now: rondo().clock.now(),
    };
  });
};
