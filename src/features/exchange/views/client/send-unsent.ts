import { pieceBytes } from '#core/exchange/sizes.ts';
import { mayAnswerLater } from '#ui/may-answer-later.ts';
import { deserialize } from '$app/forms';
import type { Unsent } from './unsent-box.ts';

/** `reason`: why it was refused; it stays in the browser. */
export type UnsentSent = { ok: true } | { ok: false; reason: string };

interface Progress {
  /** 0 to 1 of the bytes. */
  moved(share: number): void;
  /** There is no connection; it is tried again by itself. */
  waits(waiting: boolean): void;
  /** The server knows of it now. */
  begun(): Promise<void>;
}

/** As many whole pieces as go well into one request: a cut line loses no more than this. */
const requestBytes = 8 * pieceBytes;
const retryMs = 4000;

/** Sends a recording and then says for whom it is, or that it is kept for oneself. Goes on through lost connections until it is there or refused. */
export async function sendUnsent(unsent: Unsent, bytes: Blob, progress: Progress): Promise<UnsentSent> {
  for (;;) {
    const moved = await upload(unsent, bytes, progress);
    if (moved === 'there') break;
    if (moved !== 'no-answer') return { ok: false, reason: moved.reason };
    progress.waits(true);
    await backOnline();
    progress.waits(false);
  }
  for (;;) {
    const sent = await postSending(unsent);
    if (sent !== 'no-answer') return sent;
    progress.waits(true);
    await backOnline();
    progress.waits(false);
  }
}

/** Resumable upload comes with the first recording that is sent; nobody else loads it. */
async function upload(
  unsent: Unsent,
  bytes: Blob,
  progress: Progress,
): Promise<'there' | 'no-answer' | { reason: string }> {
  const { DetailedError, Upload } = await import('tus-js-client');
  const endpoint = `/circles/${unsent.circle}/exchange/uploads`;
  return new Promise((resolve) => {
    const sending = new Upload(bytes, {
      endpoint,
      // Known before anybody asks, because the id is ours; whoever begins anew would send all of it again.
      uploadUrl: unsent.begun ? `${endpoint}/${unsent.id}` : null,
      chunkSize: requestBytes,
      retryDelays: null,
      storeFingerprintForResuming: false,
      metadata: {
        id: unsent.id,
        kind: unsent.kind,
        seconds: String(unsent.seconds),
        title: unsent.send?.title ?? '',
        answers: unsent.answers,
      },
      onUploadUrlAvailable: () => void progress.begun(),
      onProgress: (sent, all) => progress.moved(all === 0 ? 0 : sent / all),
      onSuccess: () => resolve('there'),
      onError: (error) => {
        const response = error instanceof DetailedError ? error.originalResponse : undefined;
        const status = response?.getStatus() ?? 0;
        const reason = reasonIn(response?.getBody(), status);
        // Another tab has sent this part, or an answer was lost: what is there is asked anew.
        const again = status === 0 || status >= 500 || reason === 'elsewhere';
        resolve(again ? 'no-answer' : { reason });
      },
    });
    sending.start();
  });
}

async function postSending({ id, circle, answers, send }: Unsent): Promise<UnsentSent | 'no-answer'> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...send, answers, first: 'yes' })) form.set(name, value);
  const act = send?.to === 'me' ? 'words' : 'send';
  try {
    const response = await fetch(`/circles/${circle}/exchange/${id}?/${act}`, {
      method: 'POST',
      body: form,
      headers: { 'x-sveltekit-action': 'true' },
    });
    if (mayAnswerLater(response.status)) return 'no-answer';
    const result = resultIn(await response.text());
    if (!result) return response.ok ? 'no-answer' : { ok: false, reason: refusedWith(response.status) };
    if (result.type === 'redirect' || result.type === 'success') return { ok: true };
    const reason = result.type === 'failure' ? result.data?.reason : refusedWith(response.status);
    return { ok: false, reason: typeof reason === 'string' ? reason : 'unreadable' };
  } catch {
    return 'no-answer';
  }
}

/** Undefined: no answer of our form, but of somebody on the way. */
function resultIn(said: string): ReturnType<typeof deserialize> | undefined {
  try {
    return deserialize(said);
  } catch {
    return undefined;
  }
}

/** A refusal need not speak of recordings: the circle may be no longer one's own, or somebody else answers on the way. */
function reasonIn(body: string | undefined, status: number): string {
  try {
    const { reason } = JSON.parse(body ?? '') as { reason?: unknown };
    return typeof reason === 'string' ? reason : refusedWith(status);
  } catch {
    return refusedWith(status);
  }
}

function refusedWith(status: number): string {
  return { 401: 'signed-out', 404: 'gone' }[status] ?? 'unreadable';
}

function backOnline(): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, retryMs);
    addEventListener('online', go);
  });
}
