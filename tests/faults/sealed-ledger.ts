import { type Actor, type Database, openDatabase } from '#server/database.ts';
import { findRunningUrls } from '#server/embedded-postgres/embedded-postgres.ts';
import { checkMasterKey } from '#server/vault/check-master-key.ts';
import { Tampered } from '#server/vault/envelope.ts';
import { type MasterKeyPlace, readMasterKeys } from '#server/vault/master-key.ts';
import type { Place } from '#server/vault/vault.ts';
import { makePeople } from '../support/circle.ts';

/** Words under people's keys, kept outside the system that is tried. */
export interface SealedLedger {
  /** Gives so many newcomers keys and writes down what each said. */
  write(database: Database, count: number): Promise<void>;
  /** How many sayings cannot be read by this node, which holds nothing in memory. */
  lost(database: Database): Promise<number>;
}

interface Entry {
  actor: Actor;
  sealed: string;
}

export function keepSealedLedger(): SealedLedger {
  /** By organisation. */
  const said = new Map<string, Entry[]>();
  const placeOf = ({ personId }: Actor): Place => ({ owner: personId, table: 't', row: '1', column: 'c' });
  return {
    async write(database, count) {
      const names = Array.from({ length: count }, (_, index) => `Person ${index}`);
      const people = await makePeople(database, names);
      for (const actor of people) {
        const { organisationId, personId } = actor;
        const keys = await database.vault.keysFor(organisationId, [personId]);
        const entries = said.get(organisationId) ?? [];
        said.set(organisationId, [...entries, { actor, sealed: keys.seal(placeOf(actor), personId) }]);
      }
    },
    async lost({ vault }) {
      const lostOf = async (entries: Entry[]): Promise<number> => {
        vault.forget();
        try {
          const people = entries.map(({ actor }) => actor.personId);
          const keys = await vault.keysOf(entries[0]?.actor.organisationId ?? '', people);
          return entries.filter(({ actor, sealed }) => keys.open(placeOf(actor), sealed) !== actor.personId)
            .length;
        } catch (error) {
          if (!(error instanceof Tampered)) throw error;
          // One key that does not open hides the others that were asked for with it.
          if (entries.length === 1) return 1;
          return sum(await inTurn(entries, (entry) => lostOf([entry])));
        }
      };
      return sum(await inTurn([...said.values()], lostOf));
    },
  };
}

async function inTurn<T>(all: T[], work: (each: T) => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  for (const each of all) results.push(await work(each));
  return results;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** A node as `serve` starts one, beside the program that runs on this data folder. */
export async function startVault(where: MasterKeyPlace): Promise<Database> {
  const urls = findRunningUrls(where.RONDO_DATA);
  if (!urls) throw new Error('no database runs there');
  const node = openDatabase(urls, { masterKey: () => readMasterKeys(where), poolSize: 4 });
  try {
    await checkMasterKey(node, { RONDO_MASTER_KEY: undefined, RONDO_MASTER_KEY_NEXT: undefined, ...where });
  } catch (error) {
    await node.close();
    throw error;
  }
  return node;
}
