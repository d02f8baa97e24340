/** Where a circle stands in its cycle. `session` counts from 1 and never passes `of`. */
export interface CycleStanding {
  session: number;
  of: number;
  /** Sessions of it that were held. */
  held: number;
  /** All were held: it is time to look back, and to choose what comes next. */
  over: boolean;
}

/** `held`: sessions since the cycle began; one too many changes nothing. */
export function standInCycle({ sessions, held }: { sessions: number; held: number }): CycleStanding {
  return {
    session: Math.min(held + 1, sessions),
    of: sessions,
    held: Math.min(held, sessions),
    over: held >= sessions,
  };
}
