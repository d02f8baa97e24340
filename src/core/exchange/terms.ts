/** What a circle agreed about its exchange. */
export interface ExchangeTerms {
  /** How long one recording may be, in seconds. */
  longestSeconds: number;
  /** Within how many days an answer is hoped for. */
  answerDays: number;
  /** After how many days a recording is deleted, files and all. */
  keepDays: number;
}

/** Until a circle says otherwise. */
export const usualTerms: ExchangeTerms = { longestSeconds: 180, answerDays: 3, keepDays: 30 };

/** What may be agreed; the database holds the same bounds. */
export const termChoices = {
  longestSeconds: [60, 120, 180, 300, 600],
  answerDays: [1, 2, 3, 5, 7, 14],
  keepDays: [7, 14, 30, 60, 90],
} as const satisfies Record<keyof ExchangeTerms, readonly number[]>;

/** Whether an answer can still be given on the last day on which one is hoped for: a recording stays longer than that. */
export function outlastsAnswer({
  answerDays,
  keepDays,
}: Pick<ExchangeTerms, 'answerDays' | 'keepDays'>): boolean {
  return keepDays > answerDays;
}

/** Something that was begun and not sent is kept this long. */
export const unsentDays = 7;

const day = 86_400_000;

/** When an answer is hoped for, and when the recording goes. Times are milliseconds since 1970. */
export function termsOf(terms: ExchangeTerms, sentAt: number): { answerBy: number; deleteAfter: number } {
  return { answerBy: sentAt + terms.answerDays * day, deleteAfter: sentAt + terms.keepDays * day };
}
