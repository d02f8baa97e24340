import { type KeyObject, randomBytes } from 'node:crypto';
import { openBytes, openText, sealBytes, sealText } from './envelope.ts';
import { openMasterKeys } from './master-keys-in-use.ts';

/** Where a sealed text stands. It opens there and nowhere else, so that nobody moves words to another row or column. */
export interface Place {
  /** Whose words these are: their key is used. */
  owner: string;
  table: string;
  /** What names the row beside its owner: its id, or the parts of its key. */
  row: string | string[];
  column: string;
}

/** Keys of some people of one organisation, for one piece of work; do not keep it. */
export interface Keyring {
  /** @throws Error when the owner's key was not asked for, or the owner was erased */
  seal(place: Place, text: string): string;
  /** Undefined: the key is gone, and the words with it. @throws Tampered */
  open(place: Place, sealed: string): string | undefined;
  sealFile(place: Place, bytes: Uint8Array): Buffer;
  openFile(place: Place, sealed: Buffer): Buffer | undefined;
}

/** Everybody's keys, unwrapped while they are in use; what is kept of them lies in the schema `keys`. */
export interface Vault {
  /** To read: the keys that these people have. Costs nothing when all are known here. */
  keysOf(organisationId: string, people: Iterable<string>): Promise<Keyring>;
  /** To write: the same, and whoever has no key gets one. */
  keysFor(organisationId: string, people: Iterable<string>): Promise<Keyring>;
  /** Lets go of what is held in memory: one person's key, or all where notices may have been missed. */
  forget(who?: { organisationId: string; personId: string }): void;
}

/** How wrapped keys are read and kept, each call in a transaction of its own: a key outlives what is undone around it. */
export interface KeyShelf {
  read(organisationId: string, people: string[]): Promise<{ personId: string; wrapped: Buffer }[]>;
  /**
   * The key that is kept, which may be another that came first; undefined for somebody who was erased; `outdated` where it was
   * wrapped by another master key than the one in force. `by`: the proof of the one that wrapped it.
   */
  keep(
    organisationId: string,
    personId: string,
    made: { wrapped: Buffer; by: Buffer },
  ): Promise<Buffer | 'outdated' | undefined>;
}

/** `readMasterKeys`: what wraps keys, and what may do so soon; asked when the first key is needed, and when none fits. */
export function makeVault(readMasterKeys: () => Promise<Buffer | Buffer[]>, shelf: KeyShelf): Vault {
  const masters = openMasterKeys(readMasterKeys);
  const known = new Map<string, KeyObject>();
  // A key that was asked for before an erasure and answered after it must not stay.
  let forgotten = 0;

  async function learn(organisationId: string, people: Iterable<string>): Promise<Map<string, KeyObject>> {
    const keys = new Map<string, KeyObject>();
    const missing: string[] = [];
    for (const person of new Set(people)) {
      const key = known.get(keyName(organisationId, person));
      if (key) keys.set(person, key);
      else missing.push(person);
    }
    if (missing.length === 0) return keys;
    const before = forgotten;
    for (const { personId, wrapped } of await shelf.read(organisationId, missing)) {
      const key = await masters.unwrap(keyName(organisationId, personId), wrapped);
      keys.set(personId, key);
      if (before === forgotten) known.set(keyName(organisationId, personId), key);
    }
    return keys;
  }

  return {
    async keysOf(organisationId, people) {
      return makeKeyring(organisationId, await learn(organisationId, people));
    },
    async keysFor(organisationId, people) {
      const wanted = [...people];
      const keys = await learn(organisationId, wanted);
      for (const person of new Set(wanted)) {
        if (keys.has(person)) continue;
        const before = forgotten;
        const name = keyName(organisationId, person);
        const kept = await masters.wrap(name, randomBytes(32), (made) =>
          shelf.keep(organisationId, person, made),
        );
        if (!kept) continue;
        const key = await masters.unwrap(name, kept);
        keys.set(person, key);
        if (before === forgotten) known.set(name, key);
      }
      return makeKeyring(organisationId, keys);
    },
    forget(who) {
      forgotten += 1;
      if (who) known.delete(keyName(who.organisationId, who.personId));
      else known.clear();
    },
  };
}

function makeKeyring(organisationId: string, keys: Map<string, KeyObject>): Keyring {
  const keyToWrite = ({ owner }: Place) => {
    const key = keys.get(owner);
    if (!key) throw new Error('words of somebody without a key: erased, or not asked for');
    return key;
  };
  const within = ({ table, row, column }: Place) =>
    JSON.stringify([organisationId, table, ...(typeof row === 'string' ? [row] : row), column]);
  return {
    seal: (place, text) => sealText(keyToWrite(place), within(place), text),
    open(place, sealed) {
      const key = keys.get(place.owner);
      return key && openText(key, within(place), sealed);
    },
    sealFile: (place, bytes) => sealBytes(keyToWrite(place), within(place), bytes),
    openFile(place, sealed) {
      const key = keys.get(place.owner);
      return key && openBytes(key, within(place), sealed);
    },
  };
}

/** What a wrapped key is bound to: whose it is. */
export function keyName(organisationId: string, personId: string): string {
  return `key ${organisationId} ${personId}`;
}
