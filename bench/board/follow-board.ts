import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { watchChanges } from '../../tests/support/watch-changes.ts';

interface Board {
  port: number;
  /** Its path. */
  board: string;
  /** Values of the sign-in cookie, one a member. */
  tokens: string[];
  /** The card of each of them, in the same order. */
  cards: { id: string }[];
  count: number;
}

/** Sorted milliseconds from the moment when a form was sent. */
interface Changes {
  /** Until every member's stream was told that the board changed. */
  told: Float64Array;
  /** Until every member had read the board again. */
  shown: Float64Array;
}

/** Kept connections, one a member, as their browsers have them. */
const agents = new Map<string, Agent>();

/**
 * Members change the board in turn, by the forms of its page: each says their own card better, and tells what they saw of
 * another's. Every member's browser follows the changes and reads the board again, as the page does.
 */
export async function followBoard({ port, board, tokens, cards, count }: Board): Promise<Changes> {
  const origin = `http://localhost:${port}`;
  const watchers = await Promise.all(tokens.map((token) => watchChanges(origin, { token })));
  const topic = `board:${board.split('/')[2]}`;
  const told = new Float64Array(count);
  const shown = new Float64Array(count);
  const warm = 20;
  for (let at = -warm; at < count; at++) {
    const author = (at + warm) % tokens.length;
    const form = formOf({ cards, author, at });
    const heard = watchers.map((watcher) => watcher.next(topic));
    const started = performance.now();
    const posting = call({ port, path: board + form.action, token: tokens[author] ?? '', body: form.body });
    const reading = heard.map(async (waiting, member) => {
      await waiting;
      const since = performance.now() - started;
      const page = await call({
        port,
        path: `${board}/__data.json?x-sveltekit-invalidated=01`,
        token: tokens[member] ?? '',
      });
      if (!page.includes(form.text)) throw new Error(`a member was told, and does not see “${form.text}”`);
      return { since, seen: performance.now() - started };
    });
    const [answer, ...members] = await Promise.all([posting, ...reading]);
    if (!answer.includes('"type":"redirect"')) throw new Error(`the form was refused: ${answer}`);
    if (at >= 0) {
      told[at] = Math.max(...members.map(({ since }) => since));
      shown[at] = Math.max(...members.map(({ seen }) => seen));
    }
    await pause(10);
  }
  for (const watcher of watchers) watcher.close();
  for (const agent of agents.values()) agent.destroy();
  return { told: told.sort(), shown: shown.sort() };
}

function formOf({ cards, author, at }: { cards: { id: string }[]; author: number; at: number }): {
  action: string;
  text: string;
  body: Record<string, string>;
} {
  const text = `I will ask question ${at + 1000} before I say what I would do.`;
  const own = cards[author]?.id ?? '';
  const other = cards[(author + 1) % cards.length]?.id ?? '';
  return at % 2
    ? { action: '?/change', text, body: { id: own, experiment: text, context: 'Tuesday planning' } }
    : { action: '?/saw', text, body: { id: randomUUID(), card: other, text } };
}

/** As the page's own script asks; answers the body. */
function call(asked: {
  port: number;
  path: string;
  token: string;
  body?: Record<string, string>;
}): Promise<string> {
  const { port, path, token, body } = asked;
  const agent = agents.get(token) ?? new Agent({ keepAlive: true, maxSockets: 2 });
  agents.set(token, agent);
  const sent = body && new URLSearchParams(body).toString();
  return new Promise((resolve, reject) => {
    const headers = {
      host: `localhost:${port}`,
      cookie: `rondo=${token}`,
      origin: `http://localhost:${port}`,
      'sec-fetch-site': 'same-origin',
      ...(sent
        ? {
            accept: 'application/json',
            'x-sveltekit-action': 'true',
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': Buffer.byteLength(sent),
          }
        : {}),
    };
    request({ host: '127.0.0.1', port, path, agent, method: sent ? 'POST' : 'GET', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve(text));
    })
      .on('error', reject)
      .end(sent);
  });
}
