import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { RoomView } from '#core/session/view.ts';
import type { SessionMember } from '#features/sessions/access.ts';
import { roomKey } from '#features/sessions/live/room-cache.ts';
import { useApp } from '../../../tests/support/app.ts';
import { must } from '../../../tests/support/session.ts';
import { insideVisit, until } from '../../../tests/support/visit.ts';
import { endVisit } from './use-cases/end-visit.ts';

const app = useApp();

/** A page that is open: the views that came to it, and whether it was ended. */
async function watch(member: SessionMember) {
  const seen = { views: [] as RoomView[], ended: false };
  const stop = await app.hub.subscribe({
    member,
    signInId: randomUUID(),
    send: ({ view }) => void seen.views.push(JSON.parse(view) as RoomView),
    close: () => {
      seen.ended = true;
      stop();
    },
  });
  return seen;
}

const board = 'I count to three';

test.each(['the guest', 'a member'])(
  '%s looks first: the members see their cards, the guest does not',
  async (first) => {
    const { wren, mara, room } = await insideVisit(app);
    await until(room, 'check-in');
    const [one, other] = first === 'the guest' ? [wren, mara] : [mara, wren];
    const pages = [await watch(await room.member(one)), await watch(await room.member(other))];
    await must(room.act(wren, { type: 'leave' }));
    await must(room.act(wren, { type: 'join' }));
    await must(room.act(room.people[1], { type: 'leave' }));
    const [guest, member] = first === 'the guest' ? pages : pages.toReversed();
    expect(guest?.views.length).toBeGreaterThan(1);
    expect(JSON.stringify(guest?.views)).not.toContain(board);
    expect(JSON.stringify(member?.views.at(-1))).toContain(board);
  },
);

test('with the end of the session an open page of a guest ends, and what came last holds nothing of it', async () => {
  const { wren, mara, room } = await insideVisit(app);
  const here = { kind: 'artefact' as const, artefact: 'text' as const, text: 'Said today.' };
  const [guest, member] = [await watch(await room.member(wren)), await watch(await room.member(mara))];
  await must(room.act(mara, { type: 'write', wordsId: randomUUID(), body: here }));
  expect(JSON.stringify(guest.views.at(-1))).toContain('Said today.');
  await must(room.act(mara, { type: 'close' }));
  expect(guest.ended).toBe(true);
  expect(guest.views.at(-1)?.session.status).toBe('closed');
  expect(JSON.stringify(guest.views.at(-1))).not.toContain('Said today.');
  expect(member.ended).toBe(false);
  expect(JSON.stringify(member.views.at(-1))).toContain('Said today.');
});

test('news from another node after a visit was taken back ends the guest’s page and nobody else’s', async () => {
  const { wren, mara, room, visit } = await insideVisit(app);
  const guest = await watch(await room.member(wren));
  await endVisit(app, mara, visit);
  const news = () => app.hub.refresh(roomKey({ ...mara, sessionId: room.sessionId }));
  await news();
  expect(guest.ended).toBe(true);
  const member = await watch(await room.member(mara));
  await news();
  expect(member.views.at(-1)?.session.status).toBe('running');
});
