import type { Component } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { Tool } from '#core/session/view-tool.ts';

/** What a tool's component is given: the tool's data as the view has it. */
export type ToolPart = Component<{ tool: never }>;

/** `closing` stands below the tool of the last step. */
export type ToolName = Tool['kind'] | 'closing';

const paths: Record<ToolName, () => Promise<{ default: unknown }>> = {
  'check-in': () => import('./CheckIn.svelte'),
  strengths: () => import('./Strengths.svelte'),
  intentions: () => import('./Intentions.svelte'),
  consent: () => import('./Consent.svelte'),
  objective: () => import('./Objective.svelte'),
  demonstrate: () => import('./Demonstrate.svelte'),
  drill: () => import('./Drill.svelte'),
  debrief: () => import('./Debrief.svelte'),
  suggest: () => import('./Suggest.svelte'),
  draft: () => import('./Draft.svelte'),
  rating: () => import('./Rating.svelte'),
  scale: () => import('./Scaling.svelte'),
  commit: () => import('./Commit.svelte'),
  reflect: () => import('./ReflectTool.svelte'),
  gratitude: () => import('./Gratitude.svelte'),
  round: () => import('./TalkNotes.svelte'),
  free: () => import('./TalkNotes.svelte'),
  closing: () => import('./Closing.svelte'),
};

/** Components that have arrived. Nothing of anybody's is in it, so the server may share it too. */
const arrived = new SvelteMap<ToolName, ToolPart>();

/** The component of a tool, once it has arrived; reactive. */
export function toolPart(name: ToolName): ToolPart | undefined {
  return arrived.get(name);
}

/**
 * Fetches a tool. A session uses a handful of the sixteen, one after the other, so each comes when its step does: the
 * page's load waits for the running one, and the room fetches the next one ahead. Without network it is tried again later.
 */
export async function loadTool(name: ToolName | undefined): Promise<void> {
  if (!name || arrived.has(name)) return;
  const part = await paths[name]().catch(() => undefined);
  if (part) arrived.set(name, part.default as ToolPart);
}
