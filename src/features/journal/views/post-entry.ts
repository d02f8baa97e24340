import { mayAnswerLater } from '#ui/may-answer-later.ts';
import { deserialize } from '$app/forms';
import type { Answer, Typed } from './journal-box.ts';

/**
 * Sends one entry as its form would. Without an answer, or while the server cannot serve or knows nobody here, it can be sent
 * again; what is refused in whatever words is refused.
 */
export async function postEntry(typed: Typed): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  try {
    const response = await fetch('/journal/write?/keep', {
      method: 'POST',
      body: form,
      headers: { 'x-sveltekit-action': 'true' },
    });
    if (mayAnswerLater(response.status) || response.status === 401) return 'no-answer';
    if (response.status >= 400) return 'refused';
    const result = deserialize(await response.text());
    return result.type === 'failure' || result.type === 'error' ? 'refused' : 'kept';
  } catch {
    return 'no-answer';
  }
}
