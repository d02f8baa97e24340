import { createSecretKey, type KeyObject } from 'node:crypto';
import { openBytes, sealBytes, Tampered } from './envelope.ts';
import { proveMasterKey } from './master-key.ts';

/** A person's key as it is kept, and the proof of the master key that wrapped it. */
export interface Wrapped {
  wrapped: Buffer;
  by: Buffer;
}

/** What a running program wraps people's keys with; it follows a replacement of the master key without being told. */
export interface MasterKeysInUse {
  /** @throws Tampered when no master key that is known here wrapped it */
  unwrap(name: string, wrapped: Buffer): Promise<KeyObject>;
  /** Wraps and keeps; once more with another master key as long as `keep` says that this one is `outdated`. */
  wrap<T>(
    name: string,
    key: Buffer,
    keep: (made: Wrapped) => Promise<T | 'outdated'>,
  ): Promise<Exclude<T, 'outdated'>>;
}

interface MasterKey {
  key: KeyObject;
  proof: Buffer;
}

/** `read`: all that may be in force; asked at the first need, and when none of them is, until it tells nothing new. */
export function openMasterKeys(read: () => Promise<Buffer | Buffer[]>): MasterKeysInUse {
  let known: Promise<MasterKey[]> | undefined;

  /** The first that answers with something is asked first from then on. */
  async function findAmong<T>(ask: (master: MasterKey) => Promise<T | undefined>): Promise<T | undefined> {
    // While one is asked for, a replacement may make another of it.
    const refused = new Set<string>();
    for (let masters = await ready(false); ; masters = await ready(true)) {
      const unasked = masters.filter(({ proof }) => !refused.has(proof.toString('hex')));
      if (unasked.length === 0) return undefined;
      for (const master of unasked) {
        const answer = await ask(master);
        if (answer === undefined) {
          refused.add(master.proof.toString('hex'));
          continue;
        }
        known = Promise.resolve([master, ...masters.filter((other) => other !== master)]);
        return answer;
      }
    }
  }

  /** Those that were read; `anew`: that are there now. */
  async function ready(anew: boolean): Promise<MasterKey[]> {
    if (anew || !known) known = readAll(read);
    return known.catch((error: unknown) => {
      known = undefined;
      throw error;
    });
  }

  return {
    async unwrap(name, wrapped) {
      const key = await findAmong(async ({ key: master }) => {
        try {
          return createSecretKey(openBytes(master, name, wrapped));
        } catch (error) {
          if (error instanceof Tampered) return undefined;
          throw error;
        }
      });
      if (key) return key;
      throw new Tampered('a key was wrapped by another master key');
    },
    async wrap<T>(name: string, key: Buffer, keep: (made: Wrapped) => Promise<T | 'outdated'>) {
      const answer = await findAmong(async ({ key: master, proof }) => {
        const kept = await keep({ wrapped: sealBytes(master, name, key), by: proof });
        return kept === 'outdated' ? undefined : { kept: kept as Exclude<T, 'outdated'> };
      });
      if (answer) return answer.kept;
      throw new Tampered('another master key is in force');
    },
  };
}

async function readAll(read: () => Promise<Buffer | Buffer[]>): Promise<MasterKey[]> {
  const all = [await read()].flat();
  return all.map((bytes) => ({ key: createSecretKey(bytes), proof: proveMasterKey(bytes) }));
}
