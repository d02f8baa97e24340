import type { ReportWord } from '#core/pacts/pact.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { spendOne } from '#features/sharing/use-cases/set-aside.ts';
import type { App } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import { listMineSince, listPacts } from '../store/pacts.ts';
import { findTold, saveReport, setReportAside } from '../store/reports.ts';
import type { PactAnswer } from './agree-on-pact.ts';

/** Says in a word how it went, once a day; said again, the later word stands. `on`: the day where they are. */
export async function tellProgress(
  tx: Tx,
  member: CircleMember,
  told: { pact: string; on: string; word: ReportWord; text: string },
): Promise<PactAnswer> {
  const pact = (await listPacts(tx, member)).find(({ id }) => id === told.pact);
  if (member.closed) return { ok: false, reason: 'circle-closed' };
  if (!pact?.inForce) return { ok: false, reason: 'pact-gone' };
  if (!(await listMineSince(tx)).has(pact.id)) return { ok: false, reason: 'pact-not-yours' };
  await saveReport(tx, member, told);
  return { ok: true };
}

/** What another told is about me: only they read it from now on, and they are told that somebody said so; see 0009. */
export async function isAboutMe(app: App, member: CircleMember, report: string): Promise<PactAnswer> {
  const { database } = app;
  const reaches = await database.asPerson(member, (tx) => findTold(tx, member, report));
  // Said again, or of what is not there any more, it changes nothing.
  if (!reaches) return { ok: true };
  if (!(await spendOne(database, member.personId)).ok) return { ok: false, reason: 'too-often' };
  await database.asPerson(member, (tx) => setReportAside(tx, report));
  return { ok: true };
}
