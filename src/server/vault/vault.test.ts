import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSealed, openText, sealText, Tampered } from './envelope.ts';
import { type KeyShelf, makeVault, type Place } from './vault.ts';

const key = createSecretKey(Buffer.alloc(32, 'key of a test'));

describe('a sealed text', () => {
  test('opens as what it was, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, place) => {
        const sealed = sealText(key, place, text);
        expect(openText(key, place, sealed)).toBe(text.toWellFormed());
        expect(isSealed(sealed)).toBe(text !== '');
      }),
    );
  });

  test('says nothing of what it was, not even that it is the same again', () => {
    const [one, other] = [sealText(key, 'a', 'I was afraid'), sealText(key, 'a', 'I was afraid')];
    expect(one).not.toContain('afraid');
    expect(one).not.toBe(other);
  });

  test('opens at no other place and with no other key', () => {
    const sealed = sealText(key, 'card 1', 'One question.');
    expect(() => openText(key, 'card 2', sealed)).toThrow(Tampered);
    expect(() => openText(createSecretKey(Buffer.alloc(32)), 'card 1', sealed)).toThrow(Tampered);
  });

  test('does not open when any letter of it was changed, or the end is missing', () => {
    const sealed = sealText(key, 'a', 'One question.');
    for (let at = 3; at < sealed.length; at++) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      // The last letter may carry bits that no byte needs.
      if (Buffer.from(changed.slice(3), 'base64url').equals(Buffer.from(sealed.slice(3), 'base64url')))
        continue;
      expect(() => openText(key, 'a', changed)).toThrow(Tampered);
      expect(() => openText(key, 'a', sealed.slice(0, at))).toThrow(Tampered);
    }
  });

  test('does not hide what was written before there were keys', () => {
    expect(openText(key, 'a', 'One question.')).toBe('One question.');
  });
});

/** A shelf in memory, which counts how often it is asked. */
function shelfOf(erased: string[] = []) {
  const kept = new Map<string, Buffer>();
  const shelf = {
    asked: 0,
    kept,
    async read(_organisation: string, people: string[]) {
      shelf.asked += 1;
      return people.flatMap((personId) => {
        const wrapped = kept.get(personId);
        return wrapped ? [{ personId, wrapped }] : [];
      });
    },
    async keep(_organisation: string, person: string, { wrapped }: { wrapped: Buffer }) {
      if (erased.includes(person)) return undefined;
      if (!kept.has(person)) kept.set(person, wrapped);
      return kept.get(person);
    },
  };
  return shelf satisfies KeyShelf & { asked: number };
}

const vaultOn = (shelf: KeyShelf, master = 'master') =>
  makeVault(async () => Buffer.alloc(32, master), shelf);
const place: Place = { owner: 'mara', table: 'sighting', row: '1', column: 'text' };

describe('the vault', () => {
  test('gives whoever writes a key, and whoever reads the same one, on every node', async () => {
    const shelf = shelfOf();
    const [here, there] = [vaultOn(shelf), vaultOn(shelf)];
    const sealed = (await here.keysFor('o', ['mara'])).seal(place, 'You waited.');
    expect((await there.keysOf('o', ['mara'])).open(place, sealed)).toBe('You waited.');
  });

  test('opens words in their own organisation, row and column only', async () => {
    const vault = vaultOn(shelfOf());
    const keys = await vault.keysFor('o', ['mara', 'ilya']);
    const sealed = keys.seal(place, 'You waited.');
    for (const other of [{ owner: 'ilya' }, { table: 'commitment' }, { row: '2' }, { column: 'note' }]) {
      expect(() => keys.open({ ...place, ...other }, sealed)).toThrow(Tampered);
    }
  });

  test('asks for a key once, and again when it was told to forget it', async () => {
    const shelf = shelfOf();
    const vault = vaultOn(shelf);
    const sealed = (await vault.keysFor('o', ['mara'])).seal(place, 'You waited.');
    const before = shelf.asked;
    await vault.keysOf('o', ['mara']);
    expect(shelf.asked).toBe(before);
    shelf.kept.delete('mara');
    vault.forget({ organisationId: 'o', personId: 'mara' });
    expect((await vault.keysOf('o', ['mara'])).open(place, sealed)).toBeUndefined();
  });

  test('does not keep a key that was answered after it was told to forget it', async () => {
    const shelf = shelfOf();
    await vaultOn(shelf).keysFor('o', ['mara']);
    const vault = vaultOn(shelf);
    const asking = vault.keysOf('o', ['mara']);
    vault.forget({ organisationId: 'o', personId: 'mara' });
    await asking;
    shelf.kept.delete('mara');
    const sealed = '~1~AAAA';
    expect((await vault.keysOf('o', ['mara'])).open(place, sealed)).toBeUndefined();
  });

  test('gives somebody who was erased no new key', async () => {
    const keys = await vaultOn(shelfOf(['mara'])).keysFor('o', ['mara']);
    expect(() => keys.seal(place, 'You waited.')).toThrow('without a key');
  });

  test('opens nothing under another master key', async () => {
    const shelf = shelfOf();
    await vaultOn(shelf).keysFor('o', ['mara']);
    await expect(vaultOn(shelf, 'other').keysOf('o', ['mara'])).rejects.toThrow(Tampered);
  });
});
