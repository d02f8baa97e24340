import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import { restoreBackup } from './backup/restore-backup.ts';
import { writeBackup } from './backup/write-backup.ts';
import { openBucket } from './bucket.ts';
import { readConfig } from './config.ts';
import { freePort } from './free-port.ts';
import { isAway } from './is-away.ts';
import { openStorage } from './storage.ts';
import { pieceName, type Storage } from './stored-files.ts';

const source = useDatabase();
const target = useDatabase();

/** As published by Amazon with its examples of signatures; they open nothing. */
const example = {
  key: 'AKIAIOSFODNN7EXAMPLE',
  secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

/** The one account that the service of these tests knows. */
const account = { key: 'S3RVER', secret: 'S3RVER' };

const settings = (endpoint: string, { bucket = 'rondo', as = account } = {}) => ({
  S3_ENDPOINT: endpoint,
  S3_BUCKET: bucket,
  S3_ACCESS_KEY_ID: as.key,
  S3_SECRET_ACCESS_KEY: as.secret,
});

describe('files in a bucket', () => {
  let service: ChildProcess;
  let folder: string;
  let storage: Storage;
  let endpoint: string;

  beforeAll(async () => {
    const port = await freePort();
    folder = mkdtempSync(join(tmpdir(), 'rondo-bucket-'));
    endpoint = `http://127.0.0.1:${port}`;
    const words = ['-d', folder, '-a', '127.0.0.1', '-p', String(port), '--configure-bucket', 'rondo'];
    // It makes its tokens for the next page with a cipher that has gone out of use.
    const program = ['--openssl-legacy-provider', 'node_modules/s3rver/bin/s3rver.js'];
    service = spawn(process.execPath, [...program, ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(service.stdout as NonNullable<ChildProcess['stdout']>, 'data');
    storage = openStorage(readConfig(settings(endpoint)));
  });
  afterAll(async () => {
    service.kill();
    await once(service, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });

  test('are read back byte for byte, listed, replaced whole, and gone once removed', async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    const bytes = randomBytes(300_000);
    await storage.put(pieceName(id, 0), bytes);
    await storage.put(other, Buffer.from('other'));
    expect(await storage.read(pieceName(id, 0))).toEqual(bytes);
    expect(await storage.begin(pieceName(id, 0), 8)).toEqual(bytes.subarray(0, 8));
    expect(await storage.list()).toEqual([pieceName(id, 0), other].sort());
    await storage.put(other, Buffer.from('new'));
    expect((await storage.read(other))?.toString()).toBe('new');
    for (const name of [pieceName(id, 0), other, other]) await storage.remove(name);
    expect(await storage.read(other)).toBeUndefined();
    expect(await storage.list()).toEqual([]);
  });

  test('are listed all, also where the service tells of a thousand at a time', async () => {
    const id = randomUUID();
    const names = Array.from({ length: 1003 }, (_, piece) => pieceName(id, piece));
    const inTurn = async (work: (name: string) => Promise<void>) => {
      for (let at = 0; at < names.length; at += 50) await Promise.all(names.slice(at, at + 50).map(work));
    };
    await inTurn((name) => storage.put(name, Buffer.from('x')));
    expect(await storage.list()).toEqual([...names].sort());
    await inTurn((name) => storage.remove(name));
    expect(await storage.list()).toEqual([]);
  });

  test('are in a backup, and come back into a bucket or into a folder', async () => {
    const names = [pieceName(randomUUID(), 0), randomUUID()];
    const bytes = randomBytes(100_000);
    for (const name of names) await storage.put(name, bytes);
    const backup = join(folder, 'rondo.backup');
    const filesFolder = join(folder, 'not-used');
    await writeBackup({ ownerUrl: source.ownerUrl, filesFolder, bucket: storage }, backup);
    for (const name of names) await storage.remove(name);
    const { ownerUrl } = target;
    await restoreBackup(backup, { ownerUrl, filesFolder, bucket: storage, replace: true });
    const inFolder = mkdtempSync(join(tmpdir(), 'rondo-restored-'));
    await restoreBackup(backup, { ownerUrl, filesFolder: join(inFolder, 'files'), replace: true });
    for (const name of names) {
      expect(await storage.read(name)).toEqual(bytes);
      expect(await openStorage({ RONDO_DATA: inFolder }).read(name)).toEqual(bytes);
      await storage.remove(name);
    }
    rmSync(inFolder, { recursive: true, force: true });
  });

  test('nothing is read that is not there, and no name leads elsewhere', async () => {
    expect(await storage.read(randomUUID())).toBeUndefined();
    for (const name of ['../secret', '', 'a?b', `${randomUUID()}/x`])
      await expect(storage.read(name)).rejects.toThrow('UUID');
  });

  test('a bucket that is not there takes nothing', async () => {
    const none = openBucket(readConfig(settings(endpoint, { bucket: 'no-such-bucket' })));
    await expect(none?.put(randomUUID(), Buffer.from('x'))).rejects.toThrow('404');
  });

  test('an account that the service does not know keeps nothing there', async () => {
    const wrong = openBucket(settings(endpoint, { as: example }));
    await expect(wrong?.put(randomUUID(), Buffer.from('x'))).rejects.toThrow('403');
    expect(await storage.list()).toEqual([]);
  });

  test('a service that is away says so, so that it may be asked again', async () => {
    const away = openBucket(settings(`http://127.0.0.1:${await freePort()}`));
    const error = await away?.put(randomUUID(), Buffer.from('x')).catch((problem: unknown) => problem);
    expect(isAway(error)).toBe(true);
  });
});

interface Signed {
  method: string;
  path: string;
  /** Sorted, as it is signed. */
  query: string;
  /** Those that are signed, sorted by their names. */
  headers: [string, string][];
  payload: string;
  time: string;
}

/** The signature as the published description has it, written down a second time so that it is no copy of what it checks. */
function signatureOf({ method, path, query, headers, payload, time }: Signed): string {
  const day = time.slice(0, 8);
  const names = headers.map(([name]) => name).join(';');
  const lines = headers.map(([name, value]) => `${name}:${value.trim()}\n`).join('');
  const asked = [method, path, query, lines, names, payload].join('\n');
  const scope = `${day}/us-east-1/s3/aws4_request`;
  const hash = createHash('sha256').update(asked).digest('hex');
  const key = [day, 'us-east-1', 's3', 'aws4_request'].reduce<string | Buffer>(
    (before, part) => createHmac('sha256', before).update(part).digest(),
    `AWS4${example.secret}`,
  );
  return createHmac('sha256', key).update(`AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash}`).digest('hex');
}

const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const plain: [string, string][] = [
  ['host', 'examplebucket.s3.amazonaws.com'],
  ['x-amz-content-sha256', empty],
  ['x-amz-date', '20130524T000000Z'],
];

describe('the signature', () => {
  test.each<[string, Partial<Signed>, string]>([
    [
      'GET Object',
      { path: '/test.txt', headers: [...plain.slice(0, 1), ['range', 'bytes=0-9'], ...plain.slice(1)] },
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'GET Bucket Lifecycle',
      { query: 'lifecycle=' },
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    ],
    [
      'GET Bucket (List Objects)',
      { query: 'max-keys=2&prefix=J' },
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    ],
  ])('%s of the published examples comes out as published', (_name, asked, signature) => {
    const time = '20130524T000000Z';
    const whole = { method: 'GET', path: '/', query: '', headers: plain, payload: empty, time, ...asked };
    expect(signatureOf(whole)).toBe(signature);
  });

  test('everything that goes to the bucket is signed in the same way, and nothing once changed', async () => {
    const came: IncomingMessage[] = [];
    const server = createServer((request, response) => {
      came.push(request);
      request.resume();
      response.end('<ListBucketResult></ListBucketResult>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const { port } = server.address() as { port: number };
    const bucket = openBucket(settings(`http://127.0.0.1:${port}`, { as: example })) as Storage;
    const name = pieceName(randomUUID(), 3);
    await bucket.put(name, Buffer.from('bytes'));
    await bucket.begin(name, 8);
    await bucket.remove(name);
    await bucket.list();
    server.close();
    expect(came.map(({ method }) => method)).toEqual(['PUT', 'GET', 'DELETE', 'GET']);
    for (const { method = '', url = '', headers } of came) {
      const [, names = '', given] =
        /SignedHeaders=([^,]+), Signature=(\w+)/.exec(headers.authorization ?? '') ?? [];
      const [path = '', query = ''] = url.split('?');
      const signed: Signed = {
        ...{ method, path, query },
        headers: names.split(';').map((header) => [header, String(headers[header])]),
        payload: String(headers['x-amz-content-sha256']),
        time: String(headers['x-amz-date']),
      };
      expect(names).toContain('host');
      expect(signatureOf(signed)).toBe(given);
      expect(signatureOf({ ...signed, path: `${path}x` })).not.toBe(given);
    }
  });
});
