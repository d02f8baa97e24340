import type { Visitor } from './visitor.ts';

/** Everything that the server streams to somebody for this room, byte for byte, beside what their page makes of it. */
export interface Overheard {
  text(): string;
  stop(): void;
}

/** Opens one more stream with this person's own cookies; resolves when the first view has come. */
export async function overhear(person: Visitor, room: string): Promise<Overheard> {
  const cookie = (await person.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const stopping = new AbortController();
  const answer = await fetch(new URL(room.replace(/room$/, 'stream'), person.origin), {
    headers: { cookie, accept: 'text/event-stream' },
    signal: stopping.signal,
  });
  const reader = answer.body?.getReader();
  if (!answer.ok || !reader) throw new Error(`${person.name} has no stream: ${answer.status}`);
  const decoder = new TextDecoder();
  let heard = '';
  const read = async () => {
    const { value, done } = await reader.read();
    heard += decoder.decode(value, { stream: true });
    return !done;
  };
  await read();
  void (async () => {
    while (await read());
  })().catch(() => undefined);
  return { text: () => heard, stop: () => stopping.abort() };
}

/** All that a browser holds of the page it shows: its elements, its fields, and what it has stored. */
export async function holdings(person: Visitor): Promise<string> {
  return person.page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(
      ({ value }) => value,
    );
    return [
      document.documentElement.outerHTML,
      ...fields,
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      document.cookie,
    ].join('\n');
  });
}
