export type CaptureProblem = 'no-microphone' | 'no-screen' | 'cannot-record';

export type Captured = { ok: true; stream: MediaStream } | { ok: false; reason: CaptureProblem };

/** Asks the browser for the microphone, or for a screen and, where there is one, the microphone. */
export async function capture(kind: 'voice' | 'screen'): Promise<Captured> {
  const devices = navigator.mediaDevices;
  // Missing off localhost without TLS, and in old browsers.
  if (!devices || typeof MediaRecorder === 'undefined') return { ok: false, reason: 'cannot-record' };
  if (kind === 'voice') {
    const voice = await microphone(devices);
    return voice ? { ok: true, stream: voice } : { ok: false, reason: 'no-microphone' };
  }
  try {
    const screen = await devices.getDisplayMedia({ video: { frameRate: 15 }, audio: false });
    const voice = await microphone(devices);
    return { ok: true, stream: new MediaStream([...screen.getTracks(), ...(voice?.getTracks() ?? [])]) };
  } catch {
    return { ok: false, reason: 'no-screen' };
  }
}

/** The first form that this browser can write and the server takes; undefined: the browser chooses. */
export function mimeTypeFor(kind: 'voice' | 'screen'): string | undefined {
  const forms =
    kind === 'voice'
      ? ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']
      : ['video/webm;codecs=vp9,opus', 'video/webm;codecs=vp8,opus', 'video/mp4'];
  return forms.find((form) => MediaRecorder.isTypeSupported(form));
}

/** Whether a screen can be recorded here; phones cannot. */
export function canShareScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === 'function';
}

async function microphone(devices: MediaDevices): Promise<MediaStream | undefined> {
  try {
    return await devices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
  } catch {
    return undefined;
  }
}
