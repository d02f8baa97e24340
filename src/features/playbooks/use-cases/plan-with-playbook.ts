import { sql } from 'kysely';
import { adaptPlaybook } from '#core/playbook/adapt.ts';
import type { AdaptRefusal, StepChange } from '#core/playbook/adapt-steps.ts';
import type { Playbook } from '#core/playbook/playbook.ts';
import { printPlaybook } from '#core/playbook/print.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { changePlanned } from '#features/sessions/use-cases/change-planned.ts';
import { planSession } from '#features/sessions/use-cases/plan-session.ts';
import type { Tx } from '#server/database.ts';
import type { CirclePlaybook } from './find-playbook-for.ts';
import { changeOwnPlaybook, keepPlaybook } from './keep-playbook.ts';

export interface PlanWithPlaybook {
  /** A planned session that is changed; without it another one is planned. */
  session?: string | undefined;
  found: CirclePlaybook;
  changes: StepChange[];
  /** Keep the changed form: as a new one of this name and author, or, where it is the circle's own already, in place. */
  keep?: { title: string; author: string };
  /** Null: now. */
  startsAt: Date | null;
  timeZone: string;
  oneDevice: boolean;
}

export type PlannedWithPlaybook =
  | { ok: true; sessionId: string }
  | { ok: false; refusal: AdaptRefusal | { reason: 'circle-closed' | 'playbook-gone' } | PlanRefusal };

type PlanRefusal = { reason: Extract<Awaited<ReturnType<typeof changePlanned>>, { ok: false }>['reason'] };

/** Plans a session with a playbook as the circle changed it, and keeps the changed form when that is wished. */
export async function planWithPlaybook(
  tx: Tx,
  member: CircleMember,
  { session, found, changes, keep, startsAt, timeZone, oneDevice }: PlanWithPlaybook,
): Promise<PlannedWithPlaybook> {
  if (member.closed) return { ok: false, refusal: { reason: 'circle-closed' } };
  const adapted = adapt(found, changes, keep);
  if (!adapted.ok) return adapted;
  const text = adapted.playbook === found.playbook ? found.text : printPlaybook(adapted.playbook);
  // A refused session must leave nothing behind, and the caller commits what it is given.
  await sql`SAVEPOINT before_keeping`.execute(tx);
  const kept =
    keep && changes.length > 0 ? await store(tx, member, { found, playbook: adapted.playbook }) : found.slug;
  if (kept === undefined) return { ok: false, refusal: { reason: 'playbook-gone' } };
  const plan = { playbookSlug: kept, playbookText: text, startsAt, timeZone, oneDevice };
  const planned = session
    ? await changePlanned(tx, member, session, plan)
    : await planSession(tx, member, plan);
  if (planned.ok) return planned;
  await sql`ROLLBACK TO SAVEPOINT before_keeping`.execute(tx);
  return { ok: false, refusal: { reason: planned.reason } };
}

function adapt(
  { slug, playbook, own }: CirclePlaybook,
  steps: StepChange[],
  keep: PlanWithPlaybook['keep'],
): { ok: true; playbook: Playbook } | { ok: false; refusal: AdaptRefusal } {
  if (steps.length === 0) return { ok: true, playbook };
  return adaptPlaybook(playbook, own ? { steps } : { steps, parent: slug, ...keep });
}

/** The slug that the form can be found by from now on; undefined when it was let go of meanwhile. */
async function store(
  tx: Tx,
  member: CircleMember,
  { found, playbook }: { found: CirclePlaybook; playbook: Playbook },
): Promise<string | undefined> {
  if (!found.own) return (await keepPlaybook(tx, member, playbook)).slug;
  return (await changeOwnPlaybook(tx, member, { slug: found.slug, playbook })) ? found.slug : undefined;
}
