import { playToldSession } from '#core/demonstration/play-told-session.ts';
import type { Cast, Lines, ToldSession } from '#core/demonstration/story.ts';
import type { RotaTurn } from '#core/rota/rota.ts';
import type { RoomContext } from '#core/session/room.ts';
import type { Session } from '#core/session/walk-through.ts';
import type { Writing } from './demonstration.ts';

const hour = 60 * 60_000;
const day = 24 * hour;

/** Plays one told session and writes what it left: log, words, turns, cards with their outcomes. Returns its turns. */
export function writeSession(
  writing: Writing,
  told: ToldSession,
  context: RoomContext,
  { nextAt }: { nextAt: number | undefined },
): RotaTurn[] {
  const { people, now, newId } = writing;
  const lines: Record<string, Partial<Lines>> = {};
  for (const [key, says] of Object.entries(told.lines)) lines[people[key as Cast]] = says;
  const startedAt = now - told.daysAgo * day;
  const session = playToldSession({ context, startedAt, lines, newId });
  writeLog(writing, session, context);
  writeWords(writing, session, context);
  writeCards(writing, session, { told, context, nextAt });
  return writeTurns(writing, session, context);
}

function writeLog({ rows, playbook }: Writing, session: Session, context: RoomContext): void {
  const { room, log, now } = session;
  const running = room.status === 'closed' ? room : undefined;
  const opened = new Date(log[0]?.at ?? now);
  rows.session.push({
    id: context.sessionId,
    circle_id: context.circle.id,
    number: context.number,
    status: 'closed',
    starts_at: opened,
    time_zone: context.members[0]?.timeZone,
    playbook_slug: context.playbookSlug,
    playbook_text: playbook(context.playbookSlug).text,
    created_by: context.members[0]?.id ?? '',
    created_at: opened,
    started_at: running ? new Date(running.startedAt) : null,
    ended_at: running?.endedAt ? new Date(running.endedAt) : null,
    seq: log.length,
    last_at: new Date(log.at(-1)?.at ?? now),
  });
  for (const { id } of context.members) {
    rows.session_member.push({ session_id: context.sessionId, person_id: id });
  }
  log.forEach((event, index) => {
    rows.session_event.push({
      session_id: context.sessionId,
      seq: index + 1,
      at: new Date(event.at),
      by_person: event.by,
      fact: JSON.stringify(event.fact),
    });
  });
}

function writeWords({ rows }: Writing, session: Session, context: RoomContext): void {
  for (const words of session.words) {
    rows.session_words.push({
      id: words.id,
      session_id: context.sessionId,
      step: words.step ?? null,
      pass: words.pass,
      kind: words.body.kind,
      author_id: words.author,
      subject_id: words.subject ?? null,
      audience: words.audience,
      // Sealed, and made JSON of, when it is written.
      body: words.body as never,
      created_at: new Date(words.createdAt),
      released_at: words.releasedAt === undefined ? null : new Date(words.releasedAt),
    });
  }
}

function writeTurns({ rows }: Writing, session: Session, context: RoomContext): RotaTurn[] {
  const turns = session.effects.flatMap((effect) => (effect.type === 'record-turns' ? effect.turns : []));
  for (const { person, role } of turns) {
    rows.rota_turn.push({
      circle_id: context.circle.id,
      session_number: context.number,
      person_id: person,
      role,
    });
  }
  return turns.map((turn) => ({ session: context.number, ...turn }));
}

/** A card that has an outcome leaves the board when its owner's next one comes; the last ones are still there. */
function writeCards(
  { rows, people, newId, now }: Writing,
  session: Session,
  { told, context, nextAt }: { told: ToldSession; context: RoomContext; nextAt: number | undefined },
): void {
  for (const effect of session.effects) {
    if (effect.type !== 'create-commitment') continue;
    const key = Object.entries(people).find(([, id]) => id === effect.owner)?.[0] as Cast | undefined;
    const after = key && told.aftermath[key];
    const toldAt = new Date(session.now + 5 * day);
    rows.commitment.push({
      id: effect.id,
      circle_id: context.circle.id,
      owner_id: effect.owner,
      session_id: context.sessionId,
      experiment: effect.card.experiment,
      behaviour: effect.card.behaviour,
      context: effect.card.context,
      criterion: effect.card.criterion,
      assumption: effect.card.assumption ?? '',
      evidence: effect.card.evidence ?? '',
      due_on: effect.card.dueOn,
      created_at: new Date(session.now),
      outcome: after?.outcome ?? null,
      outcome_note: after?.note ?? '',
      self_rating: after?.felt ?? null,
      outcome_at: after ? toldAt : null,
      closed_at: nextAt === undefined ? null : new Date(nextAt),
    });
    // Its meeting is near, so that the first page and the page of nudges have something to show.
    if (nextAt === undefined && !after)
      rows.card_moment.push({
        commitment_id: effect.id,
        person_id: effect.owner,
        at: hourAfter(now + 20 * hour),
      });
    if (!after?.seen) continue;
    rows.sighting.push({
      id: newId(),
      commitment_id: effect.id,
      circle_id: context.circle.id,
      author_id: people[after.seen.by],
      text: after.seen.text,
      seen_at: new Date(session.now + 3 * day),
    });
  }
}

function hourAfter(instant: number): Date {
  return new Date(Math.ceil(instant / hour) * hour);
}
