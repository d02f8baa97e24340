import type { SubmitFunction } from '$app/forms';
import { invalidateAll } from '$app/navigation';

/**
 * For `use:enhance`. What was typed stays until it is saved, and the page shows how things stand now after a refusal too:
 * by itself a refused form leaves the page as it was, although somebody else's change is why it was refused.
 */
export const refreshAfter: SubmitFunction = () => {
  return async ({ result, update }) => {
    await update({ reset: result.type === 'success' });
    if (result.type === 'failure') await invalidateAll();
  };
};
