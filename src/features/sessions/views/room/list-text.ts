/** Things or people in a row, as a sentence names them: "facilitator and observer". */
export function listText(parts: readonly string[], locale = 'en-GB'): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts);
}
