import { Client } from 'pg';
import { findRoundReader, type RoundOrganiser, type RoundReader } from '#features/matching/access.ts';
import { roundInput } from '#features/matching/input.ts';
import { answerOwnPlace } from '#features/matching/use-cases/answer-place.ts';
import { answerRound } from '#features/matching/use-cases/answer-round.ts';
import { openRound } from '#features/matching/use-cases/open-round.ts';
import { publishRound } from '#features/matching/use-cases/publish-round.ts';
import { readOwnCircle } from '#features/matching/use-cases/read-round-page.ts';
import { askForSolve, solveRound } from '#features/matching/use-cases/solve-round.ts';
import type { Actor, Tx } from '#server/database.ts';
import type { TestApp } from './app.ts';
import { makePeople } from './circle.ts';

const names = ['Ana Reed', 'Ben Hale', 'Cleo Marsh', 'Dov Lind', 'Edda Voss', 'Finn Oake'];

/** What rounds are tried with; each acts as the person who is named. */
export function roundsOn(app: TestApp) {
  const { database } = app;

  async function as<T>(
    actor: Actor,
    roundId: string,
    work: (tx: Tx, reader: RoundOrganiser) => Promise<T>,
  ): Promise<T> {
    return database.asPerson(actor, async (tx) => {
      const reader = await findRoundReader(tx, actor, roundId);
      if (!reader) throw new Error('not invited');
      return work(tx, reader as RoundReader as RoundOrganiser);
    });
  }

  async function asAdmin<T>(text: string, values: unknown[] = []): Promise<T[]> {
    const admin = new Client({ connectionString: database.superuserUrl });
    await admin.connect();
    try {
      return (await admin.query(text, values)).rows as T[];
    } finally {
      await admin.end();
    }
  }

  /** A round that the first of so many people opened, with ten days to answer; each of `joining` says yes. */
  async function open(
    input: Record<string, unknown> = {},
    { count = 4, joining = count }: { count?: number; joining?: number } = {},
  ) {
    const people = await makePeople(database, names.slice(0, count));
    const [ana] = people as [Actor, ...Actor[]];
    for (const [index, { organisationId, personId }] of people.entries())
      await asAdmin('INSERT INTO person_contact (organisation_id, person_id, email) VALUES ($1, $2, $3)', [
        organisationId,
        personId,
        `${index}-${personId}@example.org`,
      ]);
    const now = new Date();
    const answersUntil = new Date(now.getTime() + 10 * 86_400_000).toISOString().slice(0, 10);
    const opened = await database.asPerson(ana, (tx) =>
      openRound(
        tx,
        { ...ana, timeZone: 'Europe/London' },
        { now, input: roundInput.parse({ name: 'Spring circles', answersUntil, ...input }) },
      ),
    );
    if (!opened.ok) throw new Error(opened.reason);
    const { roundId } = opened;
    for (const person of people.slice(0, joining)) await join(person, roundId);
    return { roundId, people, ana };
  }

  const join = (person: Actor, roundId: string, joining = true) =>
    as(person, roundId, (tx, reader) => answerRound(tx, reader, { joining, now: new Date() }));

  async function publish(organiser: Actor, roundId: string): Promise<void> {
    const asked = await as(organiser, roundId, askForSolve);
    if (!asked.ok) throw new Error(asked.reason);
    const { number } = asked;
    await solveRound(app, { organisationId: organiser.organisationId, roundId, number });
    if (!(await as(organiser, roundId, (tx, reader) => publishRound(tx, reader, number))))
      throw new Error('not published');
  }

  const placeOf = async (person: Actor, roundId: string) => (await as(person, roundId, readOwnCircle)).place;

  async function reply(person: Actor, roundId: string, accept: boolean) {
    const place = (await placeOf(person, roundId))?.id ?? '';
    return as(person, roundId, (tx, reader) => answerOwnPlace(tx, reader, { place, accept }));
  }

  /** Makes everything of a round so many hours older. */
  async function age(roundId: string, hours: number): Promise<void> {
    for (const [table, key, columns] of [
      [
        'matching_round',
        'id',
        ['opened_at', 'answers_until', 'published_at', 'next_at', 'reminded_at', 'told_at'],
      ],
      ['round_circle', 'round_id', ['drawn_at']],
    ] as const)
      await asAdmin(
        `UPDATE ${table} SET ${columns.map((column) => `${column} = ${column} - make_interval(hours => $2)`)} WHERE ${key} = $1`,
        [roundId, hours],
      );
  }

  /** Kinds of the notices that wait for somebody, in order. */
  const noticesOf = async ({ personId }: Actor) =>
    (
      await asAdmin<{ kind: string }>(
        'SELECT kind FROM person_notice WHERE person_id = $1 AND seen_at IS NULL ORDER BY created_at, kind',
        [personId],
      )
    ).map(({ kind }) => kind);

  const mailsTo = ({ personId }: Actor) =>
    asAdmin<{ subject: string; text: string; names: string[] }>(
      `SELECT subject, text_body AS text, names FROM mail WHERE to_address LIKE '%' || $1 || '%' ORDER BY created_at`,
      [personId],
    );

  return { as, asAdmin, open, join, publish, placeOf, reply, age, noticesOf, mailsTo };
}
