import type { Plugin } from 'vite';

const tagging = /if \(!chunks\) \{\s*headers\.set\('etag', `"\$\{hash\(transformed\)\}"`\);\s*\}/;

/**
 * The framework reads each page it has made from end to end to give it a tag, so that a browser that has the same page is not
 * sent it again. Here no two answers are the same: each carries a nonce of its own. So the time is saved.
 */
export function noPageTags(): Plugin {
  return {
    name: 'rondo:no-page-tags',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'ssr',
    transform: {
      filter: { id: /\/@sveltejs\/kit\/src\/runtime\/server\/page\/render\.js$/ },
      handler(code) {
        if (!tagging.test(code)) throw new Error('The framework tags its pages in another way.');
        return { code: code.replace(tagging, ''), map: null };
      },
    },
  };
}
