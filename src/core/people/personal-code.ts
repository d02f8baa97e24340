/** Crockford's letters: no I, L, O or U, so that a code read aloud or copied by hand comes back as the same code. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 6;
const groupLength = 4;

/** How many random bytes a personal code is made of: 120 bits, too many to guess. */
export const personalCodeBytes = 15;

/**
 * Writes a personal code as a person keeps it: six groups of four letters, `7K3M-...`.
 *
 * @param bytes exactly `personalCodeBytes` random bytes
 */
export function printPersonalCode(bytes: Uint8Array): string {
  if (bytes.length !== personalCodeBytes) {
    throw new Error(`A personal code is made of ${personalCodeBytes} bytes, not ${bytes.length}.`);
  }
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let plain = '';
  for (let at = groups * groupLength - 1; at >= 0; at -= 1) {
    plain += letters[Number((bits >> BigInt(at * 5)) & 31n)];
  }
  return plain.replace(/.{4}(?=.)/g, '$&-');
}

/**
 * Reads a code as somebody typed it: any case, with or without hyphens and spaces, O for 0, I or L for 1.
 *
 * @returns the code as `printPersonalCode` writes it, or undefined when it cannot be one
 */
export function readPersonalCode(typed: string): string | undefined {
  if (typed.length > 200) return undefined;
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const wellFormed = plain.length === groups * groupLength && !plain.includes('U');
  return wellFormed ? plain.replace(/.{4}(?=.)/g, '$&-') : undefined;
}
