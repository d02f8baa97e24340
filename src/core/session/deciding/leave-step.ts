import type { Fact } from '../event.ts';
import { passOf } from '../roles-now.ts';
import type { WordsChange } from '../words.ts';
import type { Live } from './situation.ts';

/**
 * Leaving a drill or demonstration, by whichever way, opens its seal; always with the same fact, whether anything was
 * observed or not. After an exercise that was paused and left, what was seen is for nobody but the one it is about.
 */
export function leaveStep(
  room: Live,
  audience: 'session' | 'subject' = 'session',
): { facts: Fact[]; words: WordsChange[] } {
  const step = room.at;
  const kind = room.plan[step]?.kind;
  if (kind !== 'drill' && kind !== 'demonstrate') return { facts: [], words: [] };
  const pass = passOf(room, step);
  return { facts: [{ type: 'released', step, pass }], words: [{ type: 'release', step, pass, audience }] };
}
