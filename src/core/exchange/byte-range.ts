/** Bytes from the first to the last, both included, counted from 0. */
export interface ByteRange {
  from: number;
  to: number;
}

/**
 * What a `Range` header asks of a file: undefined for all of it (no header, or one that is not understood, as RFC 9110 has
 * it, or more than one range), `none` where it lies behind the end.
 */
export function readRange(header: string | null, bytes: number): ByteRange | 'none' | undefined {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!asked) return undefined;
  const [, first = '', last = ''] = asked;
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const length = Math.min(Number(last), bytes);
    return length === 0 ? 'none' : { from: bytes - length, to: bytes - 1 };
  }
  const from = Number(first);
  const to = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (last !== '' && Number(last) < from) return undefined;
  return from >= bytes ? 'none' : { from, to };
}
