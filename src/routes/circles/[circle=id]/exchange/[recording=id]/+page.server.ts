import { error, fail, redirect } from '@sveltejs/kit';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { asListener } from '#features/exchange/access.ts';
import { sendInput, wordsInput } from '#features/exchange/input.ts';
import { changeWords } from '#features/exchange/use-cases/change-words.ts';
import { findToAnswer } from '#features/exchange/use-cases/find-to-answer.ts';
import { readThread } from '#features/exchange/use-cases/read-exchange.ts';
import { removeRecording } from '#features/exchange/use-cases/remove-recording.ts';
import { sendRecording } from '#features/exchange/use-cases/send-recording.ts';
import { noteRead } from '#features/sharing/use-cases/note-read.ts';
import { readDial } from '#features/sharing/use-cases/read-dial.ts';
import { isSetAside, noteAside } from '#features/sharing/use-cases/set-aside.ts';
import { rondo } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asListener(event, async (tx, member, recording, { timeZone }) => {
    const thread = await readThread(tx, member, recording);
    for (const { id, owner, version } of [thread.first, ...thread.answers]) {
      if (owner !== member.personId)
        noteRead(rondo(), member, { kind: 'recording', id, ownerId: owner, version });
    }
    const mine = recording.owner === member.personId && recording.audience !== 'me';
    return {
      circle: { id: member.circleId, name: (await findCircle(tx, member)).name, closed: member.closed },
      members: (await membersOf(tx, member)).map(({ id, name }) => ({ id, name })),
      me: member.personId,
      thread: { ...thread, asked: recording },
      dial: mine ? await readDial(tx, member, { kind: 'recording', id: recording.id }) : undefined,
      aside: await isSetAside(tx, member, { kind: 'recording', id: recording.id }),
      answering: recording.answers ? await findToAnswer(tx, member, recording.answers) : undefined,
      answerId: newId(),
      zone: timeZone,
      now: rondo().clock.now(),
    };
  });

export const actions: Actions = {
  /** The title and the written version of one's own. */
  words: async (event) => {
    const read = readForm(wordsInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const { recording: id } = event.params;
    const done = await asListener(event, (tx, member) => changeWords(tx, member, { ...read.value, id }));
    if (!done) error(404);
    redirect(303, event.url.pathname);
  },
  send: async (event) => {
    const read = readForm(sendInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const told = { ...read.value, id: event.params.recording, now: rondo().clock.now() };
    const sent = await asListener(event, (tx, member) => sendRecording(tx, member, told));
    if (!sent.ok && sent.reason === 'gone') error(404);
    if (!sent.ok) return fail(409, { reason: sent.reason, values: read.values });
    redirect(303, event.url.pathname);
  },
  noted: async (event) => {
    await asListener(event, (tx, _member, { id }) => noteAside(tx, { kind: 'recording', id }));
    redirect(303, event.url.pathname);
  },
  remove: async (event) => {
    const member = await asListener(event, async (_tx, proven, found) =>
      found.owner === proven.personId ? proven : undefined,
    );
    if (!member) error(404);
    await removeRecording(rondo(), member, event.params.recording);
    redirect(303, `/circles/${event.params.circle}/exchange`);
  },
};
