import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { Actor } from '#server/database.ts';

/** Entries of `subject`, by how far they go. */
export const toldCanaries = {
  toldCircle: 'canary-told-circle-a01',
  /** Shared with the circle before the newcomer came. */
  toldBefore: 'canary-told-before-a02',
  /** To `member` alone. */
  toldPartner: 'canary-told-partner-a03',
  toldWithdrawn: 'canary-told-withdrawn-a04',
  /** To the former member alone, as if leaving had not ended it. */
  toldFormer: 'canary-told-former-a05',
} as const;
type Told = keyof typeof toldCanaries;

/** Texts of `subject` that were written for everybody. */
export const storyCanaries = {
  story: 'canary-story-a06',
  storyWithdrawn: 'canary-story-withdrawn-a07',
} as const;

/** Ids of each entry and its share, and of what is published. */
export type PlantedShares = Record<Told, { share: string; entry: string }> & {
  story: string;
  withdrawnStory: string;
  /** The share of how often `subject` practises, with the circle. */
  signal: string;
};

export async function plantShares(
  admin: Client,
  { people, circle }: { people: Record<'member' | 'subject' | 'former' | 'newcomer', Actor>; circle: string },
): Promise<PlantedShares> {
  const { member, subject, former, newcomer } = people;
  const organisation = subject.organisationId;
  const before = `(SELECT joined_at - interval '1 millisecond' FROM membership WHERE circle_id = '${circle}'
    AND person_id = '${newcomer.personId}')`;
  const share = async (told: Told, columns: Record<string, string>) => {
    const [entry, id] = [randomUUID(), randomUUID()];
    await admin.query(
      `INSERT INTO journal_entry (organisation_id, id, person_id, day, body, version)
       VALUES ($1, $2, $3, current_date, jsonb_build_object('context', $4::text), 1)`,
      [organisation, entry, subject.personId, toldCanaries[told]],
    );
    await admin.query(
      `INSERT INTO share (organisation_id, id, owner_id, kind, item_id, ${Object.keys(columns).join(', ')})
       VALUES ($1, $2, $3, 'journal_entry', $4, ${Object.values(columns).join(', ')})`,
      [organisation, id, subject.personId, entry],
    );
    if (told === 'toldCircle')
      await admin.query(
        `INSERT INTO share_read (organisation_id, kind, item_id, owner_id, reader_id, version)
         VALUES ($1, 'journal_entry', $2, $3, $4, 1)`,
        [organisation, entry, subject.personId, member.personId],
      );
    return { share: id, entry };
  };
  const signal = randomUUID();
  await admin.query(
    `INSERT INTO share (organisation_id, id, owner_id, kind, item_id, audience, circle_id)
     VALUES ($1, $2, $3, 'signal', $3, 'circle', $4)`,
    [organisation, signal, subject.personId, circle],
  );
  const write = async (text: string, until: string): Promise<string> => {
    const id = randomUUID();
    await admin.query(
      'INSERT INTO story (organisation_id, id, person_id, title, text) VALUES ($1, $2, $3, $4, $4)',
      [organisation, id, subject.personId, text],
    );
    await admin.query(
      `INSERT INTO share (organisation_id, id, owner_id, kind, item_id, audience, until)
       VALUES ($1, $2, $3, 'story', $4, 'story', ${until})`,
      [organisation, randomUUID(), subject.personId, id],
    );
    return id;
  };
  await admin.query(
    `INSERT INTO retention_choice (organisation_id, person_id, kind, months) VALUES ($1, $2, 'journal_entry', 24)`,
    [organisation, subject.personId],
  );
  const toCircle = { audience: `'circle'`, circle_id: `'${circle}'` };
  const toOne = ({ personId }: Actor) => ({ audience: `'partner'`, partner_id: `'${personId}'` });
  return {
    toldCircle: await share('toldCircle', toCircle),
    toldBefore: await share('toldBefore', { ...toCircle, since: before }),
    toldPartner: await share('toldPartner', toOne(member)),
    toldWithdrawn: await share('toldWithdrawn', { ...toCircle, until: 'now()' }),
    toldFormer: await share('toldFormer', toOne(former)),
    story: await write(storyCanaries.story, 'NULL'),
    withdrawnStory: await write(storyCanaries.storyWithdrawn, 'now()'),
    signal,
  };
}
