import type { Component } from 'svelte';
import type { RoomView } from '#core/session/view.ts';
import type { Tool } from '#core/session/view-tool.ts';
import { keepParts, noteMissing, part } from './part.svelte.ts';

/** What a tool's component is given: the tool's data as the view has it. */
export type ToolPart = Component<{ tool: never }>;

const tools = {
  'check-in': () => import('./tools/CheckIn.svelte'),
  strengths: () => import('./tools/Strengths.svelte'),
  intentions: () => import('./tools/Intentions.svelte'),
  consent: () => import('./tools/Consent.svelte'),
  objective: () => import('./tools/Objective.svelte'),
  demonstrate: () => import('./tools/Demonstrate.svelte'),
  drill: () => import('./tools/Drill.svelte'),
  debrief: () => import('./tools/Debrief.svelte'),
  suggest: () => import('./tools/Suggest.svelte'),
  draft: () => import('./tools/Draft.svelte'),
  rating: () => import('./tools/Rating.svelte'),
  scale: () => import('./tools/Scaling.svelte'),
  commit: () => import('./tools/Commit.svelte'),
  reflect: () => import('./tools/ReflectTool.svelte'),
  gratitude: () => import('./tools/Gratitude.svelte'),
  round: () => import('./tools/TalkNotes.svelte'),
  free: () => import('./tools/TalkNotes.svelte'),
} satisfies Record<Tool['kind'], () => Promise<{ default: unknown }>>;

/** What the room shows at times, or only once somebody opens it. */
const atTimes = {
  'cut-off': () => import('./room/CutOff.svelte'),
  door: () => import('./room/Door.svelte'),
  'hand-over': () => import('./room/HandOver.svelte'),
  pause: () => import('./room/Pause.svelte'),
  over: () => import('./room/Over.svelte'),
  menu: () => import('./room/MenuInside.svelte'),
  cues: () => import('./room/Cues.svelte'),
  challenge: () => import('./room/Challenge.svelte'),
  'role-swap': () => import('./room/RoleSwap.svelte'),
  asking: () => import('./room/Asking.svelte'),
  'came-back': () => import('./room/CameBack.svelte'),
  prompts: () => import('./room/Prompts.svelte'),
  deck: () => import('./room/Deck.svelte'),
  ready: () => import('./tools/Ready.svelte'),
  turns: () => import('./tools/Turns.svelte'),
  sheet: () => import('./tools/Sheet.svelte'),
  anchors: () => import('./tools/Anchors.svelte'),
  'sheet-list': () => import('./tools/SheetList.svelte'),
  'focus-side': () => import('./tools/FocusSide.svelte'),
  notes: () => import('./tools/NotesInside.svelte'),
  alike: () => import('./tools/Alike.svelte'),
  artefact: () => import('./tools/Artefact.svelte'),
  'artefact-forms': () => import('./tools/ArtefactForms.svelte'),
};

/** `closing` stands below the tool of the last step. */
const paths = { ...tools, ...atTimes, closing: () => import('./tools/Closing.svelte') };

/** Parts of the room that come when they are needed. */
export type PartName = keyof typeof paths;
/** The component of each part. */
export type Parts = { [Name in PartName]: Awaited<ReturnType<(typeof paths)[Name]>>['default'] };

/**
 * Fetches parts that have not arrived. One that stays away, because there is no network or the program was built anew, is
 * tried again when it is asked for next; until then `lacksParts` says so.
 */
export async function loadParts(names: readonly PartName[]): Promise<void> {
  const missing = names.filter((name) => !part(name));
  const fetching = missing.map(async (name) => [name, await fetched(name)] as const);
  const come = (await Promise.all(fetching)).filter(([, component]) => component);
  if (come.length > 0) keepParts(Object.fromEntries(come));
  if (missing.length > 0) noteMissing(missing);
}

async function fetched(name: PartName): Promise<unknown> {
  return (await paths[name]().catch(() => undefined))?.default;
}

/** What a view shows before anything is opened: the page waits for these, on the server and in the browser. */
export function partsShown(view: RoomView, asksWhoHolds: boolean): PartName[] {
  const { status } = view.session;
  if (asksWhoHolds) return ['hand-over'];
  if (status !== 'lobby' && status !== 'running') return ['over'];
  if (status === 'lobby' || !view.me.present) return ['door'];
  if (view.pause) return ['pause'];
  return [...stepParts(view), ...toolParts(view)].filter((name) => !!name) as PartName[];
}

function stepParts({ now, roleSwap, asking, drafts }: RoomView): (PartName | false | undefined)[] {
  return [
    now?.challenge && 'challenge',
    roleSwap && 'role-swap',
    asking && (asking.waitingForMe ? 'ready' : 'asking'),
    drafts.some(({ refused }) => refused) && 'came-back',
    now && (now.prompt !== undefined || now.prompts > 0) && 'deck',
    now && now.myPrompts.length + now.litPrompts.length > 0 && 'prompts',
  ];
}

function toolParts({ tool, next, turn, artefacts }: RoomView): (PartName | false | undefined)[] {
  const sheet = tool && 'sheet' in tool ? tool.sheet : undefined;
  const notes = tool && 'notes' in tool ? tool.notes : undefined;
  return [
    tool?.kind,
    tool?.kind === 'drill' && (sheet ? 'sheet' : 'focus-side'),
    sheet?.anchors && 'anchors',
    sheet && sheet.mine.length > 0 && 'sheet-list',
    notes && notes.phrases.length + notes.emotions.length > 0 && 'notes',
    tool && !next && 'closing',
    turn && 'turns',
    artefacts.length > 0 && 'artefact',
  ];
}

/**
 * What may be shown next: the tool of the next step, and all that anybody may cause at any time. It is fetched ahead, so
 * that nobody waits for it and a lost network leaves nothing without its part.
 */
export function partsAhead(view: RoomView): PartName[] {
  return [...(Object.keys(atTimes) as PartName[]), view.next?.kind ?? 'closing'];
}
