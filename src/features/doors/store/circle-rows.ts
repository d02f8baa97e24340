import type { Clause } from '#core/agreement/clause.ts';
import { hardMoments } from '#core/agreement/template.ts';
import { type Cast, cast, type ToldCircle } from '#core/demonstration/story.ts';
import { countTurns } from '#core/rota/count-turns.ts';
import type { RotaTurn } from '#core/rota/rota.ts';
import type { RoomContext } from '#core/session/room.ts';
import type { Writing } from './demonstration.ts';
import { writeSession } from './session-rows.ts';

const day = 24 * 60 * 60_000;

/** Writes a told circle: its members, agreement, past sessions with what became of them, and its next date. */
export function writeCircle(writing: Writing, told: ToldCircle): void {
  const { rows, now, people, newId } = writing;
  const id = newId();
  const founded = new Date(now - told.founded * day);
  const founder = people[told.members[0] as Cast];
  rows.circle.push({ id, name: told.name, created_by: founder, created_at: founded });
  rows.circle_content.push({
    circle_id: id,
    purpose: told.purpose,
    focus_skill: told.focusSkill,
    changed_by: founder,
    changed_at: founded,
  });
  told.members.forEach((key, index) => {
    rows.membership.push({
      id: newId(),
      circle_id: id,
      person_id: people[key],
      seat: index + 1,
      joined_at: founded,
    });
  });
  const clauses = writeAgreement(writing, told, { id, founder, founded });
  writeCycle(writing, told, { id, founder });
  writePast(writing, told, id, hardMoments(clauses));
  writeNext(writing, told, { id, founder });
}

function writeAgreement(
  { rows, people, clauses }: Writing,
  told: ToldCircle,
  circle: { id: string; founder: string; founded: Date },
): Clause[] {
  const key = { circle_id: circle.id, version: 1 };
  const consentedAt = new Date(circle.founded.getTime() + day / 2);
  const everyone = told.consented.length === told.members.length;
  rows.agreement_version.push({
    ...key,
    proposed_by: circle.founder,
    proposed_at: circle.founded,
    in_force_at: everyone ? consentedAt : null,
  });
  const agreed = clauses();
  agreed.forEach((clause, index) => {
    rows.agreement_clause.push({
      ...key,
      clause_id: clause.id,
      position: index + 1,
      template: clause.template ?? null,
      title: clause.title,
      body: clause.body,
      changed_by: circle.founder,
      changed_at: circle.founded,
    });
  });
  for (const person of told.consented) {
    rows.agreement_consent.push({ ...key, person_id: people[person], consented_at: consentedAt });
  }
  return agreed;
}

function writeCycle(
  { rows, now, people, newId }: Writing,
  { cycle, members }: ToldCircle,
  circle: { id: string; founder: string },
): void {
  if (!cycle) return;
  const { daysAgo, ...words } = cycle;
  const [id, at] = [newId(), new Date(now - daysAgo * day)];
  rows.circle_decision.push({
    id,
    circle_id: circle.id,
    kind: 'cycle',
    words: JSON.stringify(words),
    proposed_by: circle.founder,
    proposed_at: at,
    settled_at: at,
  });
  for (const key of members)
    rows.decision_agreement.push({ decision_id: id, person_id: people[key], agreed_at: at });
}

function writePast(writing: Writing, told: ToldCircle, circleId: string, moments: string[]): void {
  const rota: RotaTurn[] = [];
  told.sessions.forEach((session, index) => {
    const { playbook } = writing.playbook(session.playbook);
    const context: RoomContext = {
      sessionId: writing.newId(),
      number: index + 1,
      circle: { id: circleId, name: told.name },
      playbook,
      playbookSlug: session.playbook,
      members: told.members.map((key) => member(writing, key, index === 0)),
      openPairs: [],
      openCards: [],
      rotaTotals: countTurns(rota),
      hardMoments: moments,
      firstSession: index === 0,
      oneDevice: false,
    };
    const after = told.sessions[index + 1];
    const turns = writeSession(writing, session, context, {
      nextAt: after ? writing.now - after.daysAgo * day : undefined,
    });
    rota.push(...turns);
  });
}

function member({ people }: Writing, key: Cast, newcomer: boolean): RoomContext['members'][number] {
  const person = cast.find((each) => each.key === key);
  if (!person) throw new Error(`nobody in the cast is called ${key}`);
  const { name, pronouns, timeZone } = person;
  return { id: people[key], name, pronouns, timeZone, newcomer, consented: true };
}

function writeNext(
  { rows, now, playbook, newId }: Writing,
  { next }: ToldCircle,
  circle: { id: string; founder: string },
): void {
  if (!next) return;
  const shipped = next.playbook ? playbook(next.playbook) : undefined;
  rows.session.push({
    id: newId(),
    circle_id: circle.id,
    status: 'planned',
    starts_at: new Date(now + next.inDays * day),
    time_zone: 'Europe/London',
    playbook_slug: shipped?.slug ?? null,
    playbook_text: shipped?.text ?? null,
    created_by: circle.founder,
  });
}
