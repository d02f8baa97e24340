import { applyAction, type SubmitFunction } from '$app/forms';
import { readBoardAgain } from './read-board-again.ts';

/** A form that came back: why, and what was typed. */
export interface Refused {
  reason: string;
  field: string;
  values: Record<string, string>;
}

/**
 * For the forms of a board, where there is script: the page stays as it is and shows what came of it. What was typed stays in
 * its field whatever the answer was, also where none came.
 */
export function stayHere(told: { kept: () => void; refused: (refused: Refused) => void }): SubmitFunction {
  return ({ formData }) => {
    const values = Object.fromEntries([...formData].map(([name, value]) => [name, String(value)]));
    return async ({ result }) => {
      if (result.type === 'redirect') {
        if (!result.location.includes('/board')) return applyAction(result);
        await readBoardAgain();
        return told.kept();
      }
      if (result.type === 'success') return told.kept();
      told.refused((result.type === 'failure' && (result.data as Refused | undefined)) || notSent(values));
      // Somebody else's change may be why; where nothing can be reached there is nothing to read either.
      if (result.type === 'failure') await readBoardAgain();
    };
  };
}

function notSent(values: Record<string, string>): Refused {
  return { reason: 'not-sent', field: '', values };
}
