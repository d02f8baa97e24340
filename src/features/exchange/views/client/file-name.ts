import type { Unsent } from './unsent-box.ts';

/** What a recording is called as a file of its owner's. */
export function fileName({ mimeType }: Pick<Unsent, 'mimeType'>): string {
  return `recording.${['mp4', 'ogg'].find((form) => mimeType.includes(form)) ?? 'webm'}`;
}
