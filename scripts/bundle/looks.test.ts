import { expect, test } from 'vitest';
import { lookGroup } from './looks.ts';

/** Who imports each module; `~` before a name: fetched later. */
const importers: Record<string, string[]> = {
  '/app/src/ui/Button.svelte?svelte&type=style&lang.css': ['/app/src/ui/Button.svelte'],
  '/app/src/ui/Button.svelte': ['/app/src/ui/Both.svelte', '/app/src/routes/me/+page.svelte'],
  '/app/src/ui/Both.svelte': ['~/app/src/features/part.ts', '/app/src/ui/Button.svelte'],
  '/app/src/features/part.ts': ['/app/src/routes/sessions/[session=id]/room/+page.svelte'],
  '/app/src/ui/Rare.svelte?svelte&type=style&lang.css': ['/app/src/ui/Rare.svelte'],
  '/app/src/ui/Rare.svelte': ['/app/src/routes/me/+page.svelte'],
  '/app/src/routes/me/+page.svelte': ['/app/src/routes/+page.svelte'],
};
const context = {
  getModuleInfo: (id: string) => ({
    importers: (importers[id] ?? []).filter((name) => !name.startsWith('~')),
    dynamicImporters: (importers[id] ?? [])
      .filter((name) => name.startsWith('~'))
      .map((name) => name.slice(1)),
  }),
} as unknown as Parameters<typeof lookGroup>[1];

test('what a page that people open first shows at any time comes with the first looks', () => {
  expect(lookGroup('/app/src/ui/Button.svelte?svelte&type=style&lang.css', context)).toBe('look');
});

test('what only other pages are made of comes later', () => {
  expect(lookGroup('/app/src/ui/Rare.svelte?svelte&type=style&lang.css', context)).toBe('later-looks');
});
