/** A text as one line: what people paste brings line breaks and double spaces along. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
