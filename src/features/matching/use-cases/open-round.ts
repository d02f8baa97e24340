import { randomInt } from 'node:crypto';
import { nextOpening } from '#core/matching/repeats.ts';
import { weighedParts } from '#core/matching/round-wishes.ts';
import { endOfDay } from '#core/time/end-of-day.ts';
import type { SignedIn } from '#features/people/access.ts';
import type { Tx } from '#server/database.ts';
import type { RoundInput } from '../input.ts';
import { insertRound, invitePeople } from '../store/round.ts';
import { askToMail } from './mail-notices.ts';

const day = 86_400_000;

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
    forEverybody: people === undefined,
    answerDays: Math.max(1, Math.floor((answersUntil.getTime() - now.getTime()) / day)),
    replyDays: input.replyDays,
    repeats: input.repeats,
    ...(input.repeats === 'never'
      ? {}
      : {
          nextAt: nextOpening({ from: now, repeats: input.repeats, zone: organiser.timeZone }, answersUntil),
        }),
  });
  await invitePeople(tx, { roundId, people });
  await askToMail(tx, { organisationId: organiser.organisationId, about: roundId });
  return { ok: true, roundId };
}
