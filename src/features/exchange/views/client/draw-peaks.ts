import { peaksOf } from '#core/exchange/peaks.ts';

/** Enough of each second to see where somebody speaks, and ten minutes stay small in a phone's memory. */
const samplesPerSecond = 8000;

/** Heights of a recording's waveform; none where the browser cannot read it, or it has no sound. */
export async function drawPeaks(recording: Blob): Promise<number[]> {
  try {
    const context = new OfflineAudioContext(1, 1, samplesPerSecond);
    const sound = await context.decodeAudioData(await recording.arrayBuffer());
    return peaksOf(sound.getChannelData(0));
  } catch {
    return [];
  }
}
