import { error } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { noteRead } from '#features/sharing/use-cases/note-read.ts';
import { readToldSignals } from '#features/signals/use-cases/read-signals.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.setHeaders({ 'cache-control': 'no-store' });
  return asCircleMember(event, async (tx, member, person) => {
    const now = rondo().clock.now();
    const { timeZone } = person;
    const told = await readToldSignals(tx, member, { share: event.params.signal, now });
    if (!told) error(404);
    const { ownerId, ...shown } = told;
    noteRead(rondo(), person, { kind: 'signal', id: ownerId, ownerId, version: told.version });
    const { name } = await findCircle(tx, member);
    return { circle: { id: member.circleId, name }, told: shown, zone: timeZone, now };
  });
};
