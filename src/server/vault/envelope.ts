import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

/** Begins every sealed text, so that it is told apart from a plain one; the digit is the version of what follows. */
const mark = '~1~';

const nonceBytes = 12;
const tagBytes = 16;
export const overheadBytes = nonceBytes + tagBytes;

/** Somebody changed the sealed text, moved it to another place, or it was sealed with another key. */
export class Tampered extends Error {
  override name = 'Tampered';
}

/** Whether this is a text that `seal` made, so that a key is needed to read it. */
export function isSealed(text: unknown): text is string {
  return typeof text === 'string' && text.startsWith(mark);
}

/** A text as it is kept: opens with the same key and at the same place only. An empty text has nothing to hide. */
export function sealText(key: KeyObject, place: string, text: string): string {
  if (text === '') return '';
  return mark + sealBytes(key, place, Buffer.from(text)).toString('base64url');
}

/** The text again. One that was never sealed comes back as it is. Throws Tampered. */
export function openText(key: KeyObject, place: string, sealed: string): string {
  if (!isSealed(sealed)) return sealed;
  return openBytes(key, place, Buffer.from(sealed.slice(mark.length), 'base64url')).toString();
}

/** Nonce, ciphertext and tag of AES-256-GCM. `place` is bound to it and not inside. */
export function sealBytes(key: KeyObject, place: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** Throws Tampered. */
export function openBytes(key: KeyObject, place: string, sealed: Buffer): Buffer {
  if (sealed.length < overheadBytes) throw new Tampered('a sealed text was cut short');
  const end = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes))
    .setAAD(Buffer.from(place))
    .setAuthTag(sealed.subarray(end));
  try {
    // A cipher that counts gives all that it opens at once; its end only says whether anything was changed.
    const opened = decipher.update(sealed.subarray(nonceBytes, end));
    decipher.final();
    return opened;
  } catch (cause) {
    // The message of the library says nothing, and neither key nor text may reach a log.
    throw new Tampered('a sealed text does not open at its place', { cause });
  }
}
