import { loadavg } from 'node:os';
import { type CircleMember, findCircleMember } from '#features/circles/access.ts';
import { readBoard } from '#features/commitments/use-cases/read-board.ts';
import { readConfig } from '#server/config.ts';
import type { Database } from '#server/database.ts';
import { openLog } from '#server/log.ts';
import { sealPlainRows } from '#server/vault/seal-plain-rows.ts';
import { arrangeRooms } from '../../tests/support/rooms.ts';
import { fillBoard } from '../board/fill-board.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { cpuSeconds } from '../process-cost.ts';
import type { Benchmark } from '../run.ts';
import { table } from '../table.ts';

interface Cost {
  cpu_ms: number;
  /** Of these, in the database. */
  database_ms: number;
}

export const benchmark: Benchmark = {
  summary: `A circle's board read as a member, the page itself not counted: five open cards and a page of eight former
ones, with eight sightings of each. Plain rows, and then the same rows sealed with their authors' keys.`,
  async run({ quick }) {
    const installation = await openInstallation();
    try {
      const rounds: { plain: Cost; sealed: Cost }[] = [];
      // A program that has just started still compiles; the first plain reading would pay for it.
      await compare(installation, quick ? 50 : 500);
      for (let round = 0; round < (quick ? 2 : 4); round++) {
        rounds.push(await compare(installation, quick ? 200 : 1000));
        const { plain, sealed } = rounds.at(-1) as (typeof rounds)[number];
        const cells = [plain.cpu_ms, plain.database_ms, sealed.cpu_ms, sealed.database_ms];
        const ratio = (sealed.cpu_ms / plain.cpu_ms).toFixed(2);
        const headings = ['plain ms', 'database', 'sealed ms', 'database', 'ratio'];
        console.log(table(headings, [[...cells.map((cell) => cell.toFixed(2)), ratio]], round === 0));
      }
      const sum = (of: 'plain' | 'sealed') => rounds.reduce((all, round) => all + round[of].cpu_ms, 0);
      const figures = {
        plain_ms: sum('plain') / rounds.length,
        sealed_ms: sum('sealed') / rounds.length,
        ratio: sum('sealed') / sum('plain'),
        load: loadavg()[0],
      };
      console.log(`\nSealed takes ${figures.ratio.toFixed(2)} times the CPU of plain; 1.30 is the most.`);
      return figures;
    } finally {
      await installation.stop();
    }
  },
};

/** One circle, read before its words are sealed and after. */
async function compare({ database, databasePid, layOut }: Installation, times: number) {
  await arrangeRooms(database, { count: 1, size: 5 });
  const { actor, circleId } = await fillBoard(database);
  // Sealing rewrites every row, by its id: laid out alike both times, they differ in being sealed alone.
  await layOut(['commitment', 'sighting']);
  const member = await database.asPerson(actor, (tx) => findCircleMember(tx, actor, circleId));
  if (!member) throw new Error('the reader is no member');
  const read = () => readMany(database, member, times);
  await readMany(database, member, 100);
  const plain = await costOf(databasePid, times, read);
  await sealPlainRows({ database, log: openLog('error'), config: readConfig({}) });
  await layOut(['commitment', 'sighting']);
  await readMany(database, member, 100);
  return { plain, sealed: await costOf(databasePid, times, read) };
}

async function readMany(database: Database, member: CircleMember, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    const places = await database.asPerson(member, (tx) => readBoard(tx, member, { owner: member.personId }));
    const cards = places.flatMap(({ card, former }) => [card, ...(former?.cards ?? [])]);
    if (!cards.every((card) => card?.experiment.startsWith('I will')))
      throw new Error('a card is not readable');
  }
}

async function costOf(databasePid: number, times: number, work: () => Promise<void>): Promise<Cost> {
  const [database, here] = [cpuSeconds(databasePid), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(here);
  const database_ms = ((cpuSeconds(databasePid) - database) * 1000) / times;
  return { cpu_ms: (user + system) / 1000 / times + database_ms, database_ms };
}
