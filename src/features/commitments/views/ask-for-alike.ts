import { deserialize } from '$app/forms';
import type { AlikeCard } from '../use-cases/find-earlier-alike.ts';

/**
 * Earlier cards that are like what stands in this form now; undefined when no answer came, for it is only a help. `action`:
 * the board's, from where one is.
 */
export async function askForAlike(
  form: HTMLFormElement,
  action = '?/alike',
): Promise<AlikeCard[] | undefined> {
  try {
    const response = await fetch(action, {
      method: 'POST',
      headers: { 'x-sveltekit-action': 'true', accept: 'application/json' },
      body: new FormData(form),
    });
    const result = deserialize(await response.text());
    return result.type === 'success' ? (result.data?.alike as AlikeCard[]) : undefined;
  } catch {
    return undefined;
  }
}
