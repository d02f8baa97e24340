import type { Actor, Tx } from '#server/database.ts';
import {
  deleteStory,
  keepStory,
  listMyStories,
  listPublished,
  type PublishedStory,
  type Story,
} from '../store/stories.ts';
import { setDial } from './set-dial.ts';

export type { PublishedStory, Story };

/** More than anybody reads at once; older ones are found through their authors. */
const mostShown = 100;

export async function readStories(tx: Tx, actor: Actor): Promise<PublishedStory[]> {
  return listPublished(tx, actor, mostShown);
}

/** All that I wrote for everybody, whether it is published or not; newest first. */
export async function readMyStories(tx: Tx, actor: Actor): Promise<Story[]> {
  return listMyStories(tx, actor);
}

export async function findMyStory(tx: Tx, actor: Actor, id: string): Promise<Story | undefined> {
  return (await listMyStories(tx, actor)).find((story) => story.id === id);
}

/** Keeps a text that I wrote for everybody, and lets everybody of the organisation read it. Sent twice it is one. */
export async function publishStory(tx: Tx, actor: Actor, story: Story): Promise<void> {
  await keepStory(tx, actor, story);
  if (await findMyStory(tx, actor, story.id))
    await setDial(tx, actor, { kind: 'story', id: story.id }, { audience: 'story' });
}

/** From the end of this transaction on nobody else reads it; it stays with its author. */
export async function withdrawStory(tx: Tx, actor: Actor, id: string): Promise<void> {
  await setDial(tx, actor, { kind: 'story', id }, { audience: 'me' });
}

/** Takes it away for good, and with it out of everybody's sight. */
export async function removeStory(tx: Tx, actor: Actor, id: string): Promise<void> {
  await deleteStory(tx, actor, id);
}
