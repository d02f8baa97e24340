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

/** `read`: all that may be in force; asked at the first need, and once more when none of them is. */
export function openMasterKeys(read: () => Promise<Buffer | Buffer[]>): MasterKeysInUse {
  let known: Promise<MasterKey[]> | undefined;

  /** The first that answers with something is asked first from then on. */
  async function findAmong<T>(ask: (master: MasterKey) => Promise<T | undefined>): Promise<T | undefined> {
    for (const anew of [false, true]) {
      if (anew || !known) known = readAll(read);
      const masters = await known.catch((error: unknown) => {
        known = undefined;
        throw error;
      });
      for (const master of masters) {
        const answer = await ask(master);
        if (answer === undefined) continue;
        known = Promise.resolve([master, ...masters.filter((other) => other !== master)]);
        return answer;
      }
    }
    return undefined;
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
