let context: AudioContext | undefined;

/** Browsers let a page be heard only after it was touched; call this on the first touch. */
export function wakeSound(): void {
  context ??= typeof AudioContext === 'function' ? new AudioContext() : undefined;
  void context?.resume();
}

/** Whether this page was touched since it came; browsers that do not say so are believed. */
export function touched(): boolean {
  return navigator.userActivation?.hasBeenActive !== false;
}

/**
 * A short, soft sound: one note when a minute is left, two falling ones when a step is over. None before the first touch: it
 * would wait, and sound with that touch.
 */
export function chime(cue: 'minute' | 'end' | 'left'): void {
  if (touched()) wakeSound();
  if (!context || context.state === 'closed') return;
  const notes = cue === 'minute' ? [659.3] : [659.3, 523.3];
  for (const [index, frequency] of notes.entries())
    ring(context, frequency, context.currentTime + index * 0.28);
}

function ring(audio: AudioContext, frequency: number, at: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.14, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0005, at + 0.9);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 1);
}
