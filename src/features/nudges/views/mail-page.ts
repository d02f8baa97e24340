import { htmlLanguage } from '#server/html-language.ts';
/** One nudge as a mail shows it. */
export interface MailPart {
  sentence: string;
  /** The reader's own words. */
  words?: string;
  note?: string;
  links: { text: string; href: string }[];
}

export interface MailPage {
  locale: string;
  title: string;
  hello: string;
  parts: MailPart[];
  /** One line, then links. */
  footer: { sentence: string; links: { text: string; href: string }[] };
}

/**
 * A mail as a page: it asks nothing of anybody's server, no image, no font, nothing that tells that it was opened. Colours are
 * those of the program, for light and for dark paper.
 */
export function mailHtml({ locale, title, hello, parts, footer }: MailPage): string {
  return `<!doctype html>
<html ${htmlLanguage(locale)}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${safe(title)}</title><style>${style}</style></head>
<body><main class="page"><h1>${safe(title)}</h1><p>${safe(hello)}</p>
${parts.map(partHtml).join('\n')}
<div class="foot"><p>${safe(footer.sentence)}</p><p>${footer.links.map((link) => linkHtml(link, 'quiet')).join(' ')}</p></div>
</main></body></html>
`;
}

/** The same as plain text. */
export function mailText({ hello, parts, footer }: Omit<MailPage, 'locale' | 'title'>): string {
  const lines = parts.map(({ sentence, words, note, links }) =>
    [sentence, words && `    ${words.replaceAll('\n', '\n    ')}`, note, ...links.map(lineOf)]
      .filter(Boolean)
      .join('\n\n'),
  );
  return [hello, ...lines, '-- ', footer.sentence, ...footer.links.map(lineOf)].join('\n\n');
}

const lineOf = ({ text, href }: { text: string; href: string }) => `${text}\n${href}`;

function partHtml({ sentence, words, note, links }: MailPart): string {
  return `<div class="card"><p>${safe(sentence)}</p>${words ? `<p class="words">${safe(words)}</p>` : ''}${
    note ? `<p class="soft">${safe(note)}</p>` : ''
  }<p>${links.map((link) => linkHtml(link, 'button')).join(' ')}</p></div>`;
}

function linkHtml({ text, href }: { text: string; href: string }, look: 'button' | 'quiet'): string {
  return `<a class="${look}" href="${safe(href)}">${safe(text)}</a>`;
}

function safe(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const style = `
:root{color-scheme:light dark}
body{margin:0;background:#faf7f1;color:#20242c;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.page{max-width:36rem;margin:0 auto;padding:24px 16px}
h1{font:600 24px/1.25 Georgia,"Times New Roman",serif;margin:0 0 16px}
.card{background:#fffdf9;border:1px solid #e4ddd0;border-radius:18px;padding:8px 20px;margin:16px 0}
.card p:last-child{margin-bottom:8px}
.words{font:20px/1.4 Georgia,"Times New Roman",serif;white-space:pre-line;overflow-wrap:anywhere}
.soft,.foot{color:#5c6270;font-size:14px}
a.button{display:inline-block;min-height:24px;padding:10px 16px;margin:0 4px 8px 0;border:1px solid #1d6b57;border-radius:999px;color:#1d6b57;text-decoration:none;font-weight:600}
a.quiet{display:inline-block;padding:12px 0;margin-right:20px;color:#5c6270}
@media (prefers-color-scheme:dark){
body{background:#16181d;color:#ece8df}
.card{background:#1e2128;border-color:#30343d}
.soft,.foot,a.quiet{color:#a6abb8}
a.button{border-color:#7cc9af;color:#7cc9af}}
`.trim();
