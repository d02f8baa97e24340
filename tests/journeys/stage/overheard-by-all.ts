import { expect } from 'vitest';
import { m } from '#messages';
import { holdings, type Overheard, overhear } from './overhear.ts';
import { wordsOn } from './room.ts';
import type { Visitor } from './visitor.ts';

/** What reaches whom in a room, while a session runs. */
export interface Listening {
  /**
   * Fails unless these people hold the words, and nobody else has them: not on their page, in their fields or stores, nor
   * in anything that was ever streamed to them.
   */
  onlyWith(readers: readonly Visitor[], words: string): Promise<void>;
  stop(): void;
}

/** Listens to the room with everybody's own cookies, from now on. Their playbook must have a deck. */
export async function listenToAll(people: readonly Visitor[], room: string): Promise<Listening> {
  const streams = new Map<Visitor, Overheard>();
  for (const person of people) streams.set(person, await overhear(person, room));
  return {
    async onlyWith(readers, words) {
      await knownToAll(people);
      for (const reader of readers) expect(await holdings(reader), reader.name).toContain(words);
      for (const person of people.filter((each) => !readers.includes(each))) {
        expect(await holdings(person), person.name).not.toContain(words);
        expect(streams.get(person)?.text(), person.name).not.toContain(words);
      }
    },
    stop() {
      for (const stream of streams.values()) stream.stop();
    },
  };
}

/** A prompt is drawn, which all may know: what was sent to anybody before it would have come as well. */
async function knownToAll(people: readonly Visitor[]): Promise<void> {
  const [first] = people as [Visitor];
  const drawn = async (person: Visitor) => {
    const there = await person.page.getByRole('region', { name: m.room_prompt_drawn() }).isVisible();
    return there ? wordsOn(person, m.room_prompt_drawn()) : '';
  };
  const before = await drawn(first);
  await first.press(before ? m.room_draw_another_prompt() : m.room_draw_prompt());
  for (const person of people) await expect.poll(() => drawn(person)).not.toBe(before);
}
