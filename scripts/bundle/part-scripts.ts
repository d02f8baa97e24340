import type { Plugin } from 'vite';
import { findRoomParts } from './room-parts.ts';

/**
 * Says in `room-parts.json` which scripts each part of the room needs beyond the room's own, so that the server can name
 * those of the running step in the page. Otherwise a browser learns of them only once the room's script runs, and a phone
 * waits for one more round trip.
 */
export function partScripts(): Plugin {
  return {
    name: 'rondo:part-scripts',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle(_options, bundle) {
      const { scripts } = findRoomParts(this, bundle);
      const addresses = Object.entries(scripts).map(([part, needed]) => [
        part,
        needed.map((name) => `/${name}`),
      ]);
      const source = JSON.stringify(Object.fromEntries(addresses));
      this.emitFile({ type: 'asset', fileName: '_app/room-parts.json', source });
    },
  };
}
