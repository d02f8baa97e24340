/**
 * Words that somebody said, between quotation marks. Whoever wrote down a quotation with its own marks has done so already:
 * a second pair around it would read as a slip.
 */
export function quoted(words: string): string {
  return /["“”«»„]/.test(words) ? words : `“${words}”`;
}
