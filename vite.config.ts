import { type CompilerOptions, paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { bareImports } from './scripts/bundle/bare-imports.ts';
import { chunks } from './scripts/bundle/chunks.ts';
import { eagerFrame } from './scripts/bundle/eager-frame.ts';
import { htmlApart } from './scripts/bundle/html-apart.ts';
import { lightFrame } from './scripts/bundle/light-frame.ts';
import { lightRoom } from './scripts/bundle/light-room.ts';
import { noteLaterLooks } from './scripts/bundle/looks.ts';
import { looksFirst } from './scripts/bundle/looks-first.ts';
import { namedAtOnce } from './scripts/bundle/named-at-once.ts';
import { namedLoads } from './scripts/bundle/named-loads.ts';
import { noCustomElements } from './scripts/bundle/no-custom-elements.ts';
import { noPageTags } from './scripts/bundle/no-page-tags.ts';
import { oneLanguage } from './scripts/bundle/one-language.ts';
import { partScripts } from './scripts/bundle/part-scripts.ts';
import { plainPageState } from './scripts/bundle/plain-page-state.ts';
import { pluralRulesOnce } from './scripts/bundle/plural-rules-once.ts';
import { shortStart } from './scripts/bundle/short-start.ts';
import { wordsInPlace } from './scripts/bundle/words-in-place.ts';

/** Kit's route announcer carries one inline style; its hash must be looked at again on each Kit update. */
const routeAnnouncerStyle = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

function sentences(to: Pick<CompilerOptions, 'outdir' | 'outputStructure'>) {
  return paraglideVitePlugin({ project: './project.inlang', strategy: ['baseLocale'], ...to });
}

/**
 * Browsers fetch the sentences that a page says; the server says all of them, and a file for each would cost it a second. Tests
 * find both made already, and would make them anew for each file with pages.
 */
const messages = process.env.VITEST
  ? []
  : [
      sentences({ outdir: './src/generated/messages', outputStructure: 'message-modules' }),
      sentences({ outdir: './src/generated/messages-whole', outputStructure: 'locale-modules' }),
    ];

export default defineConfig({
  plugins: [
    ...messages,
    oneLanguage(),
    pluralRulesOnce(),
    wordsInPlace(),
    eagerFrame(),
    namedLoads(),
    bareImports(),
    htmlApart(),
    lightFrame(),
    lightRoom(),
    plainPageState(),
    noPageTags(),
    looksFirst(),
    shortStart(),
    noCustomElements(),
    partScripts(),
    namedAtOnce(),
    noteLaterLooks(),
    sveltekit({
      adapter: adapter({ precompress: true }),
      files: { serviceWorker: 'src/service-worker/journal-worker' },
      // The journal's pages ask for it; nobody else has a use for it.
      serviceWorker: { register: false },
      compilerOptions: {
        runes: true,
        // The classes of scoped rules are written out in the scripts too.
        cssHash: ({ hash, filename, css }) =>
          `s-${hash(filename === '(unknown)' ? css : filename).slice(0, 5)}`,
      },
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          'style-src-attr': ['unsafe-hashes', routeAnnouncerStyle],
          'img-src': ['self', 'data:', 'blob:'],
          'media-src': ['self', 'blob:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'frame-src': ['self'],
          'frame-ancestors': ['self'],
          'form-action': ['self'],
          'base-uri': ['none'],
          'object-src': ['none'],
        },
      },
    }),
  ],
  // What a page needs is named in its HTML, and what all pages need comes with the first: a list of it all would be dear.
  build: { modulePreload: false },
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: { groups: chunks } } } } },
  },
});
