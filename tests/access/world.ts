import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Client } from 'pg';
import { enterByInvitation } from '#features/circles/use-cases/enter-by-invitation.ts';
import { inviteByMail, makeCircleLink } from '#features/circles/use-cases/invite.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import type { Actor } from '#server/database.ts';
import { hashToken, newToken } from '#server/tokens.ts';
import type { TestApp } from '../support/app.ts';
import { asMember, consentAll, makeCircle, makePeople } from '../support/circle.ts';
import { must, openAnother, startSession, type TestSession } from '../support/session.ts';
import { plantWords } from './plant.ts';
import { type PlantedFile, plantExchange } from './plant-exchange.ts';
import { plantFindings, plantPact } from './plant-growth.ts';
import { plantRounds } from './plant-rounds.ts';
import { type PlantedShares, plantShares } from './plant-shares.ts';
import { plantVisit } from './plant-visit.ts';
import { toTheDrill } from './to-the-drill.ts';

/** Everybody who might knock. All but the stranger and the made-up person are of one organisation. */
export const identities = [
  'nobody',
  'stranger',
  'colleague',
  'manager',
  'owner',
  'former',
  'newcomer',
  'member',
  'subject',
  'operator',
  'demonstration',
  // Came by the circle's link, and nobody has said yes.
  'applicant',
] as const;
export type Identity = (typeof identities)[number];

export interface World {
  people: Record<Exclude<Identity, 'nobody' | 'operator'> | 'third', Actor>;
  /** `name=token`, empty for nobody. */
  cookies: Record<Identity, string>;
  circle: string;
  closedCircle: string;
  /** Held before the newcomer came and the former member left. */
  past: string;
  running: string;
  /** Where in the running session's plan the drill is that runs. */
  drill: number;
  planned: string;
  /** Opened by `member`: `subject` is in, `colleague` is not. In the published one `subject` and `newcomer` sit together. */
  rounds: { open: string; published: string; place: string };
  /** An image that `member` brought to the running session. */
  file: string;
  /** In the journal of `subject`. */
  entry: string;
  /** Of `subject`. */
  shares: PlantedShares;
  card: string;
  /** Of `member`: for the circle, for `subject` alone, not sent. */
  recordings: { circle: string; partner: string; unsent: string };
  /** What lies in storage. */
  files: PlantedFile[];
  discarded: string;
  /** Of `subject`. */
  goal: string;
  /** Waits for every member of `circle`. */
  finding: string;
  /** What `subject` told of the pact. */
  report: string;
  /** Asked for by `colleague`, who would like to visit `circle`. */
  visit: string;
  /** Tokens of invitations to `circle`. */
  invitations: { open: string; used: string; revoked: string; link: string };
  version: number;
}

/** One organisation with a circle in mid-life, a closed one, and everybody who stands around them. */
export async function arrangeWorld(app: TestApp): Promise<World> {
  const { database } = app;
  const organisationId = randomUUID();
  await database.asNobody(async (tx) => {
    await sql`SELECT create_organisation(${organisationId}, 'Lantern Works', false)`.execute(tx);
  });
  const owner = { organisationId, personId: randomUUID() };
  await database.asNobody((tx) =>
    sql`SELECT create_person(${organisationId}, ${owner.personId}, 'Olga', null, 'Europe/London', '{en}', 'owner')`.execute(
      tx,
    ),
  );
  const names = ['Mara', 'Ilya', 'Noor', 'Fenna', 'Nils', 'Cato', 'Marten'];
  const [member, subject, third, former, newcomer, colleague, manager] = (await makePeople(
    database,
    names,
    organisationId,
  )) as [Actor, Actor, Actor, Actor, Actor, Actor, Actor];
  const [stranger] = (await makePeople(database, ['Stig'])) as [Actor];
  const [demonstration] = (await makePeople(database, ['Dana'])) as [Actor];

  const four = [member, subject, third, former] as TestSession['people'];
  const { circleId } = await makeCircle(database, four);
  await consentAll(database, four, circleId);
  const past = await openAnother(app, { circleId, people: four });
  await startSession(past);
  await must(past.act(member, { type: 'close' }));
  await asMember(database, former, circleId, leaveCircle);

  const link = await asMember(database, member, circleId, async (tx, proof) => {
    const linkTo = (token: string) => token;
    const mail = async (email: string) => {
      const made = await inviteByMail(tx, proof, { email, mail: false, linkTo });
      return made.ok ? (made.link ?? '') : '';
    };
    const shared = await makeCircleLink(tx, proof, { linkTo });
    return {
      used: await mail('used@example.org'),
      open: await mail('open@example.org'),
      revoked: await mail('revoked@example.org'),
      link: shared.ok ? shared.link : '',
    };
  });
  await database.asPerson(newcomer, (tx) => enterByInvitation(tx, link.used));
  const now = [member, subject, third, newcomer] as TestSession['people'];
  await database.asPerson(newcomer, (tx) =>
    sql`INSERT INTO agreement_consent (organisation_id, circle_id, version, person_id)
      VALUES (${organisationId}, ${circleId}, 1, ${newcomer.personId})`.execute(tx),
  );
  const applicant = { organisationId, personId: randomUUID() };
  await database.asPerson(applicant, async (tx) => {
    await sql`SELECT create_person(${organisationId}, ${applicant.personId}, 'Abel', null, 'Europe/London', '{en}', 'person')`.execute(
      tx,
    );
    await enterByInvitation(tx, link.link);
  });
  const running = await openAnother(app, { circleId, people: now });
  await startSession(running);
  const drill = await toTheDrill(running);
  const { tool } = await running.view(subject);
  if (tool?.kind !== 'drill' || !('sheet' in tool)) throw new Error('the subject must be one who observes');

  const { circleId: closedCircle } = await makeCircle(database, [member, subject]);
  await consentAll(database, [member, subject], closedCircle);
  const discarded = await openAnother(app, { circleId: closedCircle, people: [member, subject] });
  await startSession(discarded);
  await must(discarded.act(member, { type: 'close' }));
  await must(discarded.act(member, { type: 'propose-discard' }));
  await must(discarded.act(subject, { type: 'agree-discard' }));

  const planned = randomUUID();
  const tokens = { operator: newToken() };
  const people = {
    stranger,
    colleague,
    manager,
    owner,
    former,
    newcomer,
    member,
    subject,
    third,
    demonstration,
    applicant,
  };
  const cookies = { nobody: '', operator: `rondo_operator=${tokens.operator}` } as World['cookies'];
  const admin = new Client({ connectionString: database.superuserUrl });
  await admin.connect();
  const put = (text: string, values: unknown[]) => admin.query(text, values);
  for (const [name, actor] of Object.entries(people)) {
    const token = newToken();
    cookies[name as Identity] = `rondo=${token}`;
    await put(
      `INSERT INTO sign_in (organisation_id, id, person_id, token_hash, device, expires_at)
       VALUES ($1, $2, $3, $4, 'Firefox', now() + interval '1 day')`,
      [actor.organisationId, randomUUID(), actor.personId, hashToken(token)],
    );
  }
  await put(`INSERT INTO operator_visit (token_hash, expires_at) VALUES ($1, now() + interval '1 day')`, [
    hashToken(tokens.operator),
  ]);
  await put('UPDATE organisation SET demonstration = true WHERE id = $1', [demonstration.organisationId]);
  await put('UPDATE person SET manager_id = $2 WHERE id = $1', [subject.personId, manager.personId]);
  await put('UPDATE invitation SET revoked_at = now() WHERE token_hash = $1', [hashToken(link.revoked)]);
  await put(
    `INSERT INTO session (organisation_id, id, circle_id, status, starts_at, time_zone, created_by)
     VALUES ($1, $2, $3, 'planned', now() + interval '3 days', 'Europe/London', $4)`,
    [organisationId, planned, circleId, member.personId],
  );
  await put(`INSERT INTO circle_closure (organisation_id, circle_id, closed_by) VALUES ($1, $2, $3)`, [
    organisationId,
    closedCircle,
    member.personId,
  ]);
  const [file, entry, card] = [randomUUID(), randomUUID(), randomUUID()];
  // Who wrote through the program has a key.
  await app.database.vault.keysFor(member.organisationId, [member.personId]);
  const goal = randomUUID();
  await plantWords(admin, {
    file,
    goal,
    entry,
    card,
    drill,
    people,
    circle: circleId,
    past: past.sessionId,
    running: running.sessionId,
    planned,
  });
  const [finding, report] = [randomUUID(), randomUUID()];
  await plantFindings(admin, { people, circle: circleId, finding });
  await plantPact(admin, { people, circle: circleId, report });
  const visit = randomUUID();
  await plantVisit(admin, { people, circle: circleId, visit });
  const rounds = await plantRounds(admin, people);
  const shares = await plantShares(admin, { people, circle: circleId });
  const exchange = await plantExchange(admin, database, { people, circle: circleId });
  await admin.end();
  return {
    people,
    cookies,
    circle: circleId,
    closedCircle,
    past: past.sessionId,
    running: running.sessionId,
    drill,
    planned,
    rounds,
    file,
    goal,
    finding,
    report,
    visit,
    entry,
    shares,
    card,
    recordings: exchange.recordings,
    files: [{ name: file, bytes: Buffer.from('png') }, ...exchange.files],
    discarded: discarded.sessionId,
    invitations: link,
    version: 1,
  };
}
