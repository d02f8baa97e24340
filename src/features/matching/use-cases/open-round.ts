import { randomInt } from 'node:crypto';
import { weighedParts } from '#core/matching/round-wishes.ts';
import { instantAt } from '#core/time/wall-clock.ts';
import type { SignedIn } from '#features/people/access.ts';
import type { Tx } from '#server/database.ts';
import type { RoundInput } from '../input.ts';
import { insertRound, invitePeople } from '../store/round.ts';

export type OpenedRound =
  | { ok: true; roundId: string }
  | { ok: false; reason: 'day-is-over' | 'nobody-invited' };

/** Opens a round and invites to it; whoever opens it is one of those who may be in. The day counts to its end where they are. */
export async function openRound(
  tx: Tx,
  organiser: Pick<SignedIn, 'organisationId' | 'personId' | 'timeZone'>,
  { now, input }: { now: Date; input: RoundInput },
): Promise<OpenedRound> {
  const answersUntil = endOfDay(input.answersUntil, organiser.timeZone);
  if (answersUntil <= now) return { ok: false, reason: 'day-is-over' };
  const people = input.who === 'some' ? [...new Set([...input.people, organiser.personId])] : undefined;
  if (people && people.length < 2) return { ok: false, reason: 'nobody-invited' };
  const roundId = await insertRound(tx, organiser, {
    name: input.name,
    answersUntil,
    size: input.size,
    commonHalfHours: Math.round(input.commonHours * 2),
    cadence: input.cadence,
    wishes: Object.fromEntries(
      weighedParts.filter((part) => input[part] !== 'usual').map((part) => [part, input[part]]),
    ),
    seed: randomInt(2 ** 31 - 1),
  });
  await invitePeople(tx, { roundId, people });
  return { ok: true, roundId };
}

function endOfDay(day: string, zone: string): Date {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const instant = instantAt(`${next}T00:00`, zone);
  return instant === undefined ? new Date(`${next}T00:00:00Z`) : new Date(instant);
}
