import { error, redirect } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { takeBackInput } from '#features/commitments/input.ts';
import { readCard } from '#features/commitments/use-cases/read-card.ts';
import { removeCard } from '#features/commitments/use-cases/remove-card.ts';
import { takeBackWords } from '#features/commitments/use-cases/take-back-words.ts';
import { boardChanges } from '#features/commitments/views/board-changes.ts';
import { noteRead } from '#features/sharing/use-cases/note-read.ts';
import { whoOpenedCard } from '#features/sharing/use-cases/who-has-opened.ts';
import { allAnswered } from '#server/all-answered.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, person) => {
    event.depends(boardChanges);
    const [page, circle, members] = await allAnswered([
      readCard(tx, member, event.params.card),
      findCircle(tx, member),
      membersOf(tx, member),
    ]);
    if (!page) error(404);
    const { card, mine, ownerId } = page;
    const names = Object.fromEntries(members.map(({ id, name }) => [id, name]));
    // Who has left is told nothing any more.
    if (!mine && names[ownerId])
      noteRead(rondo(), member, { kind: 'card', id: card.id, ownerId, version: card.version });
    return {
      ...page,
      ...(mine && { openedBy: await whoOpenedCard(tx, member, card.id) }),
      circle: { id: member.circleId, name: circle.name },
      names,
      me: member.personId,
      zone: person.timeZone,
      now: rondo().clock.now(),
    };
  });

export const actions: Actions = {
  takeBack: async (event) => {
    const read = readForm(takeBackInput, await event.request.formData());
    await asCircleMember(event, async (tx, member) => {
      if (read.ok) await takeBackWords(tx, member, read.value.step);
    });
    redirect(303, `/circles/${event.params.circle}/cards/${event.params.card}`);
  },
  remove: async (event) => {
    await asCircleMember(event, async (tx, member) => {
      if (!(await removeCard(tx, member, event.params.card))) error(404);
    });
    redirect(303, `/circles/${event.params.circle}/board`);
  },
};
