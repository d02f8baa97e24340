import { must, type TestSession } from '../support/session.ts';

/** Moves on until the drill runs, where what is written is sealed. Gives its place in the plan. */
export async function toTheDrill(session: TestSession): Promise<number> {
  const [first] = session.people;
  for (;;) {
    const { now } = await session.view(first);
    if (!now) throw new Error('nothing runs');
    if (now.kind === 'drill') return now.at;
    await must(session.act(first, { type: 'move-on', from: now.at }));
  }
}
