import { getTextDirection } from '#messages/runtime.js';

/** What an HTML tag says of its words: in which language they are, and from which side that is read. */
export function htmlLanguage(locale: string): string {
  return `lang="${locale}" dir="${getTextDirection(locale)}"`;
}

/** What `app.html` says of its words, whose language only the answer knows. */
const written = htmlLanguage('en');

/** A page that was made from `app.html`, with the language said in which it speaks. */
export function inLanguage(html: string, locale: string): string {
  return html.replace(`<html ${written}`, `<html ${htmlLanguage(locale)}`);
}
