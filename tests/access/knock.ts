import type { Row } from './matrix/row.ts';
import type { Identity, World } from './world.ts';

export interface Answer {
  status: number;
  location: string | null;
  headers: Headers;
  /** The first message only, where it is a stream. */
  body: string;
}

/** One identity tries one door, as a browser's own page would. */
export async function knock(origin: string, row: Row, as: { who: Identity; world: World }): Promise<Answer> {
  const method = row.door.split(' ')[0] ?? 'GET';
  return ask(origin + row.at(as.world), {
    method,
    cookie: as.world.cookies[as.who],
    ...(row.form ? { body: new URLSearchParams(row.form(as.world)) } : {}),
    ...(row.json ? { body: JSON.stringify(row.json(as.world)), type: 'application/json' } : {}),
  });
}

export async function ask(
  url: string,
  { method = 'GET', cookie = '', body, type, headers = {} }: Question = {},
): Promise<Answer> {
  const own = { origin: new URL(url).origin, 'sec-fetch-site': 'same-origin' };
  const stop = new AbortController();
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    signal: stop.signal,
    ...(body === undefined ? {} : { body }),
    headers: {
      accept: 'text/html',
      cookie,
      ...(method === 'GET' ? {} : own),
      ...(type ? { 'content-type': type } : {}),
      ...headers,
    },
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  const text = isStream ? await firstMessage(response) : await response.text();
  if (isStream) stop.abort();
  return {
    status: response.status,
    location: response.headers.get('location'),
    headers: response.headers,
    body: text,
  };
}

export interface Question {
  method?: string;
  cookie?: string;
  body?: URLSearchParams | string;
  type?: string;
  headers?: Record<string, string>;
}

async function firstMessage(response: Response): Promise<string> {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (!/data: .*\n\n/.test(text)) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  reader.releaseLock();
  return text;
}
