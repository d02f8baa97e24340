import type { Playbook } from '../playbook/playbook.ts';
import type { Act, Command } from './command.ts';
import { type DecideWith, decide } from './decide.ts';
import type { Decision, Effect } from './effect.ts';
import type { PersonId, SessionEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { mayRead } from './may-read.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import type { Room, RoomContext } from './room.ts';
import type { RoomView } from './view.ts';
import { viewFor } from './view-for.ts';
import type { Words, WordsChange } from './words.ts';
import { applyWordsChange } from './words-after.ts';

/**
 * A session in memory: what the database does round the machine, in a few lines. For tests, and for walking through a
 * playbook alone with stand-ins.
 */
export class Session {
  room: Room = { status: 'none' };
  log: SessionEvent[] = [];
  words: Words[] = [];
  effects: Effect[] = [];
  now: number;
  context: RoomContext;
  #commands = 0;

  constructor(context: RoomContext, now = 1_800_000_000_000) {
    this.context = context;
    this.now = now;
  }

  /** Applies an act, or answers why not; nothing changes then. */
  act(by: PersonId, act: Act, via?: PersonId): Decision | Refusal {
    this.#commands += 1;
    const id = `command-${this.#commands}`;
    const answer = this.ask({ id, by, act, ...(via ? { via } : {}) });
    if (!isRefusal(answer)) this.#apply(answer);
    return answer;
  }

  /** Decides without applying. */
  ask(command: Command): Decision | Refusal {
    const words = this.words.filter((row) => mayRead(row, command.by));
    const given: DecideWith = { now: this.now, context: this.context, words };
    return decide(this.room, command, given);
  }

  view(viewer: PersonId, via?: PersonId): RoomView {
    const { room, context, words, now } = this;
    return viewFor({ room, context, viewer, ...(via ? { via } : {}), words, drafts: [], now });
  }

  after(milliseconds: number): this {
    this.now += milliseconds;
    return this;
  }

  #apply(decision: Decision): void {
    this.log.push(...decision.events);
    this.room = decision.events.reduce(evolve, this.room);
    const change = (words: Words[], each: WordsChange) => applyWordsChange(words, each, this.now);
    this.words = decision.words.reduce(change, this.words);
    this.effects.push(...decision.effects);
    for (const effect of decision.effects) this.#take(effect);
  }

  #take(effect: Effect): void {
    if (effect.type === 'discard') this.words = [];
    if (effect.type !== 'create-commitment') return;
    const { id, owner, card } = effect;
    const { experiment, context, criterion } = card;
    const open = { id, owner, experiment, context, criterion };
    this.context = { ...this.context, openCards: [...this.context.openCards, open] };
  }
}

/** What the machine is told about a plain circle of these people, all of whom have consented. */
export function circleOf(
  people: PersonId[],
  playbook: Playbook,
  more: Partial<RoomContext> = {},
): RoomContext {
  return {
    sessionId: 'session',
    number: 2,
    circle: { id: 'circle', name: 'The Thursday five' },
    playbook,
    playbookSlug: 'live-drill',
    members: people.map((id) => ({
      id,
      name: id,
      timeZone: 'Europe/Lisbon',
      newcomer: false,
      consented: true,
    })),
    openPairs: [],
    openCards: [],
    rotaTotals: [],
    hardMoments: ['We stop, breathe, and ask what is needed.'],
    firstSession: false,
    oneDevice: false,
    ...more,
  };
}
