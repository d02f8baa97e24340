import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

declare const sanitised: unique symbol;

/** HTML that went through the sanitiser. Only `renderMarkdown` makes it, only `Markdown.svelte` shows it. */
export type SanitisedHtml = string & { readonly [sanitised]: true };

interface Element {
  type: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Element[];
}

/**
 * Markdown that a person wrote, as HTML without any script, style, frame, form or picture. Raw HTML in
 * it is dropped, links lead to web or mail addresses or within this site, and pass on no reputation.
 * Headings begin at `topHeading`, so that the page keeps its own first one. Runs on the server only: the
 * parser never reaches a browser.
 */
export function renderMarkdown(text: string, topHeading: 2 | 3 | 4 = 2): SanitisedHtml {
  return String(pipeline(topHeading).processSync(text)) as SanitisedHtml;
}

const tagNames = (
  'p br hr em strong del code pre blockquote ul ol li a h1 h2 h3 h4 h5 h6 ' + 'table thead tbody tr th td'
).split(' ');

const schema = {
  ...defaultSchema,
  tagNames,
  attributes: { a: ['href', 'title'], ol: ['start'], th: ['align'], td: ['align'] },
  protocols: { href: ['http', 'https', 'mailto'] },
  strip: ['script', 'style'],
};

function pipeline(topHeading: number) {
  return unified()
    .use(remarkParse)
    .use(remarkRehype)
    .use(rehypeSanitize, schema)
    .use(() => (tree: Element) => dress(tree, topHeading))
    .use(rehypeStringify);
}

/** After the sanitiser, because it would take `rel` away again. */
function dress(node: Element, topHeading: number): void {
  if (node.tagName === 'a')
    node.properties = { ...node.properties, rel: ['noopener', 'noreferrer', 'nofollow'] };
  const level = /^h([1-6])$/u.exec(node.tagName ?? '')?.[1];
  if (level) node.tagName = `h${Math.min(6, Number(level) + topHeading - 1)}`;
  for (const child of node.children ?? []) dress(child, topHeading);
}
