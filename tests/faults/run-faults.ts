import { setTimeout as pause } from 'node:timers/promises';
import { extension } from '#core/session/deciding/flow.ts';
import { openDatabase } from '#server/database.ts';
import { findRunningUrls } from '#server/embedded-postgres/embedded-postgres.ts';
import { readMasterKey } from '#server/vault/master-key.ts';
import {
  findPostmaster,
  newDataFolder,
  type Program,
  startProgram,
  untilEnded,
  untilHealthy,
} from '../support/program.ts';
import { type ArrangedRoom, arrangeRooms } from '../support/rooms.ts';
import type { Entry } from './ledger.ts';
import { bringTo, keepWriting, type Origin, send } from './members.ts';

export interface Faults {
  entries: Entry[];
  /** Milliseconds from each kill until a member's command is acknowledged by what came after it. */
  afterApp: number[];
  afterDatabase: number[];
  /** The running program, still up; the caller ends it. */
  program: Program;
  /** What wraps the keys of those who wrote. */
  masterKey(): Promise<Buffer>;
}

/** Kills in one room before the next is used: a step takes only so many words of each author. */
const killsEach = 3;

/** Five members write in a live session while the program, then the database, is killed again and again. */
export async function runFaults({ app, database }: { app: number; database: number }): Promise<Faults> {
  const data = newDataFolder();
  let program = await startProgram(data);
  let ended = untilItEnds(program);
  const origin = () => program.origin;
  await untilHealthy(program);
  const kills: ('app' | 'database')[] = [...Array(app).fill('app'), ...Array(database).fill('database')];
  const rooms = await arrange(data, Math.ceil(kills.length / killsEach));
  const entries: Entry[] = [];
  const took = { app: [] as number[], database: [] as number[] };

  for (const [index, room] of rooms.entries()) {
    // Sealed words leave no fact, open ones do: both must survive.
    await bringTo(origin, room, index % 2 === 0 ? 'drill' : 'debrief');
    let stop = false;
    const writing = room.tokens.map((token) => keepWriting({ origin, room, token, entries }, () => stop));
    for (const kind of kills.splice(0, killsEach)) {
      await pause(150 + Math.random() * 350);
      const killed = performance.now();
      if (kind === 'app') {
        await program.end('SIGKILL');
        program = await startProgram(data);
        ended = untilItEnds(program);
      } else {
        await Promise.race([untilAnotherDatabase(data), ended]);
      }
      await Promise.race([writeOnce(origin, room), ended]);
      took[kind].push(performance.now() - killed);
    }
    stop = true;
    await Promise.all(writing);
  }
  return {
    entries,
    afterApp: took.app,
    afterDatabase: took.database,
    program,
    masterKey: () => readMasterKey({ RONDO_DATA: data }),
  };
}

/**
 * Kills the database, and waits until there is another: for a moment those who served it still answer, and would be taken for
 * the one that came back.
 */
async function untilAnotherDatabase(data: string): Promise<void> {
  const killed = findPostmaster(data);
  if (!killed) throw new Error('there is no database to kill');
  process.kill(killed, 'SIGKILL');
  for (let now: number | undefined = killed; now === undefined || now === killed; now = findPostmaster(data))
    await pause(5);
}

/** Sent until it is answered; more time can always be given, however much was written before. */
async function writeOnce(origin: Origin, room: ArrangedRoom): Promise<void> {
  const answer = await send(origin, room, room.tokens[0] ?? '', { type: 'extend', seconds: extension.least });
  if (!answer.ok) throw new Error(`the room refused more time: ${answer.refusal}`);
}

async function arrange(data: string, count: number): Promise<ArrangedRoom[]> {
  const urls = findRunningUrls(data);
  if (!urls) throw new Error('the program has no database');
  const database = openDatabase(urls, { masterKey: () => readMasterKey({ RONDO_DATA: data }) });
  try {
    return await arrangeRooms(database, { count, size: 5 });
  } finally {
    await database.close();
  }
}

/** A program that ends by itself would be waited for in vain: says what it said. */
function untilItEnds(program: Program): Promise<never> {
  const ended = untilEnded(program).then((code): never => {
    throw new Error(`the program ended by itself with ${code}. It said:\n${program.said()}`);
  });
  // The kills that are meant end it too, while nobody waits.
  ended.catch(() => undefined);
  return ended;
}
