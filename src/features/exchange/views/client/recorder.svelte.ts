import { newId } from '#features/sessions/views/new-id.ts';
import { watchLevel } from './level-meter.ts';
import { type CaptureProblem, capture, mimeTypeFor } from './streams.ts';
import type { Unsent, UnsentBox } from './unsent-box.ts';

export type RecorderStage = 'ready' | 'asking' | 'recording' | 'paused';

interface RecorderOptions {
  circle: string;
  answers: string;
  longestSeconds: number;
  /** Undefined where this browser keeps nothing. */
  box: () => UnsentBox | undefined;
  /** It is over, by hand or because the time is: what was recorded, and whether it is kept in the browser. */
  done: (recorded: { unsent: Unsent; bytes: Blob; atLongest: boolean }) => void;
}

/** How often what was recorded goes to the browser's store; what a killed tab can lose. */
const chunkMs = 1000;

/** Makes one recording at a time. Each second lies in the browser's store as soon as it has passed. */
export class Recorder {
  stage = $state<RecorderStage>('ready');
  /** Seconds recorded, pauses left out. */
  elapsed = $state(0);
  /** How loud it is now, 0 to 1. */
  level = $state(0);
  problem = $state<CaptureProblem | 'nothing-recorded' | undefined>();
  kind = $state<'voice' | 'screen'>('voice');
  /** The browser takes what is recorded. */
  kept = $state(true);
  private media: MediaRecorder | undefined;
  private readonly options: RecorderOptions;

  constructor(options: RecorderOptions) {
    this.options = options;
  }

  async start(kind: 'voice' | 'screen'): Promise<void> {
    this.problem = undefined;
    this.kind = kind;
    this.stage = 'asking';
    const captured = await capture(kind);
    if (!captured.ok) {
      this.problem = captured.reason;
      this.stage = 'ready';
      return;
    }
    this.record(kind, captured.stream);
  }

  pause(): void {
    this.media?.pause();
    this.stage = 'paused';
  }

  resume(): void {
    this.media?.resume();
    this.stage = 'recording';
  }

  stop(): void {
    if (this.media && this.media.state !== 'inactive') this.media.stop();
  }

  private record(kind: 'voice' | 'screen', stream: MediaStream): void {
    const { circle, answers, longestSeconds, box, done } = this.options;
    const mimeType = mimeTypeFor(kind);
    const media = new MediaRecorder(stream, {
      ...(mimeType ? { mimeType } : {}),
      audioBitsPerSecond: 48_000,
      videoBitsPerSecond: 1_000_000,
    });
    const unsent: Unsent = {
      ...{ id: newId(), circle, kind, answers, seconds: 0, startedAt: Date.now() },
      mimeType: media.mimeType,
    };
    const chunks: Blob[] = [];
    let writing = Promise.resolve();
    const full = () => {
      this.kept = false;
    };
    const keep = (work: (own: UnsentBox) => Promise<void>) => {
      const own = box();
      if (own) writing = writing.then(() => work(own)).catch(full);
      else full();
    };
    this.kept = true;
    this.elapsed = 0;
    let ticked = performance.now();
    const tick = () => {
      const now = performance.now();
      if (media.state === 'recording') this.elapsed += (now - ticked) / 1000;
      ticked = now;
      if (this.elapsed >= longestSeconds) this.stop();
    };
    const timer = setInterval(tick, 100);
    const unwatch = watchLevel(stream, (level) => {
      this.level = this.stage === 'recording' ? level : 0;
    });
    media.ondataavailable = ({ data }) => {
      if (data.size === 0) return;
      const number = chunks.push(data) - 1;
      unsent.seconds = Math.max(1, Math.round(this.elapsed));
      keep(async (own) => {
        await own.addChunk(unsent.id, number, data);
        await own.put(unsent);
      });
    };
    media.onstop = async () => {
      clearInterval(timer);
      unwatch();
      for (const track of stream.getTracks()) track.stop();
      this.media = undefined;
      this.level = 0;
      await writing;
      this.stage = 'ready';
      const bytes = new Blob(chunks, { type: media.mimeType });
      if (bytes.size === 0) this.problem = 'nothing-recorded';
      else done({ unsent: { ...unsent }, bytes, atLongest: this.elapsed >= longestSeconds });
    };
    // "Stop sharing" in the browser's own bar.
    for (const track of stream.getVideoTracks()) track.onended = () => this.stop();
    this.media = media;
    media.start(chunkMs);
    this.stage = 'recording';
  }
}
