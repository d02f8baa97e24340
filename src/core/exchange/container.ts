/** What a browser records into. */
export type Container = 'webm' | 'ogg' | 'mp4';

/**
 * What a file is by its first bytes, whatever it says of itself. A WebM file says so within its first hundred bytes; other
 * Matroska files, pages, archives and programs are none of these.
 */
export function containerOf(beginning: Uint8Array): Container | undefined {
  if (startsWith(beginning, [0x1a, 0x45, 0xdf, 0xa3]))
    return holdsText(beginning, 'webm') ? 'webm' : undefined;
  if (startsWith(beginning, letters('OggS'))) return 'ogg';
  return startsWith(beginning.subarray(4), letters('ftyp')) ? 'mp4' : undefined;
}

/** The type under which it is served; a screen recording is no Ogg file in any browser. */
export function mediaTypeOf(container: Container, kind: 'voice' | 'screen'): string | undefined {
  if (kind === 'voice') return `audio/${container}`;
  return container === 'ogg' ? undefined : `video/${container}`;
}

/** The name of the element that says which kind of Matroska it is stands in the header, and its value behind it. */
function holdsText(bytes: Uint8Array, text: string): boolean {
  const header = bytes.subarray(0, 100);
  const at = letters(text);
  return header.some((_byte, index) => startsWith(header.subarray(index), at));
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return bytes.length >= beginning.length && beginning.every((byte, index) => bytes[index] === byte);
}

function letters(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}
