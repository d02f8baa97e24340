/** Which cues a person wants on this device. */
export interface CueChoice {
  sound: boolean;
  vibration: boolean;
  announcement: boolean;
}

const key = 'rondo-cues';
let own: Partial<CueChoice> = $state({});

/** Reads what was switched on this device before; it lies over the person's own preferences. */
export function recallCues(): void {
  try {
    own = JSON.parse(localStorage.getItem(key) ?? '{}');
  } catch {
    own = {};
  }
}

/** What holds now: the person's preferences with what was switched here. */
export function chosenCues(preferred: CueChoice): CueChoice {
  return { ...preferred, ...own };
}

export function switchCue(cue: keyof CueChoice, on: boolean): void {
  own = { ...own, [cue]: on };
  try {
    localStorage.setItem(key, JSON.stringify(own));
  } catch {
    // Then it holds until the page goes.
  }
}
