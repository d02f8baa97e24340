import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** The most that what every page brings may weigh, in bytes compressed with gzip. */
const most = 41_000;

/**
 * Every page brings the frame (`chunks.ts`), and whatever a page's own script reaches in another package is put there: one
 * import too many, of something only the server needs, made every page heavier by half without a word. So the build fails.
 */
export function lightFrame(): Plugin {
  return {
    name: 'rondo:light-frame',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle(_options, bundle) {
      const frame = Object.values(bundle).find((part) => part.type === 'chunk' && part.name === 'frame');
      if (frame?.type !== 'chunk') return this.error('No part is called frame.');
      const weight = gzipSync(frame.code).length;
      if (weight <= most) return;
      const heaviest = Object.entries(frame.modules)
        .sort(([, one], [, other]) => other.renderedLength - one.renderedLength)
        .slice(0, 5)
        .map(([id, { renderedLength }]) => `${id.replace(/^.*\/node_modules\//, '')} (${renderedLength})`);
      this.error(
        `What every page brings weighs ${weight} bytes, at most ${most} are allowed. Heaviest: ${heaviest.join(', ')}.`,
      );
    },
  };
}
