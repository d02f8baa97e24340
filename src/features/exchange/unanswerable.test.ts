import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { setDial } from '#features/sharing/use-cases/set-dial.ts';
import type { Tx } from '#server/database.ts';
import { asMember } from '../../../tests/support/circle.ts';
import { useExchange, webm } from '../../../tests/support/exchange.ts';
import type { CircleMember } from '../circles/access.ts';
import { beginRecording } from './use-cases/begin-recording.ts';
import { findToAnswer } from './use-cases/find-to-answer.ts';
import { receivePieces } from './use-cases/receive-pieces.ts';
import { removeRecording } from './use-cases/remove-recording.ts';
import { sendRecording } from './use-cases/send-recording.ts';
import { writeNote } from './use-cases/write-note.ts';

const exchange = useExchange();
const { app, member, begun, uploaded, sent, seen, filesOf } = exchange;

const as = <T>(by: 0 | 1 | 2, work: (tx: Tx, proven: CircleMember) => Promise<T>) =>
  asMember(app.database, exchange.people[by], exchange.circleId, work);
const send = (id: string, to: string, answers?: string) =>
  as(1, (tx, proven) =>
    sendRecording(tx, proven, {
      ...{ id, to, answers, title: '', words: 'An answer', peaks: undefined },
      now: app.clock.now(),
    }),
  );

/** How what was asked is there no more. */
const goes: [string, (id: string) => Promise<unknown>][] = [
  ['was removed', async (id) => removeRecording(app, await member(0), id)],
  [
    'was taken back',
    (id) => as(0, (tx, proven) => setDial(tx, proven, { kind: 'recording', id }, { audience: 'me' })),
  ],
  [
    'has had its day',
    (id) =>
      app.database.asMaintenance((tx) =>
        sql`UPDATE recording SET delete_after = now() - interval '1 second' WHERE id = ${id}`.execute(tx),
      ),
  ],
];

test.each(goes)(
  'what was to answer a recording that %s stays with whoever made it, and goes to nobody',
  async (_how, go) => {
    const asked = await sent();
    const whole = await uploaded({ by: 1, answers: asked });
    const bytes = webm(700_000);
    const half = await begun({ by: 1, bytes, answers: asked });
    const told = { kind: 'voice', seconds: 20, bytes: 9000, title: '' } as const;
    await go(asked);
    expect(await as(1, (tx, proven) => findToAnswer(tx, proven, asked))).toBeUndefined();
    // Not begun yet, on its way, and there: none is refused for ever, and none is sent to those who had the question.
    const new_ = randomUUID();
    const refused = { ok: false, reason: 'unanswerable' };
    expect(await beginRecording(app, await member(1), { ...told, id: new_, answers: asked })).toEqual(
      refused,
    );
    expect(
      await beginRecording(app, await member(1), { ...told, id: new_, answers: undefined }),
    ).toMatchObject({
      ok: true,
    });
    async function* all() {
      yield bytes;
    }
    expect(await receivePieces(app, await member(1), { id: half, offset: 0, body: all() })).toMatchObject({
      ok: true,
    });
    for (const id of [whole, half]) {
      expect(await send(id, 'circle', asked)).toEqual(refused);
      expect(await seen(1, id)).toMatchObject({ audience: 'me', received: 700_000 });
      expect(await seen(2, id)).toBeUndefined();
      expect(filesOf(id)).toHaveLength(3);
    }
    // It is sent by itself to whom they choose, and hopes for an answer like any other.
    expect(await send(whole, exchange.people[2].personId)).toEqual({ ok: true, id: whole });
    expect((await seen(2, whole))?.answerBy).toBeInstanceOf(Date);
    expect(await seen(0, whole)).toBeUndefined();
  },
);

test('words to what is gone are refused and not kept; what was sent before is sent', async () => {
  const asked = await sent();
  const write = (id: string) =>
    as(1, (tx, proven) =>
      writeNote(tx, proven, {
        ...{ id, title: '', words: 'I would keep it.', to: 'circle', answers: asked },
        now: app.clock.now(),
      }),
    );
  const [note, late, whole] = [randomUUID(), randomUUID(), await uploaded({ by: 1, answers: asked })];
  expect(await write(note)).toEqual({ ok: true, id: note });
  expect(await send(whole, 'circle', asked)).toEqual({ ok: true, id: whole });
  await removeRecording(app, await member(0), asked);
  expect(await write(late)).toEqual({ ok: false, reason: 'unanswerable' });
  expect(await seen(1, late)).toBeUndefined();
  // Whose answer was lost sends it again.
  expect(await write(note)).toEqual({ ok: true, id: note });
  expect(await send(whole, 'circle', asked)).toEqual({ ok: true, id: whole });
});
