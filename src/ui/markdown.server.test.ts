import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderMarkdown } from './markdown.server.ts';

test('what people write comes out as paragraphs, emphasis, lists and quotations', () => {
  expect(renderMarkdown('Ask *one* question.\n\n> “What were you aiming for?”\n\n- wait\n- listen')).toBe(
    '<p>Ask <em>one</em> question.</p>\n<blockquote>\n<p>“What were you aiming for?”</p>\n</blockquote>\n<ul>\n<li>wait</li>\n<li>listen</li>\n</ul>',
  );
});

test('headings begin below the heading of the page', () => {
  expect(renderMarkdown('# Purpose\n\n###### Deep')).toBe('<h2>Purpose</h2>\n<h6>Deep</h6>');
  expect(renderMarkdown('# Purpose', 3)).toBe('<h3>Purpose</h3>');
});

test('links pass on neither window, referrer nor reputation', () => {
  expect(renderMarkdown('[guide](https://example.org/a)')).toBe(
    '<p><a href="https://example.org/a" rel="noopener noreferrer nofollow">guide</a></p>',
  );
});

const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '![x](https://example.org/pixel.png)',
  '![x](x"onerror="alert(1))',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java&#x0A;script:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:msgbox(1))',
  '<javascript:alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]',
  '<svg/onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<form action="https://example.org"><input name=password></form>',
  '<a href="x" style="position:fixed;inset:0" onclick="alert(1)">x</a>',
  '<style>body{display:none}</style>',
  '<base href="https://example.org/">',
  '<math><mtext></mtext><mglyph><style><!--</style><img title="--><img src=x onerror=alert(1)>">',
  '[x](https://example.org/"onmouseover="alert(1))',
  '[x](https://example.org "\\" onmouseover=alert(1) x=\\"")',
  '```js"><script>alert(1)</script>\ncode\n```',
  '<!-- --><script>alert(1)</script>',
];

/** Tags that may leave, each with only the attributes that may; anything else is an escape. */
const harmless =
  /<\/?(?:p|br|hr|em|strong|code|pre|blockquote|ul|ol|li|h[2-6])>|<ol start="\d+">|<a href="(?:https?:|mailto:|[^":]*(?:[/?#][^"]*)?")?[^"]*"?(?: title="[^"]*")? rel="noopener noreferrer nofollow">|<a(?: title="[^"]*")? rel="noopener noreferrer nofollow">|<\/a>/gu;

function whatIsLeftOfTags(html: string): string {
  return html.replace(harmless, '');
}

test.each(attacks)('no script gets through %s', (attack) => {
  const html = renderMarkdown(attack);
  expect(whatIsLeftOfTags(html)).not.toContain('<');
  expect(html).not.toMatch(/href="\s*(?:javascript|vbscript|data)/iu);
});

test('whatever is typed, only harmless tags leave', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '[',
    '](',
    ')',
    'javascript:',
    'onerror=',
    ' ',
    '\n',
    '`',
    '&',
    ';',
    '#',
    'img',
    'script',
    '/',
    '!',
    '\\',
    'a',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const html = renderMarkdown(pieces.join(''));
      expect(whatIsLeftOfTags(html)).not.toContain('<');
      expect(html).not.toMatch(/href="\s*(?:javascript|vbscript|data)/iu);
    }),
  );
});
