import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { findPageParts, reachedFrom } from './page-parts.ts';

/** The most that the room may weigh before it is usable, in bytes compressed with gzip, file by file. */
const most = 60_000;
/** The step that is looked at: a drill, as who practises sees it. */
const shown = ['drill', 'focus-side', 'prompts', 'deck'];
const entries = ['entry/app'];

/** People open the room on a phone on the way to it, so the build fails before the room has become too heavy for that. */
export function lightRoom(): Plugin {
  return {
    name: 'rondo:light-room',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle(_options, bundle) {
      const { page, scripts } = findPageParts(this, bundle).room;
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const started = chunks.filter(({ name }) => entries.includes(name)).map(({ fileName }) => fileName);
      if (started.length < entries.length) this.error('The framework starts in another way.');
      const needed = reachedFrom(bundle, [...started, page, ...shown.flatMap((part) => scripts[part] ?? [])]);
      const weight = chunks
        .filter(({ fileName }) => needed.has(fileName))
        .reduce((sum, { code }) => sum + gzipSync(code).length, 0);
      if (weight > most)
        this.error(`The room weighs ${weight} bytes in a drill, at most ${most} are allowed.`);
    },
  };
}
