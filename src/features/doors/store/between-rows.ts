import { randomBytes } from 'node:crypto';
import { type ToldBetween, toldBetween } from '#core/demonstration/between-sessions.ts';
import type { Writing } from './demonstration.ts';

const day = 24 * 60 * 60_000;

/** Writes what circles of the demonstration have between sessions, once they and their members are there. */
export function writeBetween(writing: Writing): void {
  for (const told of toldBetween) {
    const circle = writing.rows.circle.find(({ name }) => name === told.circle)?.id;
    if (!circle) throw new Error(`the demonstration has no circle “${told.circle}”`);
    writeImprovements(writing, told, circle);
    writePact(writing, told, circle);
    writeFinding(writing, told, circle);
  }
}

function writeImprovements({ rows, now, people }: Writing, told: ToldBetween, circle: string): void {
  for (const { person, practises, measure, inDays } of told.improvements) {
    const touchpoint = inDays === undefined ? null : onDay(now + inDays * day);
    rows.improvement.push({
      circle_id: circle,
      person_id: people[person],
      practises,
      measure,
      touchpoint_on: touchpoint,
    });
  }
}

function writePact({ rows, now, people, newId }: Writing, told: ToldBetween, circle: string): void {
  const { by, daysAgo, told: reports, ...words } = told.pact;
  const [id, at] = [newId(), new Date(now - daysAgo * day)];
  rows.pact.push({ id, circle_id: circle, begun_by: people[by], begun_at: at });
  rows.pact_version.push({
    ...{ id: newId(), pact_id: id, version: 1, written_by: people[by] },
    ...{ written_at: at, in_force_at: at, words: words as unknown as string },
  });
  for (const person of membersOf({ rows }, circle))
    rows.pact_consent.push({ pact_id: id, version: 1, person_id: person, agreed_at: at });
  for (const report of reports) {
    const on = onDay(now - report.daysAgo * day);
    const { word, text } = report;
    rows.pact_report.push({
      id: newId(),
      pact_id: id,
      person_id: people[report.person],
      on_day: on,
      word,
      text,
    });
  }
}

function writeFinding({ rows, now, people, newId }: Writing, told: ToldBetween, circle: string): void {
  const { by, daysAgo, title, obstacle, change, toName, answer } = told.finding;
  const id = newId();
  const after = (days: number) => new Date(now - (daysAgo - days) * day);
  rows.finding.push({
    ...{ id, circle_id: circle, begun_at: after(0), settled_at: after(3), sent_at: after(3) },
    ...{ expires_at: after(33), answered_at: after(9), token_hash: randomBytes(32) },
  });
  const author = people[by];
  rows.finding_version.push({
    ...{ id: newId(), finding_id: id, version: 1, written_by: author, written_at: after(0) },
    ...{ title, obstacle, change, to_name: toName },
  });
  for (const person of membersOf({ rows }, circle))
    rows.finding_consent.push({
      finding_id: id,
      version: 1,
      person_id: person,
      agrees: true,
      said_at: after(2),
    });
  rows.finding_answer.push({
    finding_id: id,
    version: 1,
    written_by: author,
    answered_at: after(9),
    text: answer,
  });
}

function membersOf({ rows }: Pick<Writing, 'rows'>, circle: string): string[] {
  return rows.membership.filter(({ circle_id }) => circle_id === circle).map(({ person_id }) => person_id);
}

function onDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
