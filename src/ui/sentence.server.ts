import { renderMarkdown, type SanitisedHtml } from './markdown.server.ts';

/** A sentence of a readable text: bare text, or the HTML of its emphasis and links. `Sentence.svelte` shows it. */
export type Rendered = string | { html: SanitisedHtml };

/** Most sentences have no mark in them and go to the page as they are; running Markdown over each would cost more than the page. */
export function renderSentence(text: string): Rendered {
  return bare.test(text) ? text : { html: renderMarkdown(text) };
}

/** Begins with a letter or a quotation mark and has none of the marks that Markdown knows. */
const bare = /^[\p{L}“‘"'(][^*_[\]<>&`\\~\n]*$/u;
