import type { Rolldown } from 'vite';
import { isLook, lookGroup } from './looks.ts';

const frame = new RegExp(
  [
    '/node_modules/(svelte/(?!src/internal/client/dom/blocks/html.js)|@sveltejs/|devalue/|esm-env/|clsx/)',
    '/core/circles/names-text.ts$',
    '/src/routes/[+](layout|error).svelte$',
    '/client-optimized/nodes/[01].js$',
    '/src/ui/(Card|Dialog|Disclosure|Eyebrow|Notice|Quote|Tag).svelte$',
    '/src/(ui|core/time)/[a-z-]+-(text|format).ts$',
    '/src/ui/(later-looks|when-idle).ts$',
    '/sessions/views/new-id.ts$',
    '/messages/(registry|runtime).js$',
    'preload-helper',
  ].join('|'),
);

const sharedInRoom = new RegExp(
  [
    '/sessions/views/(ActForm.svelte|act-form.ts|room-client.svelte.ts|part.svelte.ts|room/seconds-left.ts)$',
    '/src/ui/(Sealed|StepStrip|TopBar).svelte$',
    '/sessions/views/tools/NotesCard.svelte$',
  ].join('|'),
);

/** What most pages besides the room are made of: by itself each is smaller than the request for it. */
const sharedByPages = new RegExp(
  [
    '/runtime/app/forms/',
    '/core/circles/(day-text|local-day).ts$',
    '/src/ui/(Live|PageHeader).svelte$',
    '/src/ui/refresh-after.ts$',
    '/changes/views/on-change.ts$',
    '/sessions/views/when-text.ts$',
    '/commitments/views/card-sentence.ts$',
  ].join('|'),
);

/**
 * What is sent together. On a phone each file costs a round trip and six travel at a time, so the many small pieces that a
 * page would be cut into cost more time than bytes. Pages keep their own files; what they share comes in a few.
 */
export const chunks: Rolldown.CodeSplittingGroup[] = [
  { name: lookGroup, debugName: 'looks', priority: 6, test: isLook },
  { name: 'frame', priority: 4, test: isFrame },
  // What the room's first view shares with what it fetches later: by itself each is smaller than the request for it.
  { name: 'room', priority: 3, test: sharedInRoom, minShareCount: 2 },
  { name: 'pages', priority: 2, test: sharedByPages },
  { name: 'fields', priority: 2, test: /\/src\/ui\/(Choice|Field)\.svelte$/ },
  // What is left of a session in words: a page shows all of it.
  {
    name: 'after',
    priority: 2,
    test: /\/sessions\/views\/(after\/(WordsText.svelte|words-lines.ts)|tools\/(part-words|link-host|next-times).ts)$/,
  },
  // What a drill shows at once: in one file they are a kilobyte less.
  {
    name: 'drill',
    priority: 2,
    test: /\/views\/(tools\/(Drill|ConstraintCard|FocusSide)|room\/(Deck|Prompts))\.svelte$/,
  },
  // The rest goes with what is needed by nearly the same pages.
  {
    name: 'shared',
    priority: 1,
    test: isShared,
    minShareCount: 2,
    entriesAware: true,
    entriesAwareMergeThreshold: 3000,
  },
];

/** What the room fetches part by part stays cut as it is asked for. */
function isShared(id: string): boolean {
  return /\/src\//.test(id) && !/\/sessions\/views\/(room|tools|client)\/|\/WordsField\.svelte$/.test(id);
}

/** The framework, what stands round every page, also when the page failed, and what most pages are made of. */
function isFrame(id: string): boolean {
  if (/\/runtime\/client\/entry\.js$|\/runtime\/app\/forms\//.test(id)) return false;
  return frame.test(id);
}
