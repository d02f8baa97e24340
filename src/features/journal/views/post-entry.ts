import { deserialize } from '$app/forms';
import type { Answer, Typed } from './journal-box.ts';

/** Sends one entry as its form would. Without an answer, or while the server cannot serve, it can be sent again. */
export async function postEntry(typed: Typed): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  try {
    const response = await fetch('/journal/write?/keep', {
      method: 'POST',
      body: form,
      headers: { 'x-sveltekit-action': 'true' },
    });
    if (response.status >= 500 || response.status === 401 || response.status === 429) return 'no-answer';
    const result = deserialize(await response.text());
    return result.type === 'failure' || result.type === 'error' ? 'refused' : 'kept';
  } catch {
    return 'no-answer';
  }
}
