import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Act } from '#core/session/command.ts';
import type { RoomView } from '#core/session/view.ts';
import type { ArrangedRoom } from '../support/rooms.ts';
import type { Entry } from './ledger.ts';

/** Where the program answers now; another port after each start. */
export type Origin = () => string;

type Answer = { ok: true } | { ok: false; refusal: string };

/** Sends one command until it is answered, with the same id each time, as every client does. */
export async function send(
  origin: Origin,
  room: ArrangedRoom,
  token: string,
  act: Act,
  id: string = randomUUID(),
): Promise<Answer> {
  for (;;) {
    try {
      const response = await fetch(`${origin()}/sessions/${room.sessionId}/commands`, {
        method: 'POST',
        headers: {
          cookie: `rondo=${token}`,
          'content-type': 'application/json',
          'sec-fetch-site': 'same-origin',
        },
        body: JSON.stringify({ commands: [{ id, act }] }),
        signal: AbortSignal.timeout(10_000),
      });
      if (response.ok) {
        const { results } = (await response.json()) as { results: [Answer] };
        return results[0];
      }
      if (response.status < 500) throw new Error(`the door answered ${response.status}`);
    } catch (error) {
      if ((error as Error).message.startsWith('the door answered')) throw error;
    }
    await pause(20);
  }
}

/** The room as one member's stream shows it on opening. */
export async function look(origin: Origin, room: ArrangedRoom, token: string): Promise<RoomView> {
  const response = await fetch(`${origin()}/sessions/${room.sessionId}/stream`, {
    headers: { cookie: `rondo=${token}` },
    signal: AbortSignal.timeout(10_000),
  });
  const reader = response.body?.getReader();
  let text = '';
  while (reader) {
    const { value, done } = await reader.read();
    text += new TextDecoder().decode(value);
    const data = /^data: (.*)\n\n/m.exec(text)?.[1];
    if (data) {
      await reader.cancel().catch(() => undefined);
      return (JSON.parse(data) as { view: RoomView }).view;
    }
    if (done) break;
  }
  throw new Error(`the stream of ${room.sessionId} showed nothing: ${response.status}`);
}

/** Looks again and again while the program is away. */
export async function lookUntilShown(origin: Origin, room: ArrangedRoom, token: string): Promise<RoomView> {
  for (;;) {
    try {
      return await look(origin, room, token);
    } catch {
      await pause(20);
    }
  }
}

/** Everyone enters, it starts, and goes on to the first step of this kind. */
export async function bringTo(origin: Origin, room: ArrangedRoom, kind: string): Promise<void> {
  const [first = ''] = room.tokens;
  for (const token of room.tokens) await send(origin, room, token, { type: 'join' });
  await send(origin, room, first, { type: 'start' });
  for (let guard = 0; guard < 20; guard++) {
    const view = await look(origin, room, first);
    if (view.now?.kind === kind) return;
    const from = view.now?.at ?? 0;
    await send(origin, room, first, { type: 'move-on', from });
    if (view.now?.kind === 'drill') {
      for (const token of room.tokens) await send(origin, room, token, { type: 'ready', from });
    }
  }
  throw new Error(`no step of kind ${kind}`);
}

/** A member who writes without pause until told to stop; each writing goes through the ledger. */
export async function keepWriting(
  { origin, room, token, entries }: { origin: Origin; room: ArrangedRoom; token: string; entries: Entry[] },
  stopped: () => boolean,
): Promise<void> {
  const view = await lookUntilShown(origin, room, token);
  const kind = view.me.focus ? 'phrase' : 'observation';
  for (let count = 0; !stopped(); count++) {
    const text = `${room.sessionId} ${token.slice(0, 6)} ${count}`;
    const entry: Entry = {
      commandId: randomUUID(),
      wordsId: randomUUID(),
      sessionId: room.sessionId,
      text,
      acknowledged: false,
    };
    entries.push(entry);
    const body =
      kind === 'phrase' ? ({ kind, text } as const) : ({ kind, quote: text, offset: count } as const);
    const answer = await send(
      origin,
      room,
      token,
      { type: 'write', wordsId: entry.wordsId, body },
      entry.commandId,
    );
    if (answer.ok) entry.acknowledged = true;
    else entry.refused = answer.refusal;
    // Each has written as much as one may in a step: the next room goes on.
    if (!answer.ok) return;
    await pause(5 + Math.random() * 25);
  }
}
