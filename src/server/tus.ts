/**
 * What tus 1.0 (https://tus.io/protocols/resumable-upload) asks of requests and answers, without the bytes: core, creation
 * and termination.
 */
export const tusVersion = '1.0.0';
export const tusType = 'application/offset+octet-stream';

/** Headers of every answer of an upload, with those of this one. */
export function tusHeaders(more: Record<string, string> = {}): Record<string, string> {
  return { 'tus-resumable': tusVersion, 'cache-control': 'no-store', ...more };
}

/** Whether the request speaks this version; the answer to another is 412. */
export function speaksTus({ headers }: Request): boolean {
  return headers.get('tus-resumable') === tusVersion;
}

/** A whole number in a header; undefined where there is none. */
export function numberIn({ headers }: Request, name: string): number | undefined {
  const value = headers.get(name) ?? '';
  return /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** `Upload-Metadata`: pairs of a name and base64, with commas between. What is no text of its kind is left out. */
export function readMetadata({ headers }: Request): Record<string, string> {
  const pairs = (headers.get('upload-metadata') ?? '').split(',').map((pair) => pair.trim().split(' '));
  return Object.fromEntries(
    pairs
      .filter(([name = '']) => /^[a-z]{1,20}$/.test(name))
      .map(([name, value = '']) => [
        name,
        Buffer.from(value, 'base64').toString('utf8').replaceAll('\0', ''),
      ]),
  );
}
