import { connect, type Socket } from 'node:net';

/**
 * HTTP/1.1 as plainly as it can be spoken, so that the load takes little of the machine that it measures: only what the
 * servers of this benchmark answer is understood, and anything else fails.
 */
export interface Call {
  port: number;
  path: string;
  headers: Record<string, string>;
}

const blankLine = Buffer.from('\r\n\r\n');
const dataLine = Buffer.from('data: ');
const messageEnd = Buffer.from('\n\n');

const nothing = Buffer.alloc(0);
/** All streams are read into one place: a new one for each read made the load collect garbage for 20 ms at a time. */
const place = Buffer.alloc(65_536);

/** Node's server closes what was idle for five seconds; a command written into that moment would be lost. */
const longestIdle = 3000;

/**
 * Opens a stream of Server-Sent Events; `onMessage` gets each message that carries data, whole. The bytes are the reader's
 * only until it returns.
 */
export function openStream(
  { port, path, headers }: Call,
  onMessage: (message: Buffer) => void,
): Promise<{ close(): void }> {
  return new Promise((resolve, reject) => {
    let opened = false;
    let rest: Buffer = nothing;
    const take = (chunk: Buffer) => {
      // What is left over is copied: the chunk's place is used again by whatever comes next, on any stream.
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      let from = 0;
      if (!opened) {
        const end = bytes.indexOf(blankLine);
        if (end >= 0) {
          const status = statusOf(bytes.toString('latin1', 0, 16));
          if (status !== 200) {
            socket.destroy();
            return reject(new Error(`stream ${path} answered ${status}`));
          }
          opened = true;
          from = end + blankLine.length;
          resolve({ close: () => socket.destroy() });
        }
      }
      const left = opened ? takeMessages(bytes.subarray(from), onMessage) : bytes;
      rest = left.length > 0 ? Buffer.from(left) : nothing;
    };
    const socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: place,
        callback: (length) => {
          take(place.subarray(0, length));
          return true;
        },
      },
    });
    socket.on('error', reject);
    socket.on('end', () => reject(new Error(`stream ${path} ended`)));
    socket.write(head('GET', path, headers));
  });
}

/** Hands over each whole message and gives back what has only begun. Marks of chunks stand between messages and are skipped. */
function takeMessages(bytes: Buffer, onMessage: (message: Buffer) => void): Buffer {
  let from = 0;
  for (;;) {
    const end = bytes.indexOf(messageEnd, from);
    if (end < 0) return bytes.subarray(from);
    const data = bytes.indexOf(dataLine, from);
    if (data >= 0 && data < end) onMessage(bytes.subarray(data + dataLine.length, end));
    from = end + messageEnd.length;
  }
}

/** Connections that are kept; each carries one POST at a time. */
export function openPosts(port: number): {
  send(call: Omit<Call, 'port'> & { body: string }): Promise<string>;
  close(): void;
} {
  const idle: { socket: Socket; since: number }[] = [];
  const all = new Set<Socket>();

  function take(): Socket {
    const kept = idle.pop();
    if (kept && performance.now() - kept.since < longestIdle) return kept.socket;
    // The last one in is the freshest: the others have been idle for longer.
    for (const { socket } of [...idle.splice(0), ...(kept ? [kept] : [])]) drop(socket);
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    all.add(socket);
    return socket;
  }

  function drop(socket: Socket): void {
    all.delete(socket);
    socket.destroy();
  }

  return {
    send({ path, headers, body }) {
      const socket = take();
      return new Promise((resolve, reject) => {
        let rest = '';
        const done = (settle: () => void, keep: boolean) => {
          socket.removeAllListeners();
          socket.on('error', () => undefined);
          if (keep) idle.push({ socket, since: performance.now() });
          else drop(socket);
          settle();
        };
        socket.on('data', (chunk) => {
          rest += chunk.toString('latin1');
          const end = rest.indexOf('\r\n\r\n');
          if (end < 0) return;
          const answer = rest.slice(end + 4);
          if (!isWhole(rest.slice(0, end), answer)) return;
          const status = statusOf(rest);
          if (status === 200) done(() => resolve(answer), true);
          else done(() => reject(new Error(`${path} answered ${status}: ${answer}`)), false);
        });
        socket.on('error', (error) => done(() => reject(error), false));
        socket.on('close', () => done(() => reject(new Error(`${path}: the connection was closed`)), false));
        const length = {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
        };
        socket.write(head('POST', path, { ...headers, ...length }) + body);
      });
    },
    close() {
      for (const socket of all) socket.destroy();
    },
  };
}

/** Answers here are short and say their length, or come in chunks of which the last is empty. */
function isWhole(head: string, body: string): boolean {
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  return length === undefined ? body.endsWith('0\r\n\r\n') : body.length >= Number(length);
}

function statusOf(answer: string): number {
  return Number(answer.slice(9, 12));
}

function head(method: string, path: string, headers: Record<string, string>): string {
  const lines = Object.entries({ host: '127.0.0.1', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}
