import type { FeedbackForm } from '../playbook/playbook.ts';

export interface FormPart {
  part: string;
  required: boolean;
}

/** Parts of each feedback form in the order in which they are said; the keys of a feedback's `parts`. */
export const feedbackParts: Record<FeedbackForm, FormPart[]> = {
  SBI: [
    { part: 'situation', required: true },
    { part: 'behaviour', required: true },
    { part: 'impact', required: true },
    { part: 'ask', required: false },
  ],
  COIN: [
    { part: 'context', required: true },
    { part: 'observation', required: true },
    { part: 'impact', required: true },
    { part: 'next', required: true },
  ],
  feedforward: [
    { part: 'moment', required: true },
    { part: 'idea', required: true },
    { part: 'because', required: false },
  ],
};
