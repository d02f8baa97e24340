import type { Rolldown } from 'vite';

const frame = new RegExp(
  [
    '/node_modules/(svelte/(?!src/internal/client/dom/blocks/html.js)|@sveltejs/|devalue/|esm-env/|clsx/)',
    '/core/circles/names-text.ts$',
    '/src/routes/[+](layout|error).svelte$',
    '/client-optimized/nodes/[01].js$',
    '/src/ui/(Card|Disclosure|Eyebrow|Field|Notice|Tag).svelte$',
    '/src/(ui|core/time)/[a-z-]+-(text|format).ts$',
    '/messages/(registry|runtime).js$',
  ].join('|'),
);

const sharedInRoom = new RegExp(
  [
    '/sessions/views/(ActForm.svelte|WordsField.svelte|act-form.ts|new-id.ts|room-client.svelte.ts|part.svelte.ts|room/seconds-left.ts)$',
    '/src/ui/(Dialog|Quote|Sealed|StepStrip|TopBar).svelte$',
    '/sessions/views/tools/NotesCard.svelte$',
    '/messages/(room|tool_notes|tool_sheet|tool_checkin_harder|tool_card_sentence_whole)',
  ].join('|'),
);

/**
 * What is sent together. On a phone each file costs a round trip and six travel at a time, so the many small pieces that a
 * page would be cut into cost more time than bytes. Pages keep their own files; what they share comes in a few.
 */
export const chunks: Rolldown.CodeSplittingGroup[] = [
  // All pages' looks in one file, which the first page brings: a page's own rules are a few hundred bytes.
  { name: 'look', priority: 5, test: /\.css$|[?&]type=style/ },
  // The framework runs only when the page has said where it stands, so what says so comes before it by itself.
  { name: 'start', priority: 4, test: /\/runtime\/client\/payload\.js$|preload-helper/ },
  { name: 'frame', priority: 3, test: isFrame },
  // What the room's first view shares with what it fetches later: by itself each is smaller than the request for it.
  { name: 'room', priority: 1, test: sharedInRoom, minShareCount: 2 },
];

/** The framework, what stands round every page, also when the page failed, and what most pages are made of. */
function isFrame(id: string): boolean {
  if (/\/runtime\/client\/entry\.js$|\/runtime\/app\/forms\//.test(id)) return false;
  return frame.test(id);
}
