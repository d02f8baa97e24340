/** How many bars a waveform has. */
export const peakCount = 96;

/** Heights of a waveform, whole numbers from 0 to 100: the loudest sample of each part, the loudest of all being 100. */
export function peaksOf(samples: ArrayLike<number>, count = peakCount): number[] {
  const loudest = new Array<number>(count).fill(0);
  for (let at = 0; at < samples.length; at += 1) {
    const part = Math.floor((at * count) / samples.length);
    const height = Math.abs(samples[at] ?? 0);
    if (height > (loudest[part] ?? 0)) loudest[part] = height;
  }
  // Silence stays flat, instead of its noise being drawn as large as a voice.
  const most = Math.max(0.05, ...loudest);
  return loudest.map((height) => Math.min(100, Math.round((height / most) * 100)));
}

/** Whether a value from outside is heights as `peaksOf` makes them. */
export function arePeaks(value: unknown): value is number[] {
  return (
    Array.isArray(value) &&
    value.length <= peakCount &&
    value.every((height) => Number.isInteger(height) && height >= 0 && height <= 100)
  );
}
