/** Control characters that are no part of a text: all but tab and line breaks. The database refuses NUL outright. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/**
 * What somebody typed, as it can be kept: without control characters, and with U+FFFD for halves of letters that stand
 * alone. JSON may carry both, and a message that cannot be kept would be sent again and again.
 */
export function plainText(text: string): string {
  return text.replace(controls, '').toWellFormed();
}
