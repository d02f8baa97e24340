import { createContext } from 'svelte';
import type { Act } from '#core/session/command.ts';
import type { Instant, PersonId } from '#core/session/event.ts';
import type { RoomView } from '#core/session/view.ts';
import type { Returned } from './client/returned.ts';

/** What the parts of the room are written against. On the server it stands still; in the browser it follows the stream. */
export interface RoomClient {
  /** The viewer's current view, with what they have just done laid over it where that is harmless. */
  readonly view: RoomView;
  /**
   * Sends an act: at once, or when the network is back. Answers whether it was taken up; a refusal is then in `refusal`.
   * `draft`: the field to forget when it was taken up, and to fill again with `said` when it was refused.
   */
  send(act: Act, more?: { draft?: string; said?: Record<string, string> }): Promise<boolean>;
  /**
   * What is being typed in a field, kept over reloads and on the server. Fields of one form are `<form>:<input>`, such as
   * `check-in:attempted`.
   */
  draft(field: string): DraftField;
  /** What was sent, refused, and came back with the reason; and forgetting one of it. */
  readonly returned?: readonly Returned[];
  letGo?(field: string): void;
  /** What the person is called at the table: first name, and as much more as tells two apart. */
  nameOf(person: PersonId): string;
  /** Whole seconds until an instant of the server's clock, never below 0. Ticks once a second. */
  secondsUntil(instant: Instant): number;
  /** The server's time in milliseconds, now and exactly; not reactive. */
  serverNow(): Instant;
  /** Acts on their way. */
  readonly pending: number;
  readonly online: boolean;
  /** The last act that was not taken up, and why; gone when the next one is sent. */
  readonly refusal?: { sentence: string; act: Act } | undefined;
  /** Who is signed in on this device. */
  readonly owner?: PersonId | undefined;
  /** Who holds this device, where it is not its owner; forms carry it as `holder`. */
  readonly holder?: PersonId | undefined;
}

export interface DraftField {
  readonly value: string;
  /** Something was typed here, or came back; an emptied field counts. */
  readonly typed: boolean;
  /** Why a sent text came back, as a sentence. */
  readonly refused?: string | undefined;
  set(value: string): void;
}

export const [getRoom, setRoom] = createContext<RoomClient>();
