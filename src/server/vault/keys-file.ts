import { createSecretKey, randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { z } from 'zod';
import { fileProblem } from '../file-problem.ts';
import { withClient } from '../with-client.ts';
import { openBytes, sealBytes } from './envelope.ts';
import { keyName } from './vault.ts';

/**
 * Everybody's keys and who was erased, in one file apart from the data: `{"rondo":"keys","format":1,"taken_at":"...",
 * "keys":[{"organisation":"...","person":"...","key":"base64"}],"erased":[{"organisation":"...","person":"...","at":"..."}]}`.
 * The keys are bare, so that the file needs no other secret to be of use; whoever has it and a backup reads everything.
 */
const keysFile = z.object({
  rondo: z.literal('keys'),
  format: z.literal(1),
  taken_at: z.string(),
  keys: z.array(z.object({ organisation: z.uuid(), person: z.uuid(), key: z.base64() })),
  erased: z.array(z.object({ organisation: z.uuid(), person: z.uuid(), at: z.string() })),
});

/** The file is not a whole backup of keys, or from a newer Rondo. */
export class KeysFileProblem extends Error {}

interface Installation {
  ownerUrl: string;
  masterKey: Buffer;
}

/** Writes the file, readable by its owner alone; it appears under its name when it is whole. Returns how many keys. */
export async function writeKeys({ ownerUrl, masterKey }: Installation, target: string): Promise<number> {
  const master = createSecretKey(masterKey);
  const { keys, erased } = await withClient(ownerUrl, async (client) => ({
    keys: await client.query<{ organisation: string; person: string; wrapped: Buffer }>(
      'SELECT organisation_id AS organisation, person_id AS person, wrapped FROM keys.person_key ORDER BY 1, 2',
    ),
    erased: await client.query<{ organisation: string; person: string; at: Date }>(
      'SELECT organisation_id AS organisation, person_id AS person, erased_at AS at FROM keys.erasure ORDER BY 3',
    ),
  }));
  const content = {
    rondo: 'keys',
    format: 1,
    taken_at: new Date().toISOString(),
    keys: keys.rows.map(({ wrapped, ...whose }) => ({
      ...whose,
      key: openBytes(master, keyName(whose.organisation, whose.person), wrapped).toString('base64'),
    })),
    erased: erased.rows.map(({ at, ...whose }) => ({ ...whose, at: at.toISOString() })),
  };
  const unfinished = `${target}.${randomBytes(6).toString('hex')}.unfinished`;
  const handle = await open(unfinished, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(content)}\n`);
    await handle.sync();
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  return content.keys.length;
}

/**
 * Brings keys back, wrapped by this installation's own master key, but of nobody who was erased by what is known here or in
 * the file. A key that is here stays as it is. Returns how many came back, and how many stay erased.
 *
 * @throws KeysFileProblem
 */
export async function restoreKeys(
  { ownerUrl, masterKey }: Installation,
  path: string,
): Promise<{ brought: number; erased: number }> {
  const file = await readKeysFile(path);
  const master = createSecretKey(masterKey);
  return withClient(ownerUrl, async (client) => {
    await client.query('BEGIN');
    for (const { organisation, person, at } of file.erased) {
      await client.query('INSERT INTO keys.erasure VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
        organisation,
        person,
        at,
      ]);
    }
    let brought = 0;
    for (const { organisation, person, key } of file.keys) {
      const wrapped = sealBytes(master, keyName(organisation, person), Buffer.from(key, 'base64'));
      const { rowCount } = await client.query(
        `INSERT INTO keys.person_key (organisation_id, person_id, wrapped) SELECT $1, $2, $3
         WHERE NOT EXISTS (SELECT 1 FROM keys.erasure e WHERE e.organisation_id = $1 AND e.person_id = $2)
         ON CONFLICT DO NOTHING`,
        [organisation, person, wrapped],
      );
      brought += rowCount ?? 0;
    }
    await client.query(`DELETE FROM keys.person_key k USING keys.erasure e
      WHERE e.organisation_id = k.organisation_id AND e.person_id = k.person_id`);
    const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM keys.erasure');
    await client.query('COMMIT');
    return { brought, erased: rows[0]?.n ?? 0 };
  });
}

/** Throws KeysFileProblem. */
export async function readKeysFile(path: string): Promise<z.infer<typeof keysFile>> {
  try {
    return keysFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    const reason =
      fileProblem(cause) ?? 'it is something else, was not copied whole, or is from a newer Rondo';
    throw new KeysFileProblem(`${path} cannot be read as a backup of keys: ${reason}. Nothing was changed.`, {
      cause,
    });
  }
}
