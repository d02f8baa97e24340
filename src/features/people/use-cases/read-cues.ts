import type { Actor, Tx } from '#server/database.ts';
import { findPreferences } from '../store/person.ts';

/** How the room may call a person's attention; each way can be switched off. */
export interface Cues {
  sound: boolean;
  vibration: boolean;
  announcement: boolean;
}

/** The acting person's own cues; all on until they say otherwise. */
export async function readCues(tx: Tx, actor: Actor): Promise<Cues> {
  return cuesOf(await findPreferences(tx, actor));
}

export function cuesOf(row: Awaited<ReturnType<typeof findPreferences>>): Cues {
  return {
    sound: row?.cue_sound ?? true,
    vibration: row?.cue_vibration ?? true,
    announcement: row?.cue_announcement ?? true,
  };
}
