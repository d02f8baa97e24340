import type { SubmitFunction } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import { typedSince } from './typed-since.ts';

/** What was sent by each form whose answer has not come. */
const underWay = new WeakMap<HTMLFormElement, { action: string; said: FormData }>();

/**
 * For `use:enhance`. What was typed stays until it is saved, and what is typed while the answer is on its way stays as well;
 * the same thing pressed again meanwhile is sent once. The page shows how things stand now after a refusal too: by itself a
 * refused form leaves the page as it was, although somebody else's change is why it was refused.
 */
export const refreshAfter: SubmitFunction = ({ action, formData, formElement, submitter, cancel }) => {
  const before = underWay.get(formElement);
  if (before?.action === action.href && !typedSince(before.said, formData)) return cancel();
  underWay.set(formElement, { action: action.href, said: formData });
  return async ({ result, update }) => {
    // The page may have been drawn anew meanwhile, without the button that was pressed.
    const pressed = (submitter as HTMLButtonElement | null)?.form === formElement ? submitter : null;
    const typing = typedSince(formData, new FormData(formElement, pressed));
    await update({ reset: result.type === 'success' && !typing }).finally(() => underWay.delete(formElement));
    if (result.type === 'failure') await invalidateAll();
  };
};
